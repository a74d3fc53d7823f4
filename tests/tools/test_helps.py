# SPDX-License-Identifier: EUPL-1.2
"""Documents show what `--help` says, and a difference is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import helps

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TOP = """\
Usage: sluis

Options:
  --home DIR  Folder.

Commands:
  open   Open it.
         Slowly.
  shut   Shut.
"""
SAYS = {
    "sluis": TOP,
    "sluis open": "Usage: sluis open\n",
    "sluis shut": "Usage: sluis shut\n\nCommands:\n  fast  Now.\n",
    "sluis shut fast": "Usage: sluis shut fast\n",
}


def test_subcommands_are_read_from_a_help() -> None:
    """Names under Commands are found; options and wrapped lines are not names."""
    assert helps.subcommands(TOP) == ["open", "shut"]
    assert helps.subcommands("Usage: sluis\n") == []


def test_the_reference_holds_every_command() -> None:
    """Each command and subcommand has its section, parents first."""
    page = helps.reference(SAYS.__getitem__)
    sections = [line for line in page.splitlines() if line.startswith("## ")]
    assert sections == ["## sluis", "## sluis open", "## sluis shut", "## sluis shut fast"]
    assert "```text\nUsage: sluis shut fast\n```" in page


def test_a_marked_block_is_filled() -> None:
    """What stood in a marked block is replaced; an unmarked block stays."""
    document = "a\n<!-- help: sluis open -->\n```text\nold\n```\n```text\nkept\n```\n"
    assert helps.filled(document, SAYS.__getitem__) == (
        "a\n<!-- help: sluis open -->\n```text\nUsage: sluis open\n```\n```text\nkept\n```\n"
    )


def test_a_difference_is_noticed_and_repaired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checking fails and changes nothing; writing repairs; checking then passes."""
    commands, readme = tmp_path / "commands.md", tmp_path / "README.md"
    readme.write_text("<!-- help: sluis open -->\n```text\nold\n```\n", encoding="utf-8")
    monkeypatch.setattr(helps, "ROOT", tmp_path)
    monkeypatch.setattr(helps, "COMMANDS", commands)
    monkeypatch.setattr(helps, "MARKED", (readme,))
    monkeypatch.setattr(helps, "reference", lambda: "whole\n")

    def renewed(text: str) -> str:
        return text.replace("old", "new")

    monkeypatch.setattr(helps, "filled", renewed)
    assert helps.main(["--check"]) == 1
    assert capsys.readouterr().out.count("does not show what --help says") == 2
    assert not commands.exists()
    assert helps.main([]) == 0
    assert commands.read_text(encoding="utf-8") == "whole\n"
    assert "new" in readme.read_text(encoding="utf-8")
    assert helps.main(["--check"]) == 0


def test_help_is_said_in_english_and_without_trailing_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of whoever runs it does not matter."""
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    text = helps.said("sluis")
    assert text.startswith("Usage: sluis")
    assert "Commands:\n" in text
    assert all(line == line.rstrip() for line in text.splitlines())
