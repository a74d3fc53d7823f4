# SPDX-License-Identifier: EUPL-1.2
"""Layered layout of a directed graph: what others need lies left of what needs it.

After Sugiyama, Tagawa and Toda (IEEE Trans. SMC 11(2), 1981): break cycles, put each node one layer
beyond the last it needs, split long edges with stand-ins, order each layer by the mean place of its
neighbours. Deterministic: ties are broken by the order given. Time is O(sweeps · edges · log).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SWEEPS: Final = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything goes.

    `places` gives each node its layer and its row (rows may be halves); `routes` gives each edge
    the places it passes, ends included; `layers` and `rows` are the extent.
    """

    places: Mapping[str, tuple[int, float]]
    routes: Mapping[tuple[str, str], tuple[tuple[int, float], ...]]
    layers: int
    rows: float


def layout(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> Layout:
    """Lay out `nodes` with `edges` from what is needed to what needs it.

    Edges to unknown nodes and from a node to itself are left out. An edge that closes a cycle
    keeps its route, drawn from right to left.
    """
    known = set(nodes)
    kept = list(dict.fromkeys((a, b) for a, b in edges if a in known and b in known and a != b))
    forward = _acyclic(nodes, kept)
    layer = _longest(nodes, forward)
    columns, chains = _columns(nodes, forward, layer)
    _order(columns, chains)
    height = max((len(column) for column in columns), default=0)
    rows = {node: row + (height - len(column)) / 2 for column in columns for row, node in enumerate(column)}
    at = {node: index for index, column in enumerate(columns) for node in column}
    routes = {(chain[0], chain[-1]): tuple((at[node], rows[node]) for node in chain) for chain in chains}
    backward = {(a, b): ((at[a], rows[a]), (at[b], rows[b])) for a, b in kept if (a, b) not in routes}
    places = {node: (at[node], rows[node]) for node in nodes}
    return Layout(places, routes | backward, len(columns), float(height))


def _acyclic(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return `edges` without those that close a cycle in a walk depth first, in the order given."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for a, b in edges:
        after[a].append(b)
    state, kept = dict[str, int](), list[tuple[str, str]]()
    for root in nodes:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(after[root]))]
        while stack:
            node, rest = stack[-1]
            follower = next(rest, None)
            if follower is None:
                state[node] = 2
                stack.pop()
            elif state.get(follower) != 1:
                kept.append((node, follower))
                if follower not in state:
                    state[follower] = 1
                    stack.append((follower, iter(after[follower])))
    return kept


def _longest(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return for each node the length of the longest path to it (Kahn, Comm. ACM 5(11), 1962)."""
    waiting = dict.fromkeys(nodes, 0)
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for a, b in edges:
        waiting[b] += 1
        after[a].append(b)
    layer = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for follower in after[node]:
            layer[follower] = max(layer[follower], layer[node] + 1)
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    return layer


def _columns(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], layer: Mapping[str, int]
) -> tuple[list[list[str]], list[list[str]]]:
    """Return the nodes of each layer with stand-ins for passing edges, and each edge as a chain."""
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        columns[layer[node]].append(node)
    chains = list[list[str]]()
    for a, b in edges:
        chain = [a]
        for passed in range(layer[a] + 1, layer[b]):
            stand_in = f"\0{a}\0{b}\0{passed}"
            columns[passed].append(stand_in)
            chain.append(stand_in)
        chains.append([*chain, b])
    return columns, chains


def _order(columns: list[list[str]], chains: Sequence[Sequence[str]]) -> None:
    """Order each column by the mean row of its neighbours, sweeping right and left in turn."""
    before, after = dict[str, list[str]](), dict[str, list[str]]()
    for chain in chains:
        for a, b in pairwise(chain):
            after.setdefault(a, []).append(b)
            before.setdefault(b, []).append(a)
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        order = range(1, len(columns)) if rightwards else range(len(columns) - 2, -1, -1)
        near = before if rightwards else after
        for index in order:
            other = columns[index - 1 if rightwards else index + 1]
            middle = {node: row - len(other) / 2 for row, node in enumerate(other)}
            size = len(columns[index])
            wanted = {
                node: _mean(
                    [middle[found] for found in near.get(node, ()) if found in middle], row - size / 2
                )
                for row, node in enumerate(columns[index])
            }
            columns[index].sort(key=wanted.__getitem__)


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default
