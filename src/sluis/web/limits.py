# SPDX-License-Identifier: EUPL-1.2
"""How often somebody may try: token buckets on the monotonic clock, per address and for all."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, auto
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sluis.kit.clock import Clock

PER_ADDRESS: Final = 30
"""Tries that one address may make at once."""
FOR_ALL: Final = 300
"""Tries that all addresses may make together at once."""
REFILL_S: Final = 300.0
"""Seconds in which an empty bucket fills again."""
ADDRESSES: Final = 4096
"""Buckets that are remembered; the one unused for longest gives way."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float
    refused: bool = False


class Verdict(Enum):
    """What becomes of a try."""

    ALLOWED = auto()
    FIRST_REFUSED = auto()
    """Refused, and the first since this address was last allowed: this one goes in the record."""
    REFUSED = auto()


class Attempts:
    """Counts tries to sign in (R-46)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._all = _Bucket(FOR_ALL, clock.monotonic_s())
        self._each: OrderedDict[str, _Bucket] = OrderedDict()

    def judge(self, address: str) -> Verdict:
        """Say whether `address` may try now, and count the try if so."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            bucket = self._each.pop(address, None) or _Bucket(PER_ADDRESS, now_s)
            self._each[address] = bucket
            if len(self._each) > ADDRESSES:
                self._each.popitem(last=False)
            _fill(bucket, PER_ADDRESS, now_s)
            _fill(self._all, FOR_ALL, now_s)
            if bucket.left < 1 or self._all.left < 1:
                again, bucket.refused = bucket.refused, True
                return Verdict.REFUSED if again else Verdict.FIRST_REFUSED
            bucket.left -= 1
            bucket.refused = False
            self._all.left -= 1
            return Verdict.ALLOWED


def _fill(bucket: _Bucket, size: int, now_s: float) -> None:
    bucket.left = min(size, bucket.left + (now_s - bucket.at_s) * size / REFILL_S)
    bucket.at_s = now_s
