# SPDX-License-Identifier: EUPL-1.2
"""Randomness comes in through here, so that a seeded test can own it."""

from __future__ import annotations

import hashlib
import secrets
from typing import Protocol


class Randomness(Protocol):
    """A source of unpredictable bytes and of seeds for simulations."""

    def token(self, size: int) -> bytes:
        """Return `size` random bytes."""
        ...

    def seed(self) -> int:
        """Return a seed in 0 … 2⁶³ − 1."""
        ...


class SystemRandomness:
    """The operating system's randomness, fit for keys and salts."""

    def token(self, size: int) -> bytes:
        """Return `size` bytes from the operating system."""
        return secrets.token_bytes(size)

    def seed(self) -> int:
        """Return a fresh seed."""
        return secrets.randbits(63)


class SeededRandomness:
    """The same bytes for the same seed: for tests and drills, never for keys that guard anything."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._calls = 0

    def token(self, size: int) -> bytes:
        """Return the next `size` bytes of this seed's stream (SHAKE-256 of seed and call number)."""
        self._calls += 1
        return hashlib.shake_256(f"{self._seed}/{self._calls}".encode()).digest(size)

    def seed(self) -> int:
        """Return the next seed of this stream."""
        return int.from_bytes(self.token(8), "big") >> 1
