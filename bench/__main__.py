# SPDX-License-Identifier: EUPL-1.2
"""Runs every benchmark, each in a process of its own, and prints its figures.

`python -m bench` runs all; `python -m bench record estate` some; `--json` prints one document.
Ratios are measured side by side in one run; absolute times are of the machine that ran them.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
HELPERS: Final = frozenset({"__init__", "__main__", "synthetic"})


def names() -> list[str]:
    """Return the benchmarks that there are."""
    return sorted(file.stem for file in HERE.glob("*.py") if file.stem not in HELPERS)


def run(name: str) -> dict[str, Any]:
    """Run one benchmark and return its document."""
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", "--json"],
        cwd=HERE.parent,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def rows(document: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Flatten a document to names and figures."""
    found: list[tuple[str, Any]] = []
    for name, value in document.items():
        if isinstance(value, dict):
            found += rows(value, f"{prefix}{name}.")
        else:
            found.append((prefix + name, value))
    return found


def main(arguments: list[str]) -> int:
    """Run the benchmarks that are named, or all."""
    chosen = [name for name in arguments if not name.startswith("-")] or names()
    machine = {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()}
    results: dict[str, Any] = {}
    for name in chosen:
        print(f"bench {name} …", file=sys.stderr)
        results[name] = run(name)
        if "--json" not in arguments:
            for label, value in rows(results[name]):
                print(f"{name:10} {label:48} {value}")
    if "--json" in arguments:
        print(json.dumps({"schema": "sluis.bench/1", "machine": machine, "results": results}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
