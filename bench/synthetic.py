# SPDX-License-Identifier: EUPL-1.2
"""Estates of any size from a seed, for benchmarks and tests. They resemble nobody's.

Systems stand in layers, as in real organisations: a few that carry everything, many that people
see. A link goes from a system to one in a lower layer, now and then to one in its own (so that
there are circles), and its type is drawn with the weights of `_TYPES`.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Final

from sluis.estate.model import (
    Application,
    ApplicationId,
    Basis,
    Estate,
    Gate,
    GateId,
    Group,
    GroupId,
    Link,
    LinkType,
    Site,
    SiteId,
    Stream,
    StreamId,
    System,
    SystemId,
    Team,
    TeamId,
    Unit,
    UnitId,
)

if TYPE_CHECKING:
    from sluis.record.model import Json

_TYPES: Final = {
    LinkType.HARD: 50,
    LinkType.DEGRADED: 15,
    LinkType.FRESHNESS: 8,
    LinkType.TO_RESTART_ONLY: 5,
    LinkType.SUBSTITUTE: 5,
    LinkType.DATA_ORDER: 4,
    LinkType.UNKNOWN: 8,
    LinkType.NONE: 5,
}
_LAYERS: Final = (0.01, 0.04, 0.15, 0.8)
"""Shares of the systems: what carries all, platforms, services, what people see."""
_SIDEWAYS: Final = 0.05
_KINDS: Final = ("network", "platform", "service", "application")


def estate(systems: int, links: int, seed: int, *, streams: int = 200) -> Estate:
    """Return an estate with that many systems, links and streams; the same for the same `seed`.

    There are as many applications as streams, and one group for every four. `links` is at most
    what fits: `systems * (systems - 1)`.
    """
    draw = random.Random(seed)
    ids = [SystemId(f"s{number:05}") for number in range(systems)]
    layer = _layers(systems)
    return Estate(
        organisation=f"Made from seed {seed}",
        zone="Europe/Amsterdam",
        systems=tuple(_system(draw, one, layer[number]) for number, one in enumerate(ids)),
        links=_links(draw, ids, layer, links),
        applications=tuple(
            Application(ApplicationId(f"a{number}"), f"Application {number}", _some(draw, ids))
            for number in range(streams)
        ),
        streams=tuple(_stream(draw, number, ids) for number in range(streams)),
        units=tuple(Unit(UnitId(f"u{number}"), f"Unit {number}") for number in range(4)),
        sites=tuple(Site(SiteId(f"l{number}"), f"Site {number}", 100 * number) for number in range(4)),
        groups=tuple(_group(draw, number, ids, streams) for number in range(streams // 4)),
        teams=(Team(TeamId("t0"), "Recovery", "Bring it back", 6),),
        gates=(Gate(GateId("g0"), "The intruder is out", "ciso"),),
        data_order=("arrest", "release"),
    )


def _layers(systems: int) -> list[int]:
    layer: list[int] = []
    for number, share in enumerate(_LAYERS):
        layer += [number] * max(1, round(share * systems))
    return (layer + [len(_LAYERS) - 1] * systems)[:systems]


def _links(draw: random.Random, ids: list[SystemId], layer: list[int], count: int) -> tuple[Link, ...]:
    """Draw `count` different pairs: downwards through the layers, and some sideways."""
    found: dict[tuple[SystemId, SystemId], Link] = {}
    below = [layer.index(number) if number in layer else 0 for number in range(len(_LAYERS))]
    types, weights = list(_TYPES), list(_TYPES.values())
    tries = 0
    while len(found) < count:
        tries += 1
        one = draw.randrange(len(ids))
        sideways = draw.random() < _SIDEWAYS or not below[layer[one]] or tries > 20 * count
        other = draw.randrange(len(ids) if sideways else below[layer[one]])
        pair = (ids[one], ids[other])
        if one != other and pair not in found:
            found[pair] = Link(*pair, draw.choices(types, weights)[0], Basis.ASSUMED)
    return tuple(found.values())


def _system(draw: random.Random, one: SystemId, layer: int) -> System:
    known = draw.random() < 0.7
    return System(
        one,
        f"System {one}",
        _KINDS[layer],
        owner=f"team-{draw.randrange(40)}" if known else None,
        rto_hours=float(draw.choice((4, 8, 24, 72))) if known else None,
        rpo_hours=float(draw.choice((0.25, 1, 24))) if known else None,
        human_impact=draw.randrange(5) if known else None,
        basis=Basis.ASSUMED,
    )


def _stream(draw: random.Random, number: int, ids: list[SystemId]) -> Stream:
    cases = round(draw.uniform(1, 500), 1) if draw.random() < 0.9 else None
    return Stream(StreamId(f"w{number}"), f"Stream {number}", _some(draw, ids), cases)


def _group(draw: random.Random, number: int, ids: list[SystemId], streams: int) -> Group:
    mine = tuple(StreamId(f"w{each}") for each in sorted(draw.sample(range(streams), k=min(3, streams))))
    people = draw.randrange(200) if draw.random() < 0.9 else None
    needs = _some(draw, ids)
    return Group(GroupId(f"p{number}"), f"Group {number}", people, UnitId("u0"), SiteId("l0"), needs, mine)


def _some(draw: random.Random, ids: list[SystemId]) -> tuple[SystemId, ...]:
    return tuple(draw.sample(ids, k=min(len(ids), draw.randint(1, 3))))


def as_yaml(document: dict[str, Json]) -> str:
    """Return a document as people write it: one line a field, values as JSON spells them."""
    lines: list[str] = []
    for name, value in document.items():
        if not (isinstance(value, list) and value and isinstance(value[0], dict)):
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
            continue
        lines.append(f"{name}:")
        for row in value:
            assert isinstance(row, dict)
            marks = ["- ", *["  "] * len(row)]
            lines += [
                f"{mark}{field}: {json.dumps(inner, ensure_ascii=False)}"
                for mark, (field, inner) in zip(marks, row.items(), strict=False)
            ]
    return "\n".join(lines) + "\n"
