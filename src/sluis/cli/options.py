# SPDX-License-Identifier: EUPL-1.2
"""Options that several commands share, and what the global ones come to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sluis.cli.language import said
from sluis.cli.out import Out
from sluis.kit.texts import Text

AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help=said(Text("Answer with one JSON document.")))]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The global options."""

    home: Path
    lang: str

    def out(self, *, as_json: bool = False) -> Out:
        """Return how this run speaks."""
        return Out(self.lang, as_json)


def default_home() -> Path:
    """Return the home that is used without `--home`."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(os.environ.get("SLUIS_HOME") or Path(data, "sluis"))


def of(context: typer.Context) -> Chosen:
    """Return the global options of this run."""
    return context.ensure_object(Chosen)


def command(*, several: bool = False) -> typer.Typer:
    """Return an application for one command, or for `several` below one name."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=several)
