# SPDX-License-Identifier: EUPL-1.2
"""Runs the command line in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from sluis.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """How a run ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return the answer as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """Return the answer as a table."""
        return [line.split("\t") for line in self.out.splitlines()]


@dataclass
class Sluis:
    """Runs `sluis` with a home of its own."""

    home: Path
    shown: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Ran:
        """Run one command."""
        self.shown.readouterr()
        with pytest.raises(SystemExit) as left:
            main.run(("--home", str(self.home), *arguments))
        shown = self.shown.readouterr()
        return Ran(int(left.value.code or 0), shown.out, shown.err)


@pytest.fixture
def sluis(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sluis:
    """Return a function that runs one command on an empty home, in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SLUIS_LANG", "SLUIS_HOME"):
        monkeypatch.delenv(name, raising=False)
    return Sluis(tmp_path / "home", capsys)
