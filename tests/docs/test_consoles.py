# SPDX-License-Identifier: EUPL-1.2
"""The reader of console blocks sees what a document shows, and a wrong document fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.docs import consoles

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# Page
```console
$ echo one
one
$ ls nowhere \\
    there
# exit status 2
```
```sh
make never
```
```console
$ printf 'a 12\\nb\\n'
a …
b
```
"""


def test_commands_are_read_with_line_status_and_output() -> None:
    """Commands come in order, continued lines joined, other fences left out."""
    one, listing, last = consoles.read(PAGE)
    assert (one.line, one.command, one.status, one.output) == (3, "echo one", 0, ["one"])
    assert (listing.command, listing.status) == ("ls nowhere there", 2)
    assert last.output == ["a …", "b"]


def test_output_without_a_command_is_refused() -> None:
    """A block that begins with output shows nothing that could be run."""
    with pytest.raises(ValueError, match="line 2: output before any command"):
        list(consoles.read("```console\noops\n```\n"))


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ([], "anything\n", True),
        (["a", "b"], "a\nb\n", True),
        (["a", "b"], "a  \nb", True),
        (["a", "b"], "b\na\n", False),
        (["a"], "a\nb\n", False),
        (["a", "…"], "a\nb\nc\n", True),
        (["…", "c"], "a\nb\nc\n", True),
        (["a … c"], "a b c", True),
        (["a.c"], "abc", False),
        (["a   b", "", "c"], "a\tb\nc", True),
        (["ab"], "a b", False),
    ],
)
def test_output_is_compared(shown: list[str], printed: str, *, same: bool) -> None:
    """Shown output must be what is printed; an ellipsis stands for any text."""
    assert consoles.agrees(shown, printed) is same


def test_files_of_a_page_are_there_for_its_commands(tmp_path: Path) -> None:
    """A captioned block is written as a file of that name; other blocks are not."""
    page = tmp_path / "page.md"
    text = (
        "```{code-block} csv\n:caption: in.csv\n\na,b\n1,2\n```\n"
        "```text\nno\n```\n"
        "```console\n$ cat in.csv\na,b\n1,2\n```\n"
    )
    page.write_text(text, encoding="utf-8")
    assert consoles.files(text) == {"in.csv": "a,b\n1,2\n"}
    assert consoles.run(page, tmp_path) == []


def test_a_page_is_run_in_its_own_folder(tmp_path: Path) -> None:
    """A page that tells the truth has no faults, and its commands share a folder."""
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo x > file\n$ cat file\nx\n$ exit 3\n# exit status 3\n```\n", "utf-8")
    assert consoles.run(page, tmp_path) == []
    assert (tmp_path / "file").is_file()


def test_a_wrong_page_has_faults(tmp_path: Path) -> None:
    """Another status or other output than shown is a fault that names the line."""
    page = tmp_path / "page.md"
    page.write_text("```console\n$ false\n$ echo y\nx\n```\n", encoding="utf-8")
    first, second = consoles.run(page, tmp_path)
    assert first.startswith("page.md:2: $ false\nexit status 1, expected 0")
    assert second.startswith("page.md:3: $ echo y")
