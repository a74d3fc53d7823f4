# SPDX-License-Identifier: EUPL-1.2
"""What each kind of entry says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.access import kinds as access_kinds
from sluis.backlog import kinds as backlog_kinds
from sluis.estate import kinds as estate_kinds
from sluis.record.kinds import CLOCK_JUMPED, STARTED
from sluis.report.model import Outcome, Standing
from sluis.report.reader import reader_of
from sluis.report.sayings import OUTCOME_NAMES, SAYINGS, STANDING_NAMES, say
from sluis.switch import kinds as switch_kinds
from tests.report.samples import ESTATE, decision_fields, entry, fact, recorded

if TYPE_CHECKING:
    from sluis.record.model import Json

EN, NL = reader_of(ESTATE, "en"), reader_of(ESTATE, "nl")
SAID = [
    ("record.started", {"origin": "log.example"}, "The record log.example begins."),
    ("clock.jumped", {"jumped_s": 3.5}, "The clock of the writer jumped by 3.5 s."),
    (
        "risk.raised",
        {"raised_by": "Staff", "raised_to": "Board", "text": "Mail is lost."},
        "Staff raised a risk to Board: Mail is lost.",
    ),
    ("risk.seen", {"seen_by": "Board", "risk": "R1"}, "Board saw risk R1."),
    (
        "risk.seen",
        {"seen_by": "Board", "risk": "R1", "note": "By letter."},
        "Board saw risk R1. By letter.",
    ),
    (
        "risk.decided",
        {"decided_by": "Board", "risk": "R1", "outcome": "mitigated", "reason": "Post is used."},
        "Board decided on risk R1: made smaller. Post is used.",
    ),
    (
        "risk.decided",
        {"decided_by": "Board", "risk": "R1", "outcome": "insured", "reason": "So."},
        "Board decided on risk R1: insured. So.",
    ),
    ("risk.closed", {"risk": "R1", "reason": "Mail is back."}, "Risk R1 is closed. Mail is back."),
    (
        "system.state",
        {"system": "net", "state": "closed", "reason": "Cut."},
        "Internet & links: closed. Cut.",
    ),
    (
        "estate.adopted",
        {"changes": ["a", "b"]},
        "A version of the estate of Bureau of Samples was adopted: 2 changes.",
    ),
    (
        "decision.checked",
        {"decision": "D1", "found": "As expected."},
        "Decision D1 was looked at again: As expected.",
    ),
    (
        "gate.evidence",
        {"gate": "G1", "decided_by": "CISO", "met": False, "text": "Not yet."},
        "CISO says that gate G1 is not met: Not yet.",
    ),
    (
        "reopening.refused",
        {"systems": ["net", "mail"], "lacking": [{"gate": "G1", "why": "none_given"}]},
        "Reopening Internet & links, Mail was refused: gates lack evidence: G1.",
    ),
    ("output.issued", {"system": "files", "text": "Letters."}, "Case files issued: Letters."),
    (
        "output.issued",
        {"system": "files", "text": "Letters.", "rests_on": "mail"},
        "Case files issued: Letters. It rests on Mail, which was stale.",
    ),
    ("output.rechecked", {"output": "O1", "text": "Sound."}, "Output O1 was looked at again: Sound."),
    ("counts.read", {"streams": ["cases"]}, "Counts were read: Criminal cases."),
    (
        "forecast.made",
        {"document": {"streams": [{"stream": "cases"}]}},
        "A forecast was made: Criminal cases.",
    ),
    (
        "access.link_issued",
        {"name": "J. de Vries", "role": "ciso"},
        "A sign-in link was issued for J. de Vries as ciso.",
    ),
    (
        "access.signed_in",
        {"person": "p1", "role": "ciso", "method": "passkey"},
        "p1 signed in as ciso by passkey.",
    ),
    ("access.refused", {"reason": "expired"}, "Access was refused: expired."),
    ("access.signed_out", {"person": "p1", "why": "asked"}, "p1 signed out: asked."),
    ("access.passkey_added", {"person": "p1", "label": "phone"}, "p1 added the passkey phone."),
    (
        "access.exported",
        {"person": "p1", "what": "report.pdf", "size": 12},
        "p1 exported report.pdf as of 12 entries.",
    ),
]


@pytest.mark.parametrize(("kind", "fields", "words"), SAID)
def test_each_kind_has_its_sentence(kind: str, fields: dict[str, Json], words: str) -> None:
    """The sentence holds what the entry says, with names for ids."""
    found = say(recorded(1, kind, fields), EN)
    assert found is not None
    assert found.say("en") == words


def test_a_decision_says_who_what_and_why() -> None:
    """Who decided, what, and the reason in the reader's language."""
    made = recorded(1, switch_kinds.DECISION_MADE, decision_fields())
    assert str(say(made, EN)) == "Board decided: Close Internet & links. Waiting takes too long."
    assert "Wachten duurt te lang." in str(say(made, NL))


def test_a_fact_says_who() -> None:
    """By whom, then the event in the reader's language."""
    told = fact(1, event={"en": "It rained.", "nl": "Het regende."})  # type: ignore[arg-type] - as recorded
    assert str(say(told, NL)) == "Weather office: Het regende."


def test_a_kind_of_another_release_says_nothing() -> None:
    """An unknown kind has no sentence; the timeline shows it raw."""
    assert say(entry(1, "moon.landed", at="noon"), EN) is None


def test_a_missing_field_says_nothing() -> None:
    """An entry without what its sentence needs is shown raw rather than half."""
    assert say(entry(1, "risk.closed", risk="R1"), EN) is None


def test_every_kind_of_the_rooms_below_can_be_said() -> None:
    """No room writes an entry that the timeline cannot put in words."""
    written = {STARTED.name, CLOCK_JUMPED.name}
    for room in (access_kinds.KINDS, backlog_kinds.KINDS, estate_kinds.KINDS, switch_kinds.KINDS):
        written |= {kind.name for kind in room}
    assert written <= set(SAYINGS)


def test_every_outcome_and_standing_has_a_name() -> None:
    """Nothing in the ledger is shown by its code."""
    assert set(OUTCOME_NAMES) == set(Outcome)
    assert set(STANDING_NAMES) == set(Standing)
