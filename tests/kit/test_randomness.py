# SPDX-License-Identifier: EUPL-1.2
"""Randomness: unpredictable outside, repeatable in a seeded test."""

from __future__ import annotations

from sluis.kit.randomness import SeededRandomness, SystemRandomness


def test_the_systems_tokens_differ() -> None:
    """Two tokens of 16 bytes are not the same."""
    source = SystemRandomness()
    assert source.token(16) != source.token(16)
    assert len(source.token(5)) == 5


def test_seeds_fit_in_63_bits() -> None:
    """Both kinds of source give seeds that every engine takes."""
    for source in (SystemRandomness(), SeededRandomness(1)):
        assert all(0 <= source.seed() < 2**63 for _ in range(50))


def test_the_same_seed_gives_the_same_stream() -> None:
    """A seeded source repeats itself exactly, and another seed differs."""
    one, two, other = SeededRandomness(7), SeededRandomness(7), SeededRandomness(8)
    first = [one.token(8) for _ in range(3)]
    assert first == [two.token(8) for _ in range(3)]
    assert first != [other.token(8) for _ in range(3)]
    assert len(set(first)) == 3
