# SPDX-License-Identifier: EUPL-1.2
"""Layers of a graph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sluis.report.draw.layers import layout

NODES = [str(number) for number in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=30)


def test_a_chain_has_a_layer_for_each() -> None:
    """What others need lies left of what needs it."""
    found = layout(["a", "b", "c"], [("a", "b"), ("b", "c")])
    assert [found.places[node][0] for node in "abc"] == [0, 1, 2]
    assert found.layers == 3


def test_a_node_lies_beyond_the_last_it_needs() -> None:
    """The longest path decides."""
    found = layout(["a", "b", "c"], [("a", "c"), ("a", "b"), ("b", "c")])
    assert found.places["c"][0] == 2


def test_a_long_edge_passes_every_layer() -> None:
    """An edge over two layers has a place in the one between, apart from the node there."""
    found = layout(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")])
    route = found.routes["a", "c"]
    assert [layer for layer, _ in route] == [0, 1, 2]
    assert route[1] != found.places["b"]


def test_a_cycle_is_broken_and_still_drawn() -> None:
    """The edge that closes a cycle keeps a route; the others keep their direction."""
    found = layout(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert [found.places[node][0] for node in "abc"] == [0, 1, 2]
    assert found.routes["c", "a"] == (found.places["c"], found.places["a"])


def test_unknown_ends_and_loops_are_left_out() -> None:
    """An edge to nowhere or to itself has no route."""
    assert layout(["a"], [("a", "a"), ("a", "x")]).routes == {}


def test_nothing_gives_an_empty_layout() -> None:
    """No nodes, no layers."""
    found = layout([], [])
    assert (found.layers, found.rows) == (0, 0.0)


def test_crossings_are_undone() -> None:
    """Two crossed edges are uncrossed by ordering the second layer."""
    found = layout(["a", "b", "x", "y"], [("a", "y"), ("b", "x")])
    assert (found.places["a"][1] < found.places["b"][1]) == (found.places["y"][1] < found.places["x"][1])


@given(EDGES)
def test_any_graph_can_be_laid_out(edges: list[tuple[str, str]]) -> None:
    """Every node has a place of its own, every edge a route between the places of its ends."""
    found = layout(NODES, edges)
    assert len(set(found.places.values())) == len(NODES)
    wanted = {(a, b) for a, b in edges if a != b}
    assert set(found.routes) == wanted
    for (a, b), route in found.routes.items():
        assert (route[0], route[-1]) == (found.places[a], found.places[b])


@given(EDGES)
def test_the_same_graph_gives_the_same_layout(edges: list[tuple[str, str]]) -> None:
    """Nothing is left to chance: the same picture every time."""
    assert layout(NODES, edges) == layout(NODES, edges)


@given(EDGES)
def test_only_edges_that_close_a_cycle_run_back(edges: list[tuple[str, str]]) -> None:
    """With edges from low to high numbers alone, nothing runs from right to left."""
    rising = [(a, b) for a, b in edges if a < b]
    found = layout(NODES, rising)
    assert all(route[0][0] < route[-1][0] for route in found.routes.values())
