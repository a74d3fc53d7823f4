# SPDX-License-Identifier: EUPL-1.2
"""How fast an estate of 5,000 systems and 20,000 links loads and answers, in CPU time of this process.

`python -m bench.estate --json` prints one document; without it, the figures a line each.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench import synthetic
from sluis.estate.document import digest, to_document
from sluis.estate.gaps import gaps
from sluis.estate.graph import Graph
from sluis.estate.model import State
from sluis.estate.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.estate.model import SystemId

SYSTEMS: Final = 5_000
LINKS: Final = 20_000
SEED: Final = 20250717
SIZES: Final = (1, 5, 50, 500)
"""Systems that close at once."""
ROUNDS: Final = 40
"""Sets of each size, drawn anew."""


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the CPU time of one run, after collecting what earlier ones left."""
    gc.collect()
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def figures(times: list[float]) -> dict[str, float]:
    """Return the middle and the worst of `times`."""
    return {"p50_ms": round(statistics.median(times), 2), "max_ms": round(max(times), 2)}


def measure() -> dict[str, Any]:
    """Return every figure, with the sizes that it was measured at."""
    made = synthetic.estate(SYSTEMS, LINKS, SEED)
    document = to_document(made)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "estate.yaml"
        file.write_text(synthetic.as_yaml(document), encoding="utf-8")
        size = file.stat().st_size
        loading = [cpu_ms(lambda: read(file)) for _ in range(3)]
        assert read(file) == made
    graph = Graph(made)
    return {
        "systems": SYSTEMS,
        "links": LINKS,
        "seed": SEED,
        "file_bytes": size,
        "load_cpu": figures(loading),
        "digest_cpu": figures([cpu_ms(lambda: digest(document)) for _ in range(3)]),
        "graph_build_cpu": figures([cpu_ms(lambda: Graph(made)) for _ in range(5)]),
        "gaps_cpu": figures([cpu_ms(lambda: gaps(made)) for _ in range(3)]),
        "consequences_cpu": _consequences(graph),
    }


def _consequences(graph: Graph) -> dict[str, Any]:
    """Return the times of "what stops if these close?" by the size of the set, and for the worst set."""
    draw = random.Random(SEED)
    ids = [system.id for system in graph.estate.systems]
    found: dict[str, Any] = {}
    for size in SIZES:
        sets = [draw.sample(ids, size) for _ in range(ROUNDS)]
        reached = [len(graph.consequences(each)) for each in sets]
        times = [cpu_ms(lambda each=each: graph.consequences(each)) for each in sets]
        found[f"closing_{size}"] = {"reached_most": max(reached), **figures(times)}
    core = ids[: SYSTEMS // 100]
    already: dict[SystemId, State] = dict.fromkeys(ids[100:200], State.CLOSED)
    times = [cpu_ms(lambda: graph.consequences(core, already)) for _ in range(ROUNDS)]
    found["closing_the_core_with_100_closed"] = {
        "reached_most": len(graph.consequences(core, already)),
        **figures(times),
    }
    return found


def _lines(document: dict[str, Any], prefix: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in document.items():
        inner = isinstance(value, dict)
        lines += _lines(value, f"{prefix}{name}.") if inner else [f"{prefix}{name:30} {value}"]
    return lines


def main(arguments: list[str]) -> int:
    """Measure and print."""
    document = measure()
    print(json.dumps(document) if "--json" in arguments else "\n".join(_lines(document)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
