# SPDX-License-Identifier: EUPL-1.2
"""What nobody wrote down is work to do, the most telling first."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bench import synthetic
from sluis.estate.gaps import gaps, hanging
from sluis.estate.graph import Graph
from sluis.estate.model import Application, ApplicationId, LinkType, Stream, StreamId
from tests.estate.samples import ALARM, FILES, HOSPITAL, LAB, NET, PAGER, chain


def test_every_gap_of_the_hospital_is_there() -> None:
    """Each with where the answer goes and how many streams and groups hang on it."""
    assert [(gap.hangs, gap.noun, gap.id, gap.field) for gap in gaps(HOSPITAL)] == [
        (4, "systems", "files", "rto_hours"),
        (4, "systems", "files", "rpo_hours"),
        (4, "systems", "files", "human_impact"),
        (4, "systems", "net", "links"),
        (2, "groups", "analysts", "people"),
        (2, "streams", "tests", "cases_per_day"),
        (2, "systems", "lab", "owner"),
        (2, "systems", "lab", "rto_hours"),
        (2, "systems", "lab", "rpo_hours"),
        (2, "systems", "lab", "human_impact"),
        (1, "links", "alarm", "type"),
        (0, "sites", "annex", "desks"),
        (0, "systems", "alarm", "owner"),
        (0, "systems", "alarm", "rto_hours"),
        (0, "systems", "alarm", "rpo_hours"),
        (0, "systems", "pager", "owner"),
        (0, "systems", "pager", "rto_hours"),
        (0, "systems", "pager", "rpo_hours"),
        (0, "systems", "pager", "human_impact"),
        (0, "units", "staff", "regime"),
    ]


def test_gaps_are_said_in_sentences() -> None:
    """Each tells what is missing; an unknown link names what it may need."""
    said = {(gap.id, gap.field): str(gap.what) for gap in gaps(HOSPITAL)}
    assert said["alarm", "type"] == "Nobody knows whether it needs net."
    assert said["files", "rto_hours"] == "Nobody set how long it may be away (RTO)."


def test_what_needs_nothing_was_never_written_down() -> None:
    """A stream or an application without needs is a question, not an answer."""
    estate = replace(
        HOSPITAL,
        streams=(Stream(StreamId("post"), "Post", (), 5.0),),
        applications=(Application(ApplicationId("clock"), "Clock", ()),),
        groups=(),
    )
    found = {(gap.noun, gap.id) for gap in gaps(estate) if gap.field == "needs"}
    assert found == {("streams", "post"), ("applications", "clock")}


def test_an_estate_that_is_fully_known_has_no_gaps() -> None:
    """Nothing is asked twice."""
    system = replace(HOSPITAL.systems[0])
    estate = chain((NET, PAGER, LinkType.NONE), (PAGER, NET, LinkType.NONE))
    known = tuple(replace(system, id=each.id) for each in estate.systems)
    assert gaps(replace(estate, systems=known)) == ()


def test_hanging_counts_streams_and_groups() -> None:
    """Through streams, through links of every type that does something, and never twice."""
    assert hanging(HOSPITAL) == {NET: 4, FILES: 4, LAB: 2, ALARM: 0, PAGER: 0}


@given(st.integers(0, 10_000))
def test_whoever_loses_something_hangs_on_it(seed: int) -> None:
    """Streams and groups that closing reaches are among those counted."""
    made = synthetic.estate(12, 30, seed, streams=8)
    graph, counted = Graph(made), hanging(made)
    for system in made.systems:
        reached = [one for one in graph.consequences([system.id]) if one.what in {"stream", "group"}]
        assert len(reached) <= counted[system.id]
