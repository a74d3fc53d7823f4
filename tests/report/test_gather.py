# SPDX-License-Identifier: EUPL-1.2
"""Gathering a report as of N: all of what was known then, and nothing later."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.backlog.kinds import FORECAST_MADE
from sluis.estate import acts as estate_acts
from sluis.estate.model import Basis, State, StateChange
from sluis.record.model import Draft, Size
from sluis.report import acts
from sluis.report.document import document
from sluis.report.gather import gather, head_of
from sluis.report.model import Answer, Fact, Risk, RiskId
from sluis.report.questions import TOPICS
from sluis.switch.kinds import DECISION_MADE, OUTPUT_RECHECKED
from tests.report.samples import (
    ESTATE,
    FILES,
    MAIL,
    NET,
    TAGS,
    WHO,
    decision_fields,
    forecast_fields,
    question,
    recheck_fields,
)

if TYPE_CHECKING:
    from sluis.record.log import Record
    from sluis.record.model import Json


def test_a_report_on_an_empty_record_says_so(record: Record) -> None:
    """A record without an estate gives a report without systems, on the clock of UTC."""
    with record.known() as known:
        found = gather(known, lang="en")
    assert found.estate is None
    assert found.states == ()
    assert found.zone == "UTC"
    assert [line.kind for line in found.timeline] == ["record.started"]


def test_a_report_holds_every_room(story: Record) -> None:
    """Estate, states, decisions, risks and every entry are in the report."""
    with story.known() as known:
        found = gather(known, lang="en")
    assert found.organisation == ESTATE.organisation
    assert {state.system for state in found.states} == {system.id for system in ESTATE.systems}
    assert [sheet.id for sheet in found.decisions] == ["D1"]
    assert {risk.id for risk in found.risks} == {"R1", "R2"}
    assert len(found.timeline) == found.size == story.size()
    assert found.completeness.holes == ()
    assert found.completeness.unrecognised == ()


def test_nothing_later_shows(story: Record) -> None:
    """The report as of N is the same after an entry about the past has come in later."""
    size = story.size()
    questions = [question(topic, TAGS) for topic in TOPICS]
    with story.known() as known:
        before = document(gather(known, questions, lang="en"))
    late = Fact(
        "It was known all along.",
        "Board",
        "late",
        story.world.clock.now() - timedelta(days=30),
        None,
        Basis.SOURCE,
    )
    acts.note(story, [late], WHO)
    acts.see_risk(story, RiskId("R1"), WHO, seen_by="Board", happened_at=story.world.clock.now())
    with story.known(Size(size)) as known:
        assert document(gather(known, questions, lang="en")) == before
    with story.known() as known:
        after = document(gather(known, questions, lang="en"))
    assert after["known_entries"] == size + 2
    assert "It was known all along." in str(after["timeline"])
    assert "It was known all along." not in str(before["timeline"])


def test_no_n_learns_anything_later(story: Record) -> None:
    """For every N: after late entries of many kinds, the report as of N is what it was."""
    questions = [question(topic, TAGS) for topic in TOPICS]

    def as_of_each(sizes: range) -> list[dict[str, Json]]:
        found = []
        for size in sizes:
            with story.known(Size(size)) as known:
                found.append(document(gather(known, questions, lang="en", head=head_of(story, known))))
        return found

    sizes = range(story.size() + 1)
    before = as_of_each(sizes)
    now, early = story.world.clock.now(), story.world.clock.now() - timedelta(days=30)
    tags = tuple(f"answers:{topic}" for topic in TOPICS)
    acts.note(story, [Fact("Known all along.", "Board", "late", early, None, Basis.SOURCE, about=tags)], WHO)
    acts.raise_risk(story, Risk(RiskId("R9"), "Late.", "Staff", "Board", early), WHO)
    acts.close_risk(story, RiskId("R1"), WHO, reason="Gone.", happened_at=early)
    estate_acts.adopt(story, replace(ESTATE, links=()), WHO, happened_at=early)
    changed = [StateChange(FILES, State.CLOSED, early, Basis.SOURCE, "late")]
    estate_acts.observe(story, changed, WHO)
    story.append(
        [
            Draft(DECISION_MADE, early, WHO, decision_fields(decision="D9")),
            Draft(FORECAST_MADE, early, WHO, forecast_fields()),
            Draft(OUTPUT_RECHECKED, now, WHO, recheck_fields()),
        ]
    )
    assert as_of_each(sizes) == before
    assert as_of_each(range(story.size(), story.size() + 1))[0] != before[-1]


def test_silence_is_measured_at_the_time_of_n(story: Record) -> None:
    """A risk that was seen later is still silent in a report from before."""
    size = story.size()
    acts.see_risk(story, RiskId("R1"), WHO, seen_by="Board")
    with story.known(Size(size)) as known:
        then = {risk.id: risk.silent for risk in gather(known, lang="en").risks}
    with story.known() as known:
        now = {risk.id: risk.silent for risk in gather(known, lang="en").risks}
    assert then[RiskId("R1")]
    assert not now[RiskId("R1")]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Waiting takes too long."), ("nl", "Wachten duurt te lang.")]
)
def test_what_people_wrote_is_in_the_language_of_the_report(story: Record, lang: str, words: str) -> None:
    """A sentence that was written in both languages is given in that of the report."""
    with story.known() as known:
        found = gather(known, lang=lang)
    assert found.decisions[0].reason == words


def test_states_are_those_of_the_last_known_moment(story: Record) -> None:
    """The internet is still closed at the end of the story; mail is back."""
    with story.known() as known:
        found = {state.system: state.state.value for state in gather(known, lang="en").states}
    assert found[NET] == "closed"
    assert found[MAIL] == "open"


def test_questions_are_answered_from_the_same_snapshot(story: Record) -> None:
    """Each question of the list comes back with a reply, in the order given."""
    questions = [question("steps"), question("nobody_asked_this")]
    with story.known() as known:
        found = gather(known, questions, lang="en").questions
    assert [asked.question for asked in found] == questions
    assert isinstance(found[0].reply, Answer)
    assert not isinstance(found[1].reply, Answer)


def test_the_head_is_that_of_what_is_known(story: Record) -> None:
    """The head as of N has the size and root of N, and is another one later."""
    with story.known(Size(3)) as known:
        early = head_of(story, known)
        assert base64.b64decode(early.root) == known.root()
    with story.known() as known:
        late = head_of(story, known)
    assert (early.size, late.size) == (3, story.size())
    assert early.root != late.root
    assert early.vkey == late.vkey == story.vkey
    assert early.origin == "test.example/record"
