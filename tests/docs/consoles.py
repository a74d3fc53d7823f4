# SPDX-License-Identifier: EUPL-1.2
"""Reads and runs the commands that a document shows in its `console` blocks.

    $ sluis status          a command; a line that ends in a backslash goes on
    # exit status 3         what it exits with; 0 when nothing is said
    anything else           what it prints, errors and progress last; `…` stands for any text

A `{code-block}` with a `:caption:` is a file of that name; it is written before any command runs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE: Final = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE: Final = re.compile(r"^```{code-block} \w+\n:caption: (\S+)\n\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STATUS: Final = re.compile(r"^# exit status (\d+)$")


@dataclass(slots=True)
class Shown:
    """A command as a document shows it."""

    line: int
    command: str
    status: int = 0
    output: list[str] = field(default_factory=list)


def read(text: str) -> Iterator[Shown]:
    """Yield the commands of a document in order."""
    for block in FENCE.finditer(text):
        current: Shown | None = None
        first = text.count("\n", 0, block.start(1)) + 1
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                if current:
                    yield current
                current = Shown(number, line[2:])
            elif current is None:
                message = f"line {number}: output before any command"
                raise ValueError(message)
            elif current.command.endswith("\\") and not current.output:
                current.command = f"{current.command[:-1].rstrip()} {line.strip()}"
            elif found := STATUS.match(line):
                current.status = int(found[1])
            else:
                current.output.append(line)
        if current:
            yield current


def files(text: str) -> dict[str, str]:
    """Return the files that a document shows, by name."""
    return {found[1]: found[2] for found in FILE.finditer(text)}


def agrees(shown: list[str], printed: str) -> bool:
    """Tell whether `printed` is what a document shows; `…` stands for any text, also over lines.

    Columns may be lined up: any blanks are the same as any other, and empty lines count for nothing.
    """
    if not any(line.strip() for line in shown):
        return True
    pattern = re.escape(_plain(shown)).replace("…", "(?:.|\n)*?")
    said = _plain(printed.splitlines())
    return re.fullmatch(pattern, said) is not None


def _plain(lines: list[str]) -> str:
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def run(document: Path, folder: Path) -> list[str]:
    """Run the commands of `document` in order, in `folder`, with a home there; return the faults."""
    faults: list[str] = []
    text = document.read_text(encoding="utf-8")
    for name, content in files(text).items():
        (folder / name).write_text(content, encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "SLUIS_HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "USER": "you",
    }
    for shown in read(text):
        done = subprocess.run(
            ["bash", "-c", shown.command],
            cwd=folder,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        printed = done.stdout + done.stderr
        if done.returncode != shown.status or not agrees(shown.output, printed):
            faults.append(
                f"{document.name}:{shown.line}: $ {shown.command}\n"
                f"exit status {done.returncode}, expected {shown.status}; printed:\n{printed}"
            )
    return faults
