# SPDX-License-Identifier: EUPL-1.2
"""The reference holds every kind of entry and every JSON document, as the code knows them."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from sluis.record.model import Kind

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "sluis"
INSIDE = frozenset({"sluis.body/1", "sluis.entry/1", "sluis.key/1", "sluis.key-ix/1"})
"""Names of layouts inside the record; they are no documents of the command line."""


def rows(page: str) -> list[list[str]]:
    """Return the cells of the tables of a page of the reference, headings left out."""
    lines = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| `")]


def test_every_kind_of_entry_is_in_the_reference() -> None:
    """Name, version, fields and optional fields of each kind stand there, and no kind that is not."""
    modules = [
        importlib.import_module(f"sluis.{file.parent.name}.kinds") for file in PACKAGE.glob("*/kinds.py")
    ]
    kinds = {value for module in modules for value in vars(module).values() if isinstance(value, Kind)}
    shown = [
        (name.strip("`"), version, fields, optional)
        for name, version, fields, optional, _ in rows("entry-kinds.md")
    ]
    known = [
        (kind.name, str(kind.version), ", ".join(kind.fields), ", ".join(kind.optional)) for kind in kinds
    ]
    assert sorted(shown) == sorted(known)


def test_every_document_is_in_the_reference() -> None:
    """Each `sluis.NAME/1` that the source says has its row, and no row is of a document that nothing says."""
    said = {
        name
        for file in PACKAGE.rglob("*.py")
        for name in re.findall(r'"(sluis\.[a-z-]+/\d+)"', file.read_text(encoding="utf-8"))
    }
    assert {row[1].strip("`") for row in rows("documents.md")} == said - INSIDE
