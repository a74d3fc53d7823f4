# SPDX-License-Identifier: EUPL-1.2
"""Runs the command line in this process."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from sluis.cli import main
from sluis.drill.case import find, load
from sluis.drill.run import rehearse

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


@pytest.fixture(scope="session")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the case of 2025; nobody may change it."""
    home = tmp_path_factory.mktemp("cli") / "home"
    rehearse(load(find("om-2025")), home)
    return home


@pytest.fixture
def kept(sluis: Sluis, replayed: Path) -> Sluis:
    """Return a function that runs one command on a copy of the replayed home."""
    shutil.copytree(replayed, sluis.home)
    return sluis


@pytest.fixture
def sluis(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sluis:
    """Return a function that runs one command on an empty home, in English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SLUIS_LANG", "SLUIS_HOME"):
        monkeypatch.delenv(name, raising=False)
    return Sluis(tmp_path / "home", capsys)
