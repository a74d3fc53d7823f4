# SPDX-License-Identifier: EUPL-1.2
"""Options that several commands share, and what the global ones come to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sluis.cli.language import said
from sluis.cli.out import Out
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help=said(Text("Answer with one JSON document.")))]


By: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="ROLE:NAME", help=said(Text("Who decides, such as ciso:j.devries; else your account."))
    ),
]
Check: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="DAY", help=said(Text("Day on which the decision is looked at again: 2025-07-24."))),
]


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


def day(text: str | None, option: str = "--check") -> date | None:
    """Read the day that an option names. Raises `BadInput`."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(
            Text("{text} is not a day.", text=text), Text("Write it as 2025-07-24."), field=option
        ) from None
