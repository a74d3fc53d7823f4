# SPDX-License-Identifier: EUPL-1.2
"""The risk ledger and its silences."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sluis.report.kinds import RISK_CLOSED, RISK_DECIDED, RISK_RAISED, RISK_SEEN
from sluis.report.model import Outcome, Standing
from sluis.report.risks import ledger
from tests.report.samples import T0, entry, fact

if TYPE_CHECKING:
    from sluis.record.model import Entry

HOUR = timedelta(hours=1)
AS_OF = T0 + 100 * HOUR


def _raised(seq: int, risk: str = "R1", hours: float = 0) -> Entry:
    return entry(
        seq,
        RISK_RAISED,
        happened_at=T0 + hours * HOUR,
        risk=risk,
        text={"en": "Mail is lost.", "nl": "Mail gaat verloren."},
        raised_by="Staff",
        raised_to="Board",
        source="https://example.org",
    )


def _seen(seq: int, hours: float, risk: str = "R1") -> Entry:
    return entry(seq, RISK_SEEN, happened_at=T0 + hours * HOUR, risk=risk, seen_by="Board")


def _decided(seq: int, hours: float, outcome: str = "accepted") -> Entry:
    return entry(
        seq,
        RISK_DECIDED,
        happened_at=T0 + hours * HOUR,
        risk="R1",
        outcome=outcome,
        reason="So.",
        decided_by="Director",
    )


def test_a_risk_that_nobody_answers_is_silent_until_now() -> None:
    """Silence runs to the moment of N."""
    found = ledger([_raised(1)], AS_OF, "en")[0]
    assert found.silent
    assert found.standing is Standing.RAISED
    assert found.silence_hours == 100


def test_seeing_ends_the_silence() -> None:
    """From then on the length of the silence stays what it was."""
    found = ledger([_raised(1), _seen(2, 7.5)], AS_OF, "en")[0]
    assert (found.standing, found.silence_hours, found.seen_by) == (Standing.SEEN, 7.5, "Board")
    assert not found.silent


def test_deciding_ends_it_too() -> None:
    """A decision without having been seen is an answer as well."""
    found = ledger([_raised(1), _decided(2, 30)], AS_OF, "en")[0]
    assert (found.standing, found.silence_hours) == (Standing.DECIDED, 30)
    assert (found.outcome, found.reason, found.decided_by) == (Outcome.ACCEPTED, "So.", "Director")


def test_the_first_answer_counts() -> None:
    """An answer that was recorded later but given earlier ends the silence earlier."""
    found = ledger([_raised(1), _decided(2, 30), _seen(3, 4)], AS_OF, "en")[0]
    assert found.silence_hours == 4
    assert found.standing is Standing.DECIDED


def test_closing_tells_its_reason() -> None:
    """A closed risk shows why it is gone, after what was decided."""
    closed = entry(3, RISK_CLOSED, happened_at=T0 + 50 * HOUR, risk="R1", reason="Mail is back.")
    found = ledger([_raised(1), _decided(2, 30), closed], AS_OF, "en")[0]
    assert (found.standing, found.reason, found.closed_at) == (
        Standing.CLOSED,
        "Mail is back.",
        T0 + 50 * HOUR,
    )
    assert found.entries == (1, 2, 3)


def test_silent_risks_come_first_then_the_oldest() -> None:
    """What waits for an answer stands on top."""
    entries = [_raised(1, "a", 5), _seen(2, 6, "a"), _raised(3, "b", 9), _raised(4, "c", 2)]
    assert [risk.id for risk in ledger(entries, AS_OF, "en")] == ["c", "b", "a"]


def test_words_are_in_the_readers_language() -> None:
    """What was written in both languages is given in one."""
    assert ledger([_raised(1)], AS_OF, "nl")[0].text == "Mail gaat verloren."


def test_other_entries_are_passed_over() -> None:
    """A fact is no risk, and a move of a risk that was never raised is none either."""
    assert ledger([fact(1), _seen(2, 3, "ghost")], AS_OF, "en") == ()


def test_an_outcome_of_another_release_is_left_open() -> None:
    """The decision stands; its outcome has no name here."""
    found = ledger([_raised(1), _decided(2, 3, "insured")], AS_OF, "en")[0]
    assert found.outcome is None
    assert found.standing is Standing.DECIDED


def test_an_empty_record_has_no_moment() -> None:
    """Without a moment of N the silence runs until it was recorded."""
    assert ledger([_raised(1)], None, "en")[0].silence_hours == 1


@given(st.floats(0, 1000), st.lists(st.floats(0, 1000), max_size=4))
def test_silence_never_grows_by_an_answer(as_of: float, answers: list[float]) -> None:
    """Each answer can only make the silence shorter, and it is never below zero."""
    entries = [_raised(1)]
    before = ledger(entries, T0 + as_of * HOUR, "en")[0].silence_hours
    known = [hours for hours in answers if hours <= as_of]
    entries += [_seen(seq, hours) for seq, hours in enumerate(known, 2)]
    after = ledger(entries, T0 + as_of * HOUR, "en")[0].silence_hours
    assert 0 <= after <= before
