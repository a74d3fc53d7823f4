# SPDX-License-Identifier: EUPL-1.2
"""Which steps were taken at which moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate import acts as estate_acts
from sluis.estate.model import Basis, Estate, State, StateChange, System, SystemId
from sluis.record.model import Size
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.steps import MOST_NAMED, steps
from tests.report.samples import WHO, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, size: int | None = None, lang: str = "en") -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return steps(Asking(known, question("steps"), lang))


def test_decisions_and_states_in_order(story: Record) -> None:
    """The decision comes before the states that followed at the same moment; those are told together."""
    found = _ask(story)
    assert isinstance(found, Answer)
    assert [str(text) for text in found.text] == [
        "16 July 2025, 10:00: open: Internet & links, Mail, Case files, Ankle tags, Desk phones",
        "16 July 2025, 11:00: Board decided: Close Internet & links. Waiting takes too long.",
        "16 July 2025, 11:00: closed: Internet & links, Mail",
        "19 July 2025, 16:00: open: Mail",
    ]
    assert found.entries == (2, 3, 4, 5, 6, 8, 9, 10, 18)


def test_nothing_recorded_is_said(record: Record) -> None:
    """An empty record answers nothing."""
    assert isinstance(_ask(record), NotRecorded)


def test_later_steps_are_not_told(story: Record) -> None:
    """As of N mail is not back yet."""
    found = _ask(story, 11)
    assert isinstance(found, Answer)
    assert max(found.entries) < 11
    assert "open: Mail" not in str(found.text[-1])


def test_reasons_are_in_the_readers_language(story: Record) -> None:
    """What the board wrote in both languages is given in Dutch."""
    found = _ask(story, lang="nl")
    assert isinstance(found, Answer)
    assert "Wachten duurt te lang." in found.text[1].say("nl")


def test_many_systems_at_once_are_counted(record: Record) -> None:
    """Beyond twelve names the rest is a number; every entry is still named."""
    systems = tuple(System(SystemId(f"s{at}"), f"System {at}", "service") for at in range(MOST_NAMED + 3))
    now = record.world.clock.now()
    estate_acts.adopt(record, Estate("Crowd", "UTC", systems), WHO)
    estate_acts.observe(
        record, [StateChange(system.id, State.CLOSED, now, Basis.SOURCE, "") for system in systems], WHO
    )
    found = _ask(record)
    assert isinstance(found, Answer)
    assert str(found.text[0]).endswith("System 11 and 3 more")
    assert len(found.entries) == len(systems)
