# SPDX-License-Identifier: EUPL-1.2
"""The price of closing: what stops costs its cases, the rest is told without being made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import (
    Basis,
    Effect,
    Estate,
    Group,
    GroupId,
    Link,
    LinkType,
    State,
    Stream,
    StreamId,
    System,
    SystemId,
)
from sluis.kit.errors import UnknownName
from sluis.record.model import Size
from sluis.switch.ground import Ground
from sluis.switch.model import Stated
from sluis.switch.price import cost, price, priced
from tests.switch.estates import ESTATE, NOON, ids, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.estate.model import StateAt
    from sluis.switch.model import Price


def closing(*names: str, given: dict[str, State] | None = None, to: State = State.CLOSED) -> Price:
    """Return the price of closing systems of the small estate."""
    return price(ESTATE, states(given), names, to=to)


def effects(found: Price) -> dict[str, Effect]:
    """Return the effect on each stream."""
    return {each.id: each.effect for each in found.streams}


def test_a_stopped_stream_costs_all_its_cases_with_their_basis() -> None:
    """The share that is lost is 1.0, and where the number comes from stands beside it."""
    found = closing("files")
    cases = next(each for each in found.streams if each.id == "cases")
    assert (cases.effect, cases.cases_per_day, cases.lost_per_day) == (Effect.STOPS, 100.0, 100.0)
    assert (cases.basis, cases.basis_note, cases.path) == (Basis.SOURCE, "figures", ("files", "cases"))
    assert found.cost.cases_per_day == 120.0


def test_a_degraded_stream_is_touched_and_not_lost() -> None:
    """Nobody knows how many cases it loses: none is made up."""
    found = closing("files")
    planning = next(each for each in found.streams if each.id == "planning")
    assert (planning.effect, planning.cases_per_day, planning.lost_per_day) == (Effect.DEGRADES, 30.0, None)
    assert found.cost.cases_touched_per_day == 30.0


def test_every_effect_keeps_its_name() -> None:
    """Closing the line stops, stales, latches, and leaves unknown."""
    found = closing("line")
    assert effects(found) == {"remote": Effect.STOPS, "permits": Effect.STALE}
    affected = {str(each.id): each.effect for each in found.systems}
    assert affected["tags"] is Effect.UNKNOWN
    assert affected["partner"] is affected["certs"] is Effect.STALE
    assert [each.id for each in found.latches] == ["camera"]
    assert found.cost.unknowns == 1


def test_a_stopped_stream_without_volume_makes_the_sum_a_lower_bound() -> None:
    """It is counted beside the sum, not as zero."""
    found = closing("edge")
    assert found.cost.streams_stopped == ("remote",)
    assert (found.cost.cases_per_day, found.cost.volumes_unknown) == (0.0, 1)


def test_people_who_cannot_work_are_counted_by_group() -> None:
    """The sum covers the groups whose size is known, on the weakest basis among them."""
    found = closing("files", "edge").people
    assert (found.count, found.groups_unknown, found.basis) == (45, 1, Basis.ASSUMED)
    assert {group.id for group in found.groups} == {"clerks", "writers", "desk"}
    assert closing("plan").people.basis is None


def test_groups_that_only_suffer_can_still_work() -> None:
    """Reading only, they are shown and not counted."""
    found = closing("files", to=State.READ_ONLY).people
    assert (found.count, found.groups_unknown) == (0, 0)
    assert {group.effect for group in found.groups} == {Effect.DEGRADES}


def test_what_is_closed_already_costs_nothing_more() -> None:
    """The line is closed, so the gateway behind it adds nothing."""
    found = closing("edge", given={"line": State.CLOSED})
    assert found.closes == ids("edge")
    assert (found.streams, found.people.groups) == ((), ())


def test_closing_what_is_closed_is_told_and_free() -> None:
    """Nothing changes, nothing is offered, nothing is unknown."""
    found = closing("files", given={"files": State.CLOSED})
    assert (found.closes, found.already) == ((), ids("files"))
    assert (found.streams, found.alternatives, found.unknown) == ((), (), ())


def test_what_can_only_be_read_has_something_to_lose() -> None:
    """Streams that went on with less now stop; one that stays as bad as it was is still shown."""
    found = closing("files", given={"files": State.READ_ONLY})
    assert effects(found) == {"cases": Effect.STOPS, "short": Effect.STOPS, "planning": Effect.DEGRADES}


def test_what_nobody_knows_stays_in_the_price_of_a_system_on_trial() -> None:
    """A line on trial may still carry something that nobody looked at."""
    found = closing("line", given={"line": State.TRIAL})
    assert "tags" in {one.id for one in found.unknown}


def test_terms_stand_the_shortest_first() -> None:
    """Of the streams that stop, those with a statutory term."""
    assert [(each.id, each.term_days) for each in closing("files").terms] == [("short", 3), ("cases", 14)]


def test_an_unknown_state_is_priced_as_open() -> None:
    """The price is that of an open system, and the doubt is listed."""
    found = closing("files", given={"files": State.UNKNOWN})
    assert found.cost == closing("files").cost
    assert ("files", "state") in {(each.id, each.kind.value) for each in found.unknown}
    assert price(ESTATE, {}, ["files"]).cost == found.cost


def test_the_price_says_as_of_when_it_is() -> None:
    """Entry and instant go with the price."""
    found = price(ESTATE, states(), ["reader"], as_of=Size(7), at=NOON)
    assert (found.as_of, found.at, found.targets, found.closes) == (7, NOON, ("reader",), ids("files"))


def test_an_unknown_name_is_no_price() -> None:
    """There is nothing to price."""
    with pytest.raises(UnknownName):
        closing("nothing")


def test_alternatives_are_priced_in_the_same_picture() -> None:
    """Each has what it costs and the risk that it leaves."""
    found = {each.id: each for each in closing("files").alternatives}
    assert list(found) == ["nothing", "read_only", "gateways", "links", "dark"]
    assert found["nothing"].cost == cost(Ground.of(ESTATE, states()), {})
    assert (found["read_only"].streams_stopped, found["read_only"].people) == ((), 0)
    assert found["gateways"].targets == ids("edge")
    assert found["dark"].cases_per_day == 200.0
    assert found["dark"].unknowns == 0
    assert all(str(each.risk_left) and str(each.name) for each in found.values())


def test_alternatives_that_people_state_come_last() -> None:
    """They carry the words and the basis that people gave."""
    ground = Ground.of(ESTATE, states())
    stated = [Stated(("edge",), "Only the gateway", basis=Basis.ASSUMED), Stated((), {"nl": "Niets"})]
    found = priced(ground, ["line"], stated=stated).alternatives[-2:]
    assert [(each.id, str(each.name), each.targets) for each in found] == [
        ("stated:1", "Only the gateway", ids("edge")),
        ("stated:2", "Niets", ()),
    ]
    assert found[0].cost.streams_stopped == ("remote",)
    assert found[0].basis is Basis.ASSUMED


NAMES = [SystemId(f"s{number}") for number in range(7)]
names = st.sampled_from(NAMES)


def made(
    links: list[tuple[SystemId, SystemId, LinkType]], needs: list[set[SystemId]], groups: list[set[SystemId]]
) -> Estate:
    """Return an estate of seven systems."""
    return Estate(
        "Any",
        "UTC",
        tuple(System(name, name, "service") for name in NAMES),
        tuple(Link(one, needed, kind) for one, needed, kind in links if one != needed),
        streams=tuple(
            Stream(StreamId(f"w{number}"), "w", tuple(sorted(each)), float(number + 1))
            for number, each in enumerate(needs)
        ),
        groups=tuple(
            Group(GroupId(f"g{number}"), "g", 10, needs=tuple(sorted(each)))
            for number, each in enumerate(groups)
        ),
    )


estates = st.builds(
    made,
    st.lists(st.tuples(names, names, st.sampled_from(list(LinkType))), max_size=14),
    st.lists(st.sets(names, min_size=1, max_size=3), max_size=5),
    st.lists(st.sets(names, min_size=1, max_size=3), max_size=3),
)
closings = st.sets(names, min_size=1).map(sorted)
found_states = st.dictionaries(names, st.sampled_from(list(State)))


def at_states(estate: Estate, given: dict[SystemId, State]) -> dict[SystemId, StateAt]:
    """Return the states of any estate."""
    return states({str(name): state for name, state in given.items()}, estate.systems)


@given(estates, closings, closings)
def test_closing_more_never_stops_fewer_streams(
    estate: Estate, one: Sequence[SystemId], other: Sequence[SystemId]
) -> None:
    """Nor does it cost fewer cases, or leave more people at work."""
    less = price(estate, at_states(estate, {}), one).cost
    more = price(estate, at_states(estate, {}), [*one, *other]).cost
    assert set(less.streams_stopped) <= set(more.streams_stopped)
    assert less.cases_per_day <= more.cases_per_day
    assert less.people <= more.people


@given(estates, found_states, closings)
def test_closing_twice_costs_once(
    estate: Estate, given_states: dict[SystemId, State], targets: Sequence[SystemId]
) -> None:
    """In the states that a closing leaves, the same closing is free."""
    after = {**given_states, **dict.fromkeys(targets, State.CLOSED)}
    again = price(estate, at_states(estate, after), targets)
    assert (again.closes, again.streams, again.cost.people) == ((), (), 0)


@given(estates, found_states, closings)
def test_a_stream_stands_in_the_price_once(
    estate: Estate, given_states: dict[SystemId, State], targets: Sequence[SystemId]
) -> None:
    """And the sums are the sums of what is listed."""
    found = price(estate, at_states(estate, given_states), targets)
    listed = [each.id for each in found.streams]
    assert len(listed) == len(set(listed))
    assert found.cost.cases_per_day == pytest.approx(sum(each.lost_per_day or 0 for each in found.streams))
    assert set(found.closes).isdisjoint(each.id for each in found.systems)


@given(estates, closings)
def test_no_alternative_repeats_another(estate: Estate, targets: Sequence[SystemId]) -> None:
    """What is offered differs from what was asked and among itself."""
    found = price(estate, at_states(estate, {}), targets)
    offered = [dict(each.changes) for each in found.alternatives]
    assert dict.fromkeys(found.closes, State.CLOSED) not in offered
    assert all(one not in offered[:number] for number, one in enumerate(offered))


def test_a_stream_without_source_shows_its_note() -> None:
    """How the volume came about is told in the best words there are."""
    noted = replace(ESTATE.streams[1], note="A guess")
    found = price(replace(ESTATE, streams=(noted,)), states(), ["index"])
    assert [each.basis_note for each in found.streams] == ["A guess"]


def test_applications_that_people_can_no_longer_open_are_named() -> None:
    """An application stops with what it needs, and the path says through what."""
    found = price(ESTATE, states(), ["index"])
    assert {(one.id, one.effect, one.path) for one in found.applications} == {
        ("reader", Effect.STOPS, ("index", "reader")),
        ("finder", Effect.STOPS, ("index", "finder")),
    }
    assert {one.name for one in found.applications} == {"Reader", "Finder"}
