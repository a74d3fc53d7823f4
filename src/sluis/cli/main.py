# SPDX-License-Identifier: EUPL-1.2
"""The entry of the command line: global options, the list of commands, and how errors are told.

Each command stands in a module of its own, imported when it is called: `sluis --help` and
`sluis status` load neither solver, nor web server, nor the engine of the forecast.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperGroup

from sluis.cli.language import chosen, said
from sluis.cli.options import Chosen, default_home
from sluis.cli.out import Out
from sluis.cli.usage import in_words
from sluis.kit.errors import BadInput, SluisError, UnknownName
from sluis.kit.texts import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from typer._click import Command, Context, HelpFormatter

COMMANDS: Final = {
    "status": Text("What is open and closed, since when, and what waits for a decision."),
    "close": Text("Close systems; the price is shown first."),
    "reopen": Text("Reopen systems; refused while a gate lacks evidence."),
    "forecast": Text("When a backlog will be caught up, in odds."),
    "record": Text("The record of what happened: read it, verify it, take it along."),
    "report": Text("Make the report of an inquiry: PDF, HTML and JSON."),
    "serve": Text("Start the console."),
    "drill": Text("Rehearse a case and show what was known on each day."),
    "estate": Text("Look at the organisation, compare it with a file, adopt a new version."),
    "access": Text("Invite somebody to the console with a one-time link."),
}
"""Every command with its one line; the module of the same name in this folder holds it."""


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Typer's own signature
        """Return the names in reading order."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002 - as above
        """Load a command; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        gc.disable()
        module = import_module(f"sluis.cli.{cmd_name}")
        gc.enable()
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        command.help = said(COMMANDS[cmd_name])
        return command

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that was typed. Raises `UnknownName` that suggests the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UnknownName(Text("command"), args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - as above
        """List the commands without loading them."""
        with formatter.section(said(Text("Commands"))):
            formatter.write_dl([(name, said(line)) for name, line in COMMANDS.items()])


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from sluis import __version__

        Out("en").plain(f"sluis {__version__}")
        raise typer.Exit


@app.callback(help=said(Text("Sluis: close off in a second, come back step by step, prove what happened.")))
def choose(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help=said(Text("Folder that holds everything; else SLUIS_HOME."))),
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="nl|en", help=said(Text("Language.")))] = None,
    _version_asked: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=said(Text("Show the version."))),
    ] = False,
) -> None:
    """Take the global options."""
    if lang is not None and lang not in LANGUAGES:
        raise BadInput(
            Text("There is no language {lang} here.", lang=lang),
            Text("Choose one of: {known}.", known=", ".join(LANGUAGES)),
            field="--lang",
        )
    context.obj = Chosen(home or default_home(), lang or chosen((), os.environ))


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    out = Out(chosen(given, os.environ))
    gc.disable()
    command = typer.main.get_command(app)
    hook, sys.excepthook = sys.excepthook, _surprise
    try:
        status = command.main(given, prog_name="sluis", standalone_mode=False)
        sys.stdout.flush()
    except SluisError as error:
        out.fail(error)
        status = error.exit_code
    except UsageError as error:
        if error.ctx and (isinstance(error, NoArgsIsHelpError) or error.message == "Missing command."):
            out.plain(error.ctx.get_help())
            sys.exit(BadInput.exit_code)
        wrong = in_words(error)
        out.fail(wrong)
        status = wrong.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = SluisError.exit_code
    finally:
        gc.enable()
        if arguments is not None:
            sys.excepthook = hook
    sys.exit(status)


def _surprise(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of an error that nobody foresaw without spilling the traceback, unless it is asked for."""
    if os.environ.get("SLUIS_DEBUG"):
        sys.__excepthook__(kind, error, trace)
        return
    what = Text("This should not happen ({kind}: {error}).", kind=kind.__name__, error=str(error))
    todo = Text("Please report it; run again with SLUIS_DEBUG=1 to see where it came from.")
    Out(chosen(sys.argv[1:], os.environ)).fail(SluisError(what, todo))
