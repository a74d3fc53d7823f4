# SPDX-License-Identifier: EUPL-1.2
"""The language of the command line is known before anything else is."""

from __future__ import annotations

import pytest

from sluis.cli.language import chosen, said
from sluis.kit.texts import Text


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ((), {}, "en"),
        (("--lang", "nl", "status"), {}, "nl"),
        (("status", "--lang=nl"), {"LANG": "en_GB.UTF-8"}, "nl"),
        (("--lang", "fr"), {"LANG": "nl_NL.UTF-8"}, "nl"),
        (("--", "--lang", "nl"), {}, "en"),
        (("--lang",), {}, "en"),
        ((), {"SLUIS_LANG": "nl", "LC_ALL": "en_GB"}, "nl"),
        ((), {"LANG": "nl_NL.UTF-8"}, "nl"),
        ((), {"LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        ((), {"LC_ALL": "", "LANG": "nl_BE"}, "nl"),
    ],
)
def test_the_option_wins_then_the_environment(
    arguments: tuple[str, ...], environment: dict[str, str], expected: str
) -> None:
    """The option decides, then SLUIS_LANG, then the locale in the order of POSIX; else English."""
    assert chosen(arguments, environment) == expected


def test_help_is_said_in_one_language() -> None:
    """A help text is a plain string by the time Typer sees it."""
    assert said(Text("Language.")) in {"Language.", "Taal."}
