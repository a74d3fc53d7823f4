# SPDX-License-Identifier: EUPL-1.2
"""Puts what `--help` says into the documents that show it, or checks that it is still so.

`python -m tools.helps` writes; `python -m tools.helps --check` changes nothing and fails on a difference.
A document marks the place with a comment before a fenced block: `<!-- help: sluis close -->`.
`docs/reference/commands.md` is written whole: every command and subcommand, as they are found.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[1]
COMMANDS: Final = ROOT / "docs" / "reference" / "commands.md"
MARKED: Final = (ROOT / "README.md",)
COLUMNS: Final = "100"
BLOCK: Final = re.compile(r"(<!-- help: (sluis[a-z -]*) -->\n```text\n)(.*?)(```\n)", re.DOTALL)
LISTED: Final = re.compile(r"^  ([a-z][a-z-]*) ", re.MULTILINE)
INTRODUCTION: Final = """\
# Commands

What `--help` says, for every command; `python -m tools.helps` writes this page.
Exit status: 0 done, 1 failed, 2 bad usage or input, 3 refused by a gate, 4 stale data.
Tables on a terminal become tab-separated lines in a pipe. Progress goes to standard error.
`NO_COLOR` is respected.
"""


def said(command: str) -> str:
    """Return what `COMMAND --help` says in English, 100 columns wide; raises CalledProcessError."""
    environment = {**os.environ, "COLUMNS": COLUMNS, "NO_COLOR": "1", "TERM": "dumb", "LANG": "C.UTF-8"}
    program = Path(sys.executable).with_name("sluis")
    done = subprocess.run(
        [str(program), "--lang", "en", *command.split()[1:], "--help"],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.strip().splitlines())


def subcommands(text: str) -> list[str]:
    """Return the names under `Commands:` in what a help says."""
    _, _, listed = text.partition("\nCommands:\n")
    return LISTED.findall(listed)


def walk(say: Callable[[str], str], command: str = "sluis") -> Iterator[tuple[str, str]]:
    """Yield every command with its help, parents first."""
    text = say(command)
    yield command, text
    for name in subcommands(text):
        yield from walk(say, f"{command} {name}")


def reference(say: Callable[[str], str] = said) -> str:
    """Return the page with the help of every command."""
    parts = [INTRODUCTION]
    parts += [f"## {command}\n\n```text\n{text}```\n" for command, text in walk(say)]
    return "\n".join(parts)


def filled(document: str, say: Callable[[str], str] = said) -> str:
    """Return `document` with what is said now in each marked block."""
    return BLOCK.sub(lambda found: f"{found[1]}{say(found[2].strip())}{found[4]}", document)


def main(arguments: list[str]) -> int:
    """Write the documents, or compare them; returns the exit status."""
    wanted = {COMMANDS: reference(), **{file: filled(file.read_text(encoding="utf-8")) for file in MARKED}}
    different = [
        file for file, text in wanted.items() if not file.exists() or file.read_text(encoding="utf-8") != text
    ]
    for file in different:
        if "--check" in arguments:
            print(f"{file.relative_to(ROOT)}: does not show what --help says; run python -m tools.helps")
        else:
            file.write_text(wanted[file], encoding="utf-8")
    return 1 if different and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
