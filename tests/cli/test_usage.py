# SPDX-License-Identifier: EUPL-1.2
"""Usage errors in words."""

from __future__ import annotations

import pytest
import typer
from typer._click.exceptions import BadParameter, NoSuchOption, UsageError

from sluis.cli.usage import in_words


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NoSuchOption("--jsn", possibilities=["--json"]), "There is no option --jsn; did you mean --json?"),
        (NoSuchOption("--x"), "There is no option --x."),
        (BadParameter("not a number", param_hint="--port"), "--port cannot be this: not a number"),
        (UsageError("Got unexpected extra argument (x)"), "Got unexpected extra argument (x)"),
    ],
)
def test_each_kind_of_mistake_has_its_sentence(error: UsageError, says: str) -> None:
    """What was typed is repeated, and where to read on is said."""
    explained = in_words(error).explain()
    assert str(explained.what) == says
    assert str(explained.todo) == "See: sluis --help"


def test_the_command_is_named_where_to_read_on() -> None:
    """An error inside a command points at that command's help."""
    context = typer.Context(typer.main.get_command(_app()), info_name="sluis close")
    assert str(in_words(UsageError("no", ctx=context)).todo) == "See: sluis close --help"


def _app() -> typer.Typer:
    app = typer.Typer()

    @app.command()
    def nothing() -> None:
        """Do nothing."""

    return app
