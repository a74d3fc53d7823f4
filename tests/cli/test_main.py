# SPDX-License-Identifier: EUPL-1.2
"""The entry of the command line: help, global options, errors and exit statuses."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluis import __version__
from sluis.cli import main

if TYPE_CHECKING:
    from tests.cli.conftest import Sluis

HEAVY = "ortools numpy fastapi typst pydantic alembic structlog cryptography babel rich sqlalchemy yaml"


def test_help_lists_every_command(sluis: Sluis) -> None:
    """`--help` names all commands with one line each, and is an answer rather than an error."""
    ran = sluis("--help")
    assert ran.status == 0
    for name, line in main.COMMANDS.items():
        assert name in ran.out
        assert str(line).split()[0] in ran.out


def test_help_loads_nothing_heavy() -> None:
    """Listing the commands loads none of them."""
    code = (
        "import sys\nfrom sluis.cli import main\n"
        "try:\n    main.run(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set('{HEAVY}'.split()) & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("name", sorted(main.COMMANDS))
def test_every_command_has_help_with_a_sentence(sluis: Sluis, name: str) -> None:
    """Each command loads, and says in a sentence what it does."""
    ran = sluis(name, "--help")
    assert ran.status == 0
    assert str(main.COMMANDS[name]).split(";", maxsplit=1)[0][:40] in " ".join(ran.out.split())


def test_nothing_typed_shows_the_help(sluis: Sluis) -> None:
    """Without a command the help is shown, with the status of bad usage."""
    ran = sluis()
    assert ran.status == 2
    assert "Commands:" in ran.out


def test_the_version_is_told(sluis: Sluis) -> None:
    """`--version` prints it and ends well."""
    assert sluis("--version").out == f"sluis {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("statu",), "no command called statu"),
        (("status", "--jsn"), "no option --jsn"),
        (("drill",), "CASE is missing"),
        (("--lang", "fr", "status"), "no language fr"),
        (("record", "tial"), "tial"),
        (("access", "invite", "x", "--role", "boss"), "boss"),
    ],
)
def test_bad_usage_leaves_with_2_and_says_why(sluis: Sluis, arguments: tuple[str, ...], says: str) -> None:
    """The error names what was wrong, on standard error, without a traceback."""
    ran = sluis(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_missing_home_is_said_with_what_to_do(sluis: Sluis) -> None:
    """A home that is not there is not made by looking at it."""
    ran = sluis("status")
    assert ran.status == 2
    assert str(sluis.home) in ran.err
    assert "--home" in ran.err
    assert not sluis.home.exists()


def test_errors_are_told_in_dutch_when_asked(sluis: Sluis) -> None:
    """`--lang nl` reaches errors too: the sentence differs unless no translation is compiled."""
    dutch = sluis("--lang", "nl", "status")
    assert dutch.status == 2
    assert str(sluis.home) in dutch.err


def test_what_nobody_foresaw_is_told_without_a_traceback() -> None:
    """A bug ends with status 1, a sentence and how to see more; SLUIS_DEBUG shows where it came from."""
    code = (
        "import sys\nfrom sluis.cli import main\n"
        "def broken(*_): raise ZeroDivisionError('by hand')\n"
        "main.default_home = broken\nsys.argv = ['sluis', 'status']\nmain.run()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "ZeroDivisionError: by hand" in ran.stderr
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={"SLUIS_DEBUG": "1"}
    )
    assert "Traceback" in shown.stderr


WORDS = st.sampled_from(
    [
        *main.COMMANDS,
        "--json",
        "--lang",
        "nl",
        "--dry-run",
        "--all",
        "--yes",
        "--reason",
        "verify",
        "tail",
        "as-of",
        "show",
        "--",
        "-n",
        "0",
        "-1",
        "case_systems",
        "netscaler",
        "2025-07-17",
        "\u0000",
        "é",
        "",
    ]
)


@given(st.lists(WORDS, max_size=5).filter(lambda words: not {"serve", "drill", "report"} & set(words)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_ends_with_a_status_we_know(kept: Sluis, words: list[str]) -> None:
    """Any words in any order: done, failed, bad usage, refused or stale; never a traceback."""
    ran = kept(*words)
    assert ran.status in {0, 1, 2, 3, 4}
    assert "Traceback" not in ran.err
    if ran.status in {2, 3}:
        assert ran.err or "Commands:" in ran.out


def test_a_reader_that_goes_away_is_no_error_of_ours(kept: Sluis) -> None:
    """`sluis … | head -1` ends without a word on standard error about it."""
    command = f"{sys.executable.replace('python3', 'sluis').replace('python', 'sluis')}"
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{command} --home {kept.home} record tail -n 100 | head -1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("Entry\t")
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


def test_the_home_can_come_from_the_environment(kept: Sluis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--home` the variable SLUIS_HOME names it."""
    monkeypatch.setenv("SLUIS_HOME", str(kept.home))
    kept.shown.readouterr()
    with pytest.raises(SystemExit) as left:
        main.run(("status", "--json"))
    assert not left.value.code
    assert '"sluis.status/1"' in kept.shown.readouterr().out
