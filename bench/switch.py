# SPDX-License-Identifier: EUPL-1.2
"""How long it takes to say what closing costs, on an estate of 5,000 systems and 20,000 links.

Run: `.venv/bin/python -m bench.switch [--json]`. All times are processor time of one call in milliseconds:
the median, and the worst of the sets in a row. `structure` is what stops, degrades, goes stale or latches;
`price` adds streams, cases, people, what is unknown, and every alternative with its own price.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bench.synthetic import estate
from sluis.estate.graph import Graph
from sluis.estate.model import Basis, State, StateAt
from sluis.switch.price import price

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sluis.estate.model import Estate, SystemId

SYSTEMS, LINKS, SEED = 5_000, 20_000, 20250717
SETS = 20
"""Sets of targets for each size."""
SIZES = (1, 10, 100)
REPEATS = 3


def measured(call: Callable[[], object]) -> float:
    """Return the processor time of the best of a few calls, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def row(sets: Sequence[Sequence[SystemId]], call: Callable[[Sequence[SystemId]], object]) -> dict[str, float]:
    """Measure `call` over sets of targets."""
    times = [measured(lambda targets=targets: call(targets)) for targets in sets]
    return {"median_ms": round(statistics.median(times), 1), "worst_ms": round(max(times), 1)}


def target_sets(made: Estate) -> dict[str, list[list[SystemId]]]:
    """Return the sets to close: at random, what everything rests on, and everything."""
    draw = random.Random(SEED)
    every = [system.id for system in made.systems]
    needed: dict[SystemId, int] = {}
    for link in made.links:
        needed[link.needs] = needed.get(link.needs, 0) + 1
    deepest = sorted(needed, key=lambda name: -needed[name])[:SETS]
    found = {f"random {size}": [draw.sample(every, size) for _ in range(SETS)] for size in SIZES}
    return found | {"most needed": [[name] for name in deepest], "everything": [every]}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    made = estate(SYSTEMS, LINKS, SEED)
    now = datetime(2025, 7, 17, 20, tzinfo=UTC)
    states = {
        system.id: StateAt(system.id, State.OPEN, now, Basis.ASSUMED, None, 0) for system in made.systems
    }
    graph = Graph(made)
    figures: dict[str, Any] = {
        "systems": len(made.systems),
        "links": len(made.links),
        "streams": len(made.streams),
        "build_ms": round(measured(lambda: Graph(made)), 1),
        "structure": {},
        "price": {},
    }
    for name, sets in target_sets(made).items():
        figures["structure"][name] = row(sets, graph.consequences)
        figures["price"][name] = row(sets, lambda targets: price(made, states, targets))
    if as_json:
        print(json.dumps(figures))
        return
    print(f"{figures['systems']} systems, {figures['links']} links, {figures['streams']} streams")
    print(f"building the graph: {figures['build_ms']} ms")
    for part in ("structure", "price"):
        for name, found in figures[part].items():
            print(
                f"{part:10} {name:12} median {found['median_ms']:7.1f} ms  worst {found['worst_ms']:7.1f} ms"
            )


if __name__ == "__main__":
    main()
