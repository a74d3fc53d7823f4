# SPDX-License-Identifier: EUPL-1.2
"""The tables of the reference page, made from the schema; a test holds the page to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sluis.estate.document import NOUNS
from sluis.estate.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator


def tables() -> Iterator[tuple[str, list[str]]]:
    """Yield each list of an estate with the lines of its table."""
    whole = schema()
    for noun, kind in NOUNS.items():
        thing = whole["$defs"][kind.__name__]
        rows = [
            f"| `{name}` | {_shape(name, field)} | {_need(name, thing, field)} | {field['description']} |"
            for name, field in thing["properties"].items()
        ]
        yield noun, ["| field | value | | meaning |", "| --- | --- | --- | --- |", *rows]


def _shape(name: str, field: dict[str, Any]) -> str:
    """Return what may stand in a field, in a few words."""
    kinds = field.get("type", "string")
    first = kinds[0] if isinstance(kinds, list) else kinds
    if "enum" in field:
        return ", ".join(f"`{each}`" for each in field["enum"])
    if first == "array":
        return "list of field names" if name == "assumed" else "list of ids"
    if first in {"number", "integer"}:
        limits = f"{field.get('minimum', 0)} … {field['maximum']:,}".replace(",", "\N{NO-BREAK SPACE}")
        return f"{'whole number' if first == 'integer' else 'number'}, {limits}"
    return "id" if field.get("pattern", "").startswith("^[A-Za-z0-9]") else "text"


def _need(name: str, thing: dict[str, Any], field: dict[str, Any]) -> str:
    """Return whether a field must be given, and what leaving it out means."""
    if name in thing["required"]:
        return "needed"
    if "default" in field:
        return f"else `{field['default']}`"
    kinds = field.get("type")
    if isinstance(kinds, list) and name not in {"source", "note", "volume_source"}:
        return "else unknown"
    return "else unknown" if name == "regime" else ""
