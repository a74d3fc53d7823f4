# SPDX-License-Identifier: EUPL-1.2
"""A case becomes a script: what enters the record, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sluis.drill import script
from sluis.estate.reading import read

if TYPE_CHECKING:
    from sluis.drill.model import Case
    from sluis.house import House

RAN_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_preface_says_that_this_is_a_replay(case: Case) -> None:
    """It says so in both languages, with the day on which it ran, and stands at the very beginning."""
    fact = script.preface(case, RAN_AT)
    assert isinstance(fact.event, dict)
    assert set(fact.event) == {"en", "nl"}
    assert fact.event["en"].startswith("Replay of public facts about om-2025, made on 2026-11-24")
    assert fact.happened_at == case.begin
    assert (
        min(happening.at for happening in script.script(case, read(case.estate_file), RAN_AT)) == case.begin
    )


def test_the_record_opens_with_the_preface(house: House) -> None:
    """After the entry that begins every record comes the preface, then the oldest fact."""
    with house.record.known() as known:
        first, second, third = (known.entry(seq) for seq in range(3))
    assert first.kind == "record.started"
    assert second.fields["category"] == "replay"
    assert third.recorded_at == datetime(2020, 1, 17, 11, 0, tzinfo=UTC)


def test_every_fact_comes_once_at_the_instant_it_was_known(house: House, case: Case) -> None:
    """56 facts and the preface; each was recorded when it was known, and none twice."""
    with house.record.known() as known:
        noted = [
            entry for entry in known.entries(kinds=["fact.noted"]) if entry.fields["category"] != "replay"
        ]
    by_reference = {entry.fields["reference"]: entry for entry in noted}
    assert len(noted) == len(by_reference) == 56
    for fact in case.facts:
        entry = by_reference[fact.fact.reference]
        assert entry.recorded_at == fact.at
        assert entry.happened_at == fact.fact.happened_at
        assert entry.fields["event"] == fact.fact.event


def test_states_seen_at_one_instant_enter_together(case: Case) -> None:
    """There are fewer moments than changes, and no two of them are the same."""
    moments = [happening.at for happening in script.states(case)]
    assert len(moments) == len(set(moments)) < len(case.states)


def test_a_silence_makes_no_entry(house: House, case: Case) -> None:
    """A risk enters the record once for being flagged, and once for each thing that came of it."""
    expected = sum(1 + (story.seen is not None) + (story.decided is not None) for story in case.risks)
    with house.record.known() as known:
        kinds = [entry.kind for entry in known.entries(kinds=["risk.raised", "risk.seen", "risk.decided"])]
    assert len(kinds) == expected
    assert kinds.count("risk.raised") == len(case.risks) > kinds.count("risk.decided")


def test_the_program_signs_and_never_the_people_of_the_case(house: House) -> None:
    """Nobody's name is put under an entry that they did not write."""
    with house.record.known() as known:
        writers = {entry.actor.id for entry in known.entries()}
    assert writers == {"record", "replay"}
