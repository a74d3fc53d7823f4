# SPDX-License-Identifier: EUPL-1.2
"""How whole the record is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sluis.record.model import Size
from sluis.report.completeness import completeness
from sluis.report.reader import Reader
from sluis.report.timeline import lines
from tests.report.samples import entry, fact

EN = Reader("en")


def test_a_sound_record_has_no_holes() -> None:
    """Every number from 0 to the last is there."""
    entries = [fact(seq) for seq in range(4)]
    found = completeness(entries, lines(entries, EN), Size(4))
    assert (found.size, found.holes, found.late, found.assumed) == (4, (), (), ())


@given(st.sets(st.integers(0, 30)))
def test_each_missing_number_is_named(missing: set[int]) -> None:
    """Whatever was taken out is in the list, and nothing else."""
    entries = [fact(seq) for seq in range(31) if seq not in missing]
    found = completeness(entries, lines(entries, EN), Size(31))
    assert found.holes == tuple(sorted(missing))


def test_kinds_are_counted_most_first() -> None:
    """Counts of each kind, then by name."""
    entries = [fact(0), fact(1), entry(2, "b"), entry(3, "a")]
    assert completeness(entries, (), Size(4)).counts == (("fact.noted", 2), ("a", 1), ("b", 1))


def test_what_is_assumed_late_or_unknown_is_listed() -> None:
    """Each by its number, in order of the record."""
    entries = [
        fact(0, basis="assumed"),
        replace(fact(1), recorded_at=fact(1).happened_at + timedelta(days=3)),
        entry(2, "moon.landed"),
        replace(fact(3), clock_held=True),
    ]
    found = completeness(entries, lines(entries, EN), Size(4))
    assert found.assumed == (0,)
    assert found.late == (1,)
    assert found.unrecognised == (2,)
    assert found.clock_held == (3,)
