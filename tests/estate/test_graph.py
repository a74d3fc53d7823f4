# SPDX-License-Identifier: EUPL-1.2
"""What closing does to systems, streams, applications and people; and whether one of them survives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import synthetic
from sluis.estate.graph import Graph, Verdict
from sluis.estate.model import (
    Application,
    ApplicationId,
    Basis,
    Effect,
    Group,
    GroupId,
    LinkType,
    State,
    Stream,
    StreamId,
    SystemId,
)
from sluis.estate.spread import STRENGTH
from sluis.kit.errors import UnknownName
from tests.estate.samples import ALARM, FILES, HOSPITAL, LAB, NET, PAGER, chain

A, B, C = map(SystemId, "abc")


def told(graph: Graph, closed: list[SystemId], already: dict[SystemId, State] | None = None) -> list[str]:
    """Return each consequence as `effect what target path`."""
    return [
        f"{one.effect.value} {one.what} {one.target} {'>'.join(one.path)}"
        for one in graph.consequences(closed, already)
    ]


def test_closing_reaches_systems_streams_applications_and_people() -> None:
    """The network of the hospital closes: strongest first, then by kind and name, each with its path."""
    assert told(Graph(HOSPITAL), [NET]) == [
        "stops application ward net>files>ward",
        "stops group nurses net>files>visits>nurses",
        "stops stream visits net>files>visits",
        "stops system files net>files",
        "unknown system alarm net>alarm",
        "stale group analysts net>files>lab>analysts",
        "stale stream tests net>files>lab>tests",
        "stale system lab net>files>lab",
    ]


def test_a_consequence_tells_the_link_that_decides() -> None:
    """Kind and note of the link where the effect became what it is; a direct need is hard."""
    found = {(one.what, one.target): one for one in Graph(HOSPITAL).consequences([NET])}
    assert (found["stream", "tests"].via, found["stream", "tests"].note) == (
        LinkType.FRESHNESS,
        "Results go on.",
    )
    (direct,) = (one for one in Graph(HOSPITAL).consequences([FILES]) if one.target == "visits")
    assert (direct.via, direct.note, direct.path) == (LinkType.HARD, None, ("files", "visits"))


def test_what_closes_is_not_a_consequence() -> None:
    """Only what follows is listed."""
    targets = {one.target for one in Graph(HOSPITAL).consequences([NET, FILES])}
    assert targets.isdisjoint({"net", "files"})


def test_closing_nothing_does_nothing() -> None:
    """No systems, no consequences, whatever is closed already."""
    assert Graph(HOSPITAL).consequences([], {NET: State.CLOSED}) == ()


def test_what_is_so_already_is_no_consequence() -> None:
    """With the files closed, closing the network adds only what the files did not do."""
    assert told(Graph(HOSPITAL), [NET], {FILES: State.CLOSED}) == ["unknown system alarm net>alarm"]
    assert told(Graph(HOSPITAL), [NET], {NET: State.CLOSED}) == []


def test_what_becomes_worse_is_a_consequence() -> None:
    """Who degraded while the files could be read stops when they close."""
    assert "stops stream visits files>visits" in told(
        Graph(HOSPITAL), [FILES], {FILES: State.READ_ONLY, LAB: State.OPEN}
    )


def test_an_unknown_state_hides_nothing() -> None:
    """Nobody knows how the alarms are; that closing the network may stop them is told all the same."""
    assert "unknown system alarm net>alarm" in told(Graph(HOSPITAL), [NET], {ALARM: State.UNKNOWN})


def test_a_system_may_go_to_another_state_than_closed() -> None:
    """Read-only degrades who needs it; opening has no bad consequences."""
    graph = Graph(HOSPITAL)
    found = graph.consequences({FILES: State.READ_ONLY})
    assert {(one.target, one.effect) for one in found if one.what == "stream"} == {
        ("visits", Effect.DEGRADES),
        ("tests", Effect.DEGRADES),
    }
    assert graph.consequences({FILES: State.OPEN}, {FILES: State.CLOSED}) == ()


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    """Closing what is not there, or asking about it, has a clear answer."""
    graph = Graph(HOSPITAL)
    with pytest.raises(UnknownName, match="There is no system called fils") as caught:
        graph.consequences([SystemId("fils")])
    assert str(caught.value.todo) == "Did you mean files?"
    with pytest.raises(UnknownName):
        graph.survives("files", [SystemId("fils")])
    with pytest.raises(UnknownName, match="There is no system, stream, application or group called nurse"):
        graph.survives("nurse", [NET])


def group(needs: tuple[SystemId, ...], *streams: str) -> Graph:
    """Return a graph in which streams `a` and `b` need the systems of that name, and a group both."""
    estate = chain((A, C, LinkType.HARD), (B, C, LinkType.DEGRADED))
    return Graph(
        replace(
            estate,
            streams=tuple(Stream(StreamId(f"s{each}"), each, (SystemId(each),)) for each in "ab"),
            groups=(Group(GroupId("g"), "G", 3, needs=needs, streams=tuple(map(StreamId, streams))),),
        )
    )


@pytest.mark.parametrize(
    ("needs", "streams", "closed", "effect"),
    [
        ((), ("sa", "sb"), [A, B], Effect.STOPS),
        ((), ("sa", "sb"), [A], Effect.DEGRADES),
        ((), ("sa",), [A], Effect.STOPS),
        ((), ("sb",), [C], Effect.DEGRADES),
        ((A,), ("sb",), [A], Effect.STOPS),
        ((), (), [A], None),
        ((), ("sb",), [A], None),
    ],
)
def test_people_stop_when_what_they_need_stops_or_all_their_work(
    needs: tuple[SystemId, ...], streams: tuple[str, ...], closed: list[SystemId], effect: Effect | None
) -> None:
    """A group with other work left degrades; without any it stops."""
    found = [one.effect for one in group(needs, *streams).consequences(closed) if one.what == "group"]
    assert found == ([] if effect is None else [effect])


def test_a_stream_has_the_worst_of_what_it_needs() -> None:
    """One need that stops is enough, whichever stands first."""
    estate = chain((A, C, LinkType.FRESHNESS), (B, C, LinkType.HARD))
    for needs in ((A, B), (B, A)):
        graph = Graph(replace(estate, streams=(Stream(StreamId("s"), "S", needs),)))
        (found,) = (one for one in graph.consequences([C]) if one.what == "stream")
        assert (found.effect, found.path) == (Effect.STOPS, ("c", "b", "s"))


@pytest.mark.parametrize(
    ("target", "verdict", "path", "looked"),
    [
        (FILES, Verdict.NO, (NET, FILES), True),
        (LAB, Verdict.STALE, (NET, FILES, LAB), True),
        (ALARM, Verdict.CANNOT_TELL, (NET, ALARM), True),
        (PAGER, Verdict.YES, (NET, PAGER), True),
        (NET, Verdict.NO, (NET,), True),
        ("visits", Verdict.NO, (NET, FILES, "visits"), True),
        ("ward", Verdict.NO, (NET, FILES, "ward"), True),
        ("analysts", Verdict.STALE, (NET, FILES, LAB, "analysts"), True),
    ],
)
def test_does_it_survive_if_the_network_closes(
    target: str, verdict: Verdict, path: tuple[str, ...], *, looked: bool
) -> None:
    """Systems, streams, applications and groups each get an answer with its path."""
    found = Graph(HOSPITAL).survives(target, [NET])
    assert (found.verdict, found.path, found.looked) == (verdict, path, looked)


def test_where_nobody_looked_nobody_can_tell() -> None:
    """That no link stands there is no yes, also where other links of the same system do."""
    graph = Graph(HOSPITAL)
    for target in (NET, PAGER, ALARM, "tests"):
        found = graph.survives(target, [SystemId("pager")] if target != PAGER else [LAB])
        assert (found.verdict, found.path, found.looked) == (Verdict.CANNOT_TELL, (), False)


def test_yes_needs_a_look_at_everything_that_closes() -> None:
    """The pagers were tried without the network; without the laboratory as well nobody tried."""
    graph = Graph(HOSPITAL)
    assert graph.survives(PAGER, [NET]).verdict is Verdict.YES
    assert graph.survives(PAGER, [NET, LAB]).verdict is Verdict.CANNOT_TELL
    assert graph.survives(PAGER, []).verdict is Verdict.CANNOT_TELL


def test_yes_comes_with_the_link_that_says_so() -> None:
    """The answer can name who looked."""
    link = Graph(HOSPITAL).survives(PAGER, [NET]).link
    assert link is not None
    assert (link.note, link.basis) == ("Tried in the drill.", Basis.SOURCE)


def test_what_needs_only_survivors_survives() -> None:
    """An application survives when somebody looked at all that it needs."""
    application = Application(ApplicationId("call"), "Call a nurse", (PAGER,))
    estate = replace(HOSPITAL, applications=(*HOSPITAL.applications, application))
    found = Graph(estate).survives("call", [NET])
    assert (found.verdict, found.path) == (Verdict.YES, (NET, PAGER, "call"))


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (LinkType.DEGRADED, Verdict.DEGRADED),
        (LinkType.SUBSTITUTE, Verdict.DEGRADED),
        (LinkType.TO_RESTART_ONLY, Verdict.UNTIL_RESTART),
        (LinkType.DATA_ORDER, Verdict.CANNOT_TELL),
    ],
)
def test_each_type_of_link_has_its_verdict(kind: LinkType, verdict: Verdict) -> None:
    """An order of entering data says nothing about running on."""
    assert Graph(chain((A, B, kind))).survives(A, [B]).verdict is verdict


def test_links_can_be_asked_both_ways() -> None:
    """What a system needs and who needs it, links of type none included."""
    graph = Graph(HOSPITAL)
    assert [link.needs for link in graph.needs(LAB)] == [FILES]
    assert [link.system for link in graph.needed_by(NET)] == [FILES, ALARM, PAGER]
    assert graph.needs(NET) == ()


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_consequences_are_in_order_and_each_once(seed: int, count: int) -> None:
    """Strongest first, then by kind and name; every thing is listed at most once."""
    made = synthetic.estate(16, 40, seed, streams=8)
    found = Graph(made).consequences([system.id for system in made.systems[:count]])
    keys = [(-STRENGTH[one.effect], one.what, one.target) for one in found]
    assert keys == sorted(keys)
    assert len({(one.what, one.target) for one in found}) == len(found)


@given(st.integers(0, 10_000))
def test_closing_more_never_mends_anything(seed: int) -> None:
    """What stops when some systems close still stops when more do."""
    made = synthetic.estate(16, 40, seed, streams=8)
    graph, ids = Graph(made), [system.id for system in made.systems]
    few = {one.target for one in graph.consequences(ids[:2]) if one.effect is Effect.STOPS}
    more = {one.target for one in graph.consequences(ids[:4]) if one.effect is Effect.STOPS}
    assert few <= more | set(ids[:4])


@given(st.integers(0, 10_000))
def test_in_two_steps_or_in_one(seed: int) -> None:
    """What a second closing adds is in what both together do."""
    made = synthetic.estate(16, 40, seed, streams=8)
    graph, ids = Graph(made), [system.id for system in made.systems]
    both = {(one.what, one.target): one.effect for one in graph.consequences(ids[:2])}
    second = graph.consequences(ids[1:2], {ids[0]: State.CLOSED})
    assert all(both[one.what, one.target] is one.effect for one in second)
