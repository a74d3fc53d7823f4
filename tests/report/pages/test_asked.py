# SPDX-License-Identifier: EUPL-1.2
"""The section of questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.texts import Text
from sluis.record.model import Seq
from sluis.report.model import Answer, Answered, NotRecorded, Reply
from sluis.report.pages.asked import asker, numbers, section
from sluis.report.pages.blocks import Card, Points, Prose
from tests.report.samples import question, report


def _card(reply: Reply, lang: str = "en") -> Card:
    card = section(report(lang, questions=(Answered(question("steps"), reply),))).blocks[0]
    assert isinstance(card, Card)
    return card


def test_an_answer_names_its_entries() -> None:
    """Who asked, the answer, and where it stands in the record."""
    card = _card(Answer((Text("It closed."),), (Seq(4), Seq(5), Seq(6))))
    assert card.title == "Q-steps  What about steps?"
    assert (card.badge, card.tone) == ("answered from entries 4–6", "good")
    assert card.blocks == (Prose("Asked by Parliament on 19 September 2025."), Prose("It closed."))


def test_a_long_answer_is_a_list() -> None:
    """More than one sentence becomes points."""
    card = _card(Answer((Text("One."), Text("Two.")), (Seq(1),)))
    points = card.blocks[1]
    assert isinstance(points, Points)
    assert [cell.text for cell in points.items] == ["One.", "Two."]


def test_not_recorded_is_said_plainly() -> None:
    """The words "not recorded", the reason, and what touches upon it."""
    card = _card(NotRecorded(Text("Nobody measured it."), (Seq(9),)))
    assert (card.badge, card.tone) == ("not recorded", "warn")
    assert card.blocks[1:] == (
        Prose("Nobody measured it.", "warn"),
        Prose("Entries that touch upon it: 9."),
    )
    assert len(_card(NotRecorded(Text("Nobody measured it."))).blocks) == 2


def test_the_question_is_in_the_readers_language() -> None:
    """A question that was written in both languages is given in Dutch."""
    assert _card(NotRecorded(Text("x")), "nl").title == "Q-steps  Hoe zit het met steps?"


def test_an_undated_question_has_no_day() -> None:
    """Who asked, without a day that nobody knows."""
    asked = Answered(replace(question("steps"), date=None), NotRecorded(Text("x")))
    assert asker(asked, "en") == "Asked by Parliament."


@pytest.mark.parametrize(
    ("seqs", "words"),
    [
        ((), ""),
        ((3,), "3"),
        ((3, 4), "3, 4"),
        ((3, 4, 5), "3–5"),
        ((9, 1, 2, 3, 3, 7), "1–3, 7, 9"),
    ],
)
def test_numbers_are_drawn_together(seqs: tuple[int, ...], words: str) -> None:
    """Runs of three and more are written as a span."""
    assert numbers([Seq(seq) for seq in seqs]) == words


@given(st.sets(st.integers(0, 200)))
def test_no_number_is_lost(seqs: set[int]) -> None:
    """Read back, the words give the same numbers."""
    found = set[int]()
    for part in numbers([Seq(seq) for seq in seqs]).split(", "):
        first, _, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1)) if part else set()
    assert found == seqs
