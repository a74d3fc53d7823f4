# SPDX-License-Identifier: EUPL-1.2
"""Whether something survives when we go dark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sluis.estate import acts as estate_acts
from sluis.estate.graph import Verdict
from sluis.estate.model import Link, LinkType
from sluis.record.model import Size
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.survives import VERDICTS, survives
from tests.report.samples import DESK, ESTATE, FILES, MAIL, NET, TAGS, WHO, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, *subjects: str, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return survives(Asking(known, question("survives", *subjects), "en"))


def _told(reply: Reply) -> list[str]:
    assert isinstance(reply, Answer)
    return [str(text) for text in reply.text]


def test_unknown_is_an_answer(story: Record) -> None:
    """A link of unknown type gives "nobody can tell", with the path and the entries."""
    found = _ask(story, TAGS)
    assert _told(found) == [
        "Nobody can tell whether Ankle tags survives: a link is unknown.",
        "The path: Internet & links → Ankle tags.",
        "Going dark is taken as closing: Internet & links.",
    ]
    assert isinstance(found, Answer)
    assert found.entries == (1, 8)


def test_not_looked_is_not_the_same_as_safe(story: Record) -> None:
    """Without any link nobody can tell either, and the reason is another one."""
    assert _told(_ask(story, DESK))[0] == (
        "Nobody can tell whether Desk phones survives: nobody recorded whether it needs what closes."
    )


def test_a_hard_link_stops(story: Record) -> None:
    """Mail stops without the internet."""
    assert _told(_ask(story, MAIL))[0] == "No: Mail stops."


def test_a_link_of_freshness_goes_stale(story: Record) -> None:
    """Case files run on with old data."""
    assert "goes stale" in _told(_ask(story, FILES))[0]


def test_a_looked_at_absence_is_a_yes(story: Record) -> None:
    """Somebody wrote down that phones do not need the internet: then they survive."""
    link = Link(DESK, NET, LinkType.NONE, note="Lines of their own.")
    estate_acts.adopt(story, replace(ESTATE, links=(*ESTATE.links, link)), WHO)
    told = _told(_ask(story, DESK))
    assert told[0].startswith("Yes: ")
    assert "What is known of it: Lines of their own." in told


def test_before_a_decision_dark_is_everything_else(story: Record) -> None:
    """Without a decision to close, all other systems are taken as closed."""
    assert _told(_ask(story, MAIL, size=3))[-1] == "Going dark is taken as closing everything else."


def test_the_question_may_say_what_closes(story: Record) -> None:
    """Systems that the question names are what closes."""
    assert _told(_ask(story, FILES, MAIL))[-1] == "Going dark is taken as closing: Mail."


@pytest.mark.parametrize("subjects", [(), ("ghost",)])
def test_a_question_about_nothing_is_not_answered(story: Record, subjects: tuple[str, ...]) -> None:
    """No system, or one that the estate does not have, gives no answer."""
    assert isinstance(_ask(story, *subjects), NotRecorded)


def test_without_an_estate_nobody_can_say(record: Record) -> None:
    """Nothing adopted, nothing to reason from."""
    assert isinstance(_ask(record, TAGS), NotRecorded)


def test_every_verdict_has_words() -> None:
    """No verdict of the graph is without a sentence."""
    assert set(VERDICTS) == set(Verdict)
