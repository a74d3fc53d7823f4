# SPDX-License-Identifier: EUPL-1.2
"""The house's own rules, each a function from a tree of files to the faults in it (none: an empty list).

A fault begins with the path that it is about. Every function has a test that shows it a fault.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST: Final = 500
"""Lines that a source file may have."""
LICENCE: Final = "SPDX-License-" + "Identifier: EUPL-1.2"
COMMENTED: Final = frozenset({".py", ".css", ".js", ".html", ".yaml", ".yml", ".toml", ".sh", ".typ", ".po"})
"""Endings of files that can carry a licence line of their own."""
OTHERS: Final = ("src/sluis/web/static/vendor/",)
"""Folders with the work of others, under their own licence."""
CODE: Final = ("src/", "tests/", "tools/", "bench/", "demo/", "docs/conf.py", "Makefile", ".ci/")
LEFTOVERS: Final = re.compile(
    r"\b(?:"
    + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "NotImplemented" + "Error"))
    + r")\b"
)
HOSTS: Final = re.compile(
    "|".join(
        re.escape(name)
        for name in (
            "pypi" + ".org",
            "pythonhosted" + ".org",
            "registry.npmjs" + ".org",
            "registry.yarnpkg" + ".com",
            "deb.debian" + ".org",
            "archive.ubuntu" + ".com",
            "proxy.golang" + ".org",
        )
    )
)
MACHINE_PATHS: Final = re.compile(r"(?<![\w.:/~-])/(?:home|root|Users|work|opt/wheels)/[\w.-]")
PIN: Final = re.compile(r"^[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,._-]+\])?==[^\s;]+(?: ; .+)? \\$")
HASH: Final = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def tracked(root: Path) -> list[str]:
    """Return the paths that git tracks under `root` and that exist, in order."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, stdout=subprocess.PIPE).stdout
    return sorted(path for path in listed.decode().split("\0") if path and (root / path).is_file())


def _texts(root: Path, paths: list[str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file that is text."""
    for path in paths:
        try:
            yield path, (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def _ours(path: str) -> bool:
    return not path.startswith(OTHERS)


def without_licence(root: Path, paths: list[str]) -> list[str]:
    """Find source files whose first line names no licence.

    After `#!` it may be the second line, in a catalogue of texts one of the first three.
    """
    faults: list[str] = []
    named = [
        path for path in paths if _ours(path) and (_ends(path) in COMMENTED or path.endswith("Makefile"))
    ]
    for path, text in _texts(root, named):
        lines = text.splitlines()
        head = lines[1:2] if text.startswith("#!") else lines[:3] if path.endswith(".po") else lines[:1]
        if text.strip() and not any(LICENCE in line for line in head):
            faults.append(f"{path}: the first line does not say {LICENCE}")
    return faults


def _ends(path: str) -> str:
    return PurePosixPath(path).suffix


def without_test(paths: list[str]) -> list[str]:
    """Find source files without a test file in the same place of the test tree.

    `src/sluis/ROOM/NAME.py` has `tests/ROOM/test_NAME.py`; `tools/NAME.py` has `tests/tools/test_NAME.py`.
    Not for `__init__.py`, nor for database revisions, which are tested as one chain.
    """
    faults: list[str] = []
    for path in paths:
        place = PurePosixPath(path)
        if place.suffix != ".py" or place.name == "__init__.py" or "versions" in place.parts:
            continue
        if path.startswith("src/sluis/"):
            folder = PurePosixPath("tests", *place.parts[2:-1])
        elif path.startswith("tools/"):
            folder = PurePosixPath("tests", *place.parts[:-1])
        else:
            continue
        test = str(folder / f"test_{place.name}")
        if test not in paths:
            faults.append(f"{path}: has no test file {test}")
    return faults


def too_long(root: Path, paths: list[str]) -> list[str]:
    """Find source files of more than `LONGEST` lines."""
    code = [path for path in paths if _ours(path) and _ends(path) in {".py", ".html", ".css", ".js", ".typ"}]
    return [
        f"{path}: {count} lines, more than {LONGEST}"
        for path, text in _texts(root, code)
        if (count := text.count("\n")) > LONGEST
    ]


def leftovers(root: Path, paths: list[str]) -> list[str]:
    """Find marks of unfinished work in code."""
    code = [path for path in paths if path.startswith(CODE) and _ours(path)]
    return [
        f"{path}:{number}: {found.group()}"
        for path, text in _texts(root, code)
        for number, line in enumerate(text.splitlines(), 1)
        if (found := LEFTOVERS.search(line))
    ]


def addresses(root: Path, paths: list[str]) -> list[str]:
    """Find hosts of package registries and paths of one machine, in any tracked file."""
    return [
        f"{path}:{number}: {found.group()}"
        for path, text in _texts(root, paths)
        for number, line in enumerate(text.splitlines(), 1)
        if (found := HOSTS.search(line) or MACHINE_PATHS.search(line))
    ]


def loose_pins(root: Path, paths: list[str]) -> list[str]:
    """Find lines of requirement files that are not an exact pin or its SHA-256, and pins without one."""
    faults: list[str] = []
    files = [path for path in paths if path.startswith("requirements/") and path.endswith(".txt")]
    for path, text in _texts(root, files):
        pin: str | None = None
        for number, line in enumerate(text.splitlines(), 1):
            if HASH.match(line):
                pin = None
            elif PIN.match(line):
                if pin:
                    faults.append(f"{path}: {pin} has no hash")
                pin = line.split("==")[0]
            elif line.strip() and not line.lstrip().startswith("#"):
                faults.append(f"{path}:{number}: neither a pin nor a hash: {line.strip()}")
        if pin:
            faults.append(f"{path}: {pin} has no hash")
    return faults


def resolved_packages(root: Path, paths: list[str]) -> list[str]:
    """Find npm lock files that say where a package was fetched."""
    files = [path for path in paths if path.endswith("package-lock.json")]
    return [f"{path}: has a resolved address" for path, text in _texts(root, files) if '"resolved"' in text]


def without_docstring(root: Path, paths: list[str]) -> list[str]:
    """Find tests that do not say in a docstring what they show."""
    tests = [path for path in paths if path.startswith("tests/") and PurePosixPath(path).match("test_*.py")]
    return [
        f"{path}:{node.lineno}: {node.name} has no docstring"
        for path, text in _texts(root, tests)
        for node in ast.walk(ast.parse(text, path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test")
        and not (ast.get_docstring(node) or "").strip()
    ]


def rooms_and_contract(root: Path) -> list[str]:
    """Find rooms of `src/sluis` that the import contract does not name, and names without a room."""
    with (root / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = [layer for contract in contracts if contract["type"] == "layers" for layer in contract["layers"]]
    named = {name.strip(" ()") for layer in layers for name in re.split(r"[|:]", layer)}
    package = root / "src" / "sluis"
    there = {file.parent.name for file in package.glob("*/__init__.py")}
    there |= {file.stem for file in package.glob("*.py") if file.stem != "__init__"}
    return [f"src/sluis/{name}: not in the import contract" for name in sorted(there - named)] + [
        f"pyproject.toml: the import contract names {name}, which is not there"
        for name in sorted(named - there)
    ]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lines of Python, the blank ones included."""

    source_lines: int
    test_lines: int

    @property
    def ratio(self) -> float:
        """Test lines for each source line."""
        return self.test_lines / self.source_lines


def sizes(root: Path, paths: list[str]) -> Sizes:
    """Count the lines of the package and tools, and of the tests; folders of doubles and lints are tests."""
    counts = {path: text.count("\n") for path, text in _texts(root, [p for p in paths if p.endswith(".py")])}
    source = sum(count for path, count in counts.items() if path.startswith(("src/", "tools/")))
    tests = sum(count for path, count in counts.items() if path.startswith("tests/"))
    return Sizes(source, tests)
