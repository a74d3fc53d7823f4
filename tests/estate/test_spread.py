# SPDX-License-Identifier: EUPL-1.2
"""A loss travels along links as the table says: strongest effect, shortest path, no circles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import synthetic
from sluis.estate.model import Effect, Link, LinkType, State, SystemId
from sluis.estate.spread import BY_STRENGTH, OF_STATE, ORDER, STRENGTH, TRANSFER, Spreader

A, B, C, D = map(SystemId, "abcd")
CLOSED = State.CLOSED


def effects(links: list[Link], states: dict[SystemId, State]) -> dict[str, str]:
    """Return the effect on each system that is reached."""
    reached = Spreader(links).spread(states)
    return {system: BY_STRENGTH[strength].value for system, strength in reached.strengths.items()}


@pytest.mark.parametrize(
    ("kind", "effect"),
    [
        (LinkType.HARD, "stops"),
        (LinkType.DEGRADED, "degrades"),
        (LinkType.SUBSTITUTE, "degrades"),
        (LinkType.FRESHNESS, "stale"),
        (LinkType.TO_RESTART_ONLY, "latches"),
        (LinkType.UNKNOWN, "unknown"),
        (LinkType.DATA_ORDER, None),
        (LinkType.NONE, None),
    ],
)
def test_closing_does_what_the_link_says(kind: LinkType, effect: str | None) -> None:
    """B needs A in each way there is; A closes."""
    assert effects([Link(B, A, kind)], {A: CLOSED}).get(B) == effect


@pytest.mark.parametrize(
    ("first", "second", "effect"),
    [
        (LinkType.HARD, LinkType.HARD, "stops"),
        (LinkType.HARD, LinkType.FRESHNESS, "stale"),
        (LinkType.FRESHNESS, LinkType.HARD, "stale"),
        (LinkType.FRESHNESS, LinkType.FRESHNESS, "stale"),
        (LinkType.DEGRADED, LinkType.HARD, "degrades"),
        (LinkType.TO_RESTART_ONLY, LinkType.HARD, "latches"),
        (LinkType.DEGRADED, LinkType.TO_RESTART_ONLY, None),
        (LinkType.UNKNOWN, LinkType.HARD, "unknown"),
        (LinkType.UNKNOWN, LinkType.DEGRADED, "unknown"),
        (LinkType.UNKNOWN, LinkType.TO_RESTART_ONLY, "unknown"),
        (LinkType.DEGRADED, LinkType.UNKNOWN, "unknown"),
        (LinkType.NONE, LinkType.HARD, None),
        (LinkType.UNKNOWN, LinkType.NONE, None),
    ],
)
def test_an_effect_travels_on(first: LinkType, second: LinkType, effect: str | None) -> None:
    """C needs B needs A: what reaches C follows from both links."""
    assert effects([Link(B, A, first), Link(C, B, second)], {A: CLOSED}).get(C) == effect


@pytest.mark.parametrize(
    ("state", "effect"),
    [
        (State.CLOSED, "stops"),
        (State.READ_ONLY, "degrades"),
        (State.TRIAL, "degrades"),
        (State.UNKNOWN, "unknown"),
        (State.OPEN, None),
    ],
)
def test_a_state_means_something_to_who_needs_it(state: State, effect: str | None) -> None:
    """Half open is worse, unknown is unknown, open is nothing."""
    assert effects([Link(B, A, LinkType.HARD)], {A: state}).get(B) == effect


@pytest.mark.parametrize("weaker", [kind for kind in LinkType if kind is not LinkType.HARD])
def test_a_stop_beats_everything(weaker: LinkType) -> None:
    """Of two ways to the same system the one that stops it counts, wherever it stands."""
    for links in (
        [Link(B, A, weaker), Link(C, A, LinkType.HARD), Link(B, C, LinkType.HARD)],
        [Link(C, A, LinkType.HARD), Link(B, C, LinkType.HARD), Link(B, A, weaker)],
    ):
        assert effects(links, {A: CLOSED})[B] == "stops"


def test_what_stops_gives_no_weaker_effect() -> None:
    """B stops for sure, so who can do without it degrades; that B may stop by another way adds nothing."""
    links = [Link(B, A, LinkType.HARD), Link(B, D, LinkType.UNKNOWN), Link(C, B, LinkType.DEGRADED)]
    assert effects(links, {A: CLOSED, D: CLOSED})[C] == "degrades"


def test_unknown_is_told_before_what_is_known_to_be_mild() -> None:
    """It may be a stop: only a certain stop is worse."""
    links = [Link(B, A, LinkType.DEGRADED), Link(B, C, LinkType.UNKNOWN)]
    assert effects(links, {A: CLOSED, C: CLOSED})[B] == "unknown"


def test_the_shortest_path_is_told() -> None:
    """Three ways lead to D; the one with the fewest links is told, with the link that decides."""
    links = [
        Link(B, A, LinkType.HARD),
        Link(C, B, LinkType.FRESHNESS, note="nightly"),
        Link(D, C, LinkType.HARD),
        Link(C, A, LinkType.FRESHNESS, note="hourly"),
    ]
    reached = Spreader(links).spread({A: CLOSED})
    assert reached.path(D) == (A, C, D)
    assert reached.path(A) == (A,)
    assert (reached.link(D), reached.link(A)) == (links[3], None)


def test_a_path_goes_through_the_effect_that_made_it() -> None:
    """B degrades and goes stale; C gets stale data by the way on which B does."""
    links = [
        Link(B, A, LinkType.DEGRADED),
        Link(D, A, LinkType.HARD),
        Link(B, D, LinkType.FRESHNESS),
        Link(C, B, LinkType.HARD),
    ]
    assert Spreader(links).spread({A: CLOSED}).path(C) == (A, D, B, C)


def test_circles_end() -> None:
    """Systems that need each other are reached once, and paths never come back on themselves."""
    links = [
        Link(B, A, LinkType.DEGRADED),
        Link(C, B, LinkType.UNKNOWN),
        Link(B, C, LinkType.HARD),
        Link(A, C, LinkType.HARD),
    ]
    reached = Spreader(links).spread({A: CLOSED})
    assert {system: reached.path(system) for system in (B, C)} == {B: (A, B, C, B), C: (A, B, C)}
    assert effects(links, {A: CLOSED}) == {"a": "stops", "b": "unknown", "c": "unknown"}


def test_nothing_closed_reaches_nothing() -> None:
    """Without a loss there is no effect."""
    assert effects([Link(B, A, LinkType.HARD)], {}) == {}


def test_effects_are_spread_in_an_order_that_holds() -> None:
    """The table turns an effect only into itself or one that is spread after it, and every one is spread."""
    for row in TRANSFER.values():
        for strength, to in enumerate(row):
            assert not to or strength == to or ORDER.index(strength) < ORDER.index(to)
    assert set(TRANSFER) == set(LinkType)
    assert set(OF_STATE) == set(State)
    assert set(ORDER) == set(STRENGTH.values()) == set(BY_STRENGTH)
    assert set(STRENGTH) == set(Effect)


def by_hand(links: tuple[Link, ...], states: dict[SystemId, State]) -> dict[SystemId, int]:
    """Return the strongest effects by repeating every link until nothing changes: slow and plain."""
    found = {system: OF_STATE[state] for system, state in states.items() if OF_STATE[state]}
    stops = STRENGTH[Effect.STOPS]
    for only_stops in (True, False):
        changed = True
        while changed:
            changed = False
            for link in links:
                to = TRANSFER[link.type][found.get(link.needs, 0)]
                if to > found.get(link.system, 0) and (to == stops) == only_stops:
                    found[link.system] = to
                    changed = True
    return found


@given(st.integers(0, 10_000), st.integers(1, 4), st.sampled_from([*State]))
def test_effects_are_those_of_the_table_applied_until_nothing_changes(
    seed: int, closed: int, state: State
) -> None:
    """On any graph, circles included, the fast way and the plain way agree."""
    made = synthetic.estate(14, 40, seed, streams=4)
    states = {system.id: state for system in made.systems[seed % 10 : seed % 10 + closed]}
    reached = Spreader(made.links).spread(states)
    assert reached.strengths == by_hand(made.links, states)


@given(st.integers(0, 10_000))
def test_every_path_is_one(seed: int) -> None:
    """Each step of a path is a link, it begins where something closed, and its effects add up."""
    made = synthetic.estate(14, 40, seed, streams=4)
    kinds = {(link.system, link.needs): link.type for link in made.links}
    first = made.systems[seed % 14].id
    reached = Spreader(made.links).spread({first: CLOSED})
    for system, strength in reached.strengths.items():
        path = reached.path(system)
        assert (path[0], path[-1]) == (first, system)
        arriving = STRENGTH[Effect.STOPS]
        for before, after in pairwise(path):
            arriving = TRANSFER[kinds[after, before]][arriving]
        assert arriving == strength
