# SPDX-License-Identifier: EUPL-1.2
"""Questions put to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.record.model import Size
from sluis.report.model import Answer, NotRecorded
from sluis.report.questions import TOPICS, answer
from tests.report.samples import TAGS, question

if TYPE_CHECKING:
    from sluis.record.log import Record

QUESTIONS = [question(topic, TAGS) for topic in TOPICS]


def test_there_are_twelve_topics() -> None:
    """One for each of the first questions of a case."""
    assert len(TOPICS) == 12


def test_every_question_gets_a_reply(story: Record) -> None:
    """In the order asked: an answer that names its entries, or a reason."""
    with story.known() as known:
        found = answer(known, QUESTIONS, "en")
    assert [asked.question for asked in found] == QUESTIONS
    for asked in found:
        if isinstance(asked.reply, Answer):
            assert asked.reply.text
            assert asked.reply.entries
        else:
            assert asked.reply.why.say("en")


@pytest.mark.parametrize("size", range(0, 20, 3))
def test_no_reply_names_a_later_entry(story: Record, size: int) -> None:
    """Whatever N is, every entry that a reply names is known at N."""
    with story.known(Size(size)) as known:
        for asked in answer(known, QUESTIONS, "en"):
            named = asked.reply.entries if isinstance(asked.reply, Answer) else asked.reply.said
            assert all(seq < size for seq in named)


def test_an_empty_record_answers_nothing(record: Record) -> None:
    """Every topic is not recorded, and none fails."""
    with record.known(Size(0)) as known:
        assert all(isinstance(asked.reply, NotRecorded) for asked in answer(known, QUESTIONS, "nl"))


def test_another_topic_is_looked_up_by_its_tags(story: Record) -> None:
    """A topic without a function of its own is answered from tags alone."""
    with story.known() as known:
        found = answer(known, [question("weather")], "en")[0]
    assert isinstance(found.reply, NotRecorded)
