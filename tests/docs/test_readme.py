# SPDX-License-Identifier: EUPL-1.2
"""README and guides tell the truth: help blocks are what `--help` says, and every command shown runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import consoles
from tools import helps

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (
        ROOT / "README.md",
        *(ROOT / "docs" / "tutorial").glob("*.md"),
        *(ROOT / "docs" / "how-to").glob("*.md"),
    )
    if "```console" in page.read_text(encoding="utf-8")
)


@pytest.mark.slow
def test_documents_show_what_help_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The README's block equals `sluis --help`, and the reference has the help of every command."""
    assert "<!-- help: sluis -->" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert helps.main(["--check"]) == 0, capsys.readouterr().out


def test_readme_tutorial_and_guides_show_commands() -> None:
    """There is something to run in each kind of page."""
    assert "README.md" in PAGES
    assert "docs/tutorial/om-2025.md" in PAGES
    assert any(page.startswith("docs/how-to/") for page in PAGES)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_what_the_page_says(page: str, tmp_path: Path) -> None:
    """Each command of a page exits and prints as shown, in an empty home."""
    faults = consoles.run(ROOT / page, tmp_path)
    assert not faults, "\n\n".join(faults)
