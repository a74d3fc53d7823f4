# SPDX-License-Identifier: EUPL-1.2
"""Renews `requirements/`: versions and hashes, no addresses, nothing younger than seven days."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
COOLDOWN: Final = timedelta(days=7)
"""A release that was tampered with is mostly found within a week."""
GROUPS: Final = {
    "run": ["--group", "build"],
    "dev": ["--extra", "postgres", "--group", "build", "--group", "test", "--group", "docs"],
}


def command(name: str, groups: list[str], newest: datetime) -> list[str]:
    """Return the command that writes `requirements/NAME.txt` from releases older than `newest`."""
    constraint = [] if name == "run" else ["--constraint", "requirements/run.txt"]
    return [
        *(str(Path(sys.executable).with_name("uv")), "pip", "compile", "pyproject.toml", "--quiet"),
        *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--universal"),
        *("--python-version", "3.11", "--exclude-newer", newest.strftime("%Y-%m-%dT00:00:00Z")),
        *groups,
        *constraint,
        *("--upgrade", "--output-file", f"requirements/{name}.txt"),
    ]


def main() -> int:
    """Run the tool and return its exit status."""
    newest = datetime.now(UTC) - COOLDOWN
    for name, groups in GROUPS.items():
        done = subprocess.run(command(name, groups, newest), cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
