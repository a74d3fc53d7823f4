# SPDX-License-Identifier: EUPL-1.2
"""Says what is wrong with a command as it was typed, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click.exceptions import BadParameter, MissingParameter, NoSuchOption

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from typer._click.exceptions import UsageError


def in_words(error: UsageError) -> BadInput:
    """Return a usage error of Typer as one of ours."""
    path = error.ctx.command_path if error.ctx else "sluis"
    return BadInput(_what(error), Text("See: {command} --help", command=path))


def _what(error: UsageError) -> Text:
    """Return what is wrong; what Typer says itself stays in English."""
    if isinstance(error, NoSuchOption):
        if error.possibilities:
            near = ", ".join(sorted(error.possibilities))
            return Text("There is no option {name}; did you mean {near}?", name=error.option_name, near=near)
        return Text("There is no option {name}.", name=error.option_name)
    if isinstance(error, MissingParameter):
        return Text("{name} is missing.", name=_name(error))
    if isinstance(error, BadParameter):
        return Text("{name} cannot be this: {why}", name=_name(error), why=error.message)
    return Text("{why}", why=error.format_message())


def _name(error: BadParameter) -> str:
    """Return a parameter as people type it."""
    if error.param is None:
        return str(error.param_hint or "")
    if error.param.param_type_name == "option":
        return error.param.opts[0]
    return (error.param.metavar or error.param.name or "").strip("{}[]")
