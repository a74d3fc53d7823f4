# SPDX-License-Identifier: EUPL-1.2
"""`sluis serve`: the console, until it is interrupted."""

from __future__ import annotations

import signal
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from sluis.cli.home import opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, command, of
from sluis.kit.errors import SluisError
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from sluis.house import House

CONSOLE: Final = "sluis.console"
"""Entry points under which a console announces itself: rooms on one line do not import each other."""

app = command()


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help=said(Text("Address to listen on.")))] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help=said(Text("Port to listen on; 0 takes a free one.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Serve, and say where once it answers."""
    out = of(context).out(as_json=as_json)

    def ready(address: str) -> None:
        if as_json:
            out.document("sluis.serve/1", {"address": address})
        else:
            out.say(Text("The console answers at {address}", address=address))
        out.flush()

    with opened(of(context).home) as house:
        run = _console()
        signal.signal(signal.SIGTERM, _leave)
        settings = house.settings
        try:
            run(house, host or settings.host, settings.port if port is None else port, ready)
        except KeyboardInterrupt:
            out.progress(Text("Stopped."))


def _console() -> Callable[[House, str, int, Callable[[str], None]], None]:
    """Return what starts the console that is installed."""
    found = [point for point in entry_points(group=CONSOLE) if point.name == "serve"]
    if not found:
        raise SluisError(
            Text("No console is installed."), Text("Install Sluis again: this installation is not whole.")
        )
    return found[0].load()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Leave in order when told to end: the database is given back first."""
    sys.exit(0)
