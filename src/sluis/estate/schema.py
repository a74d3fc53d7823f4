# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schema of an estate (draft 2020-12), made from the dataclasses so that they cannot drift.

`estate.schema.json` beside this file is its published form, for editors; a test holds the two equal.
`python -m sluis.estate.schema` writes it anew.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sluis.estate.document import ENUMS, NOUNS, UNKNOWN, is_required, shape
from sluis.estate.says import SAYS

if TYPE_CHECKING:
    from dataclasses import Field

PUBLISHED: Final = Path(__file__).with_name("estate.schema.json")
ID: Final = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$"}
"""What an id looks like: fit for a tag, a file name and a command line."""
WORDS: Final = {"type": "string", "maxLength": 4000, "pattern": r"\S"}
_TEN_YEARS_HOURS: Final = 87_600
_TEN_YEARS_DAYS: Final = 3_650
_MOST: Final = 10_000_000
"""More people, desks or cases a day than any organisation has."""
_LIMITS: Final[dict[str, dict[str, float]]] = {
    "human_impact": {"minimum": 0, "maximum": 4},
    "term_days": {"minimum": 1, "maximum": _TEN_YEARS_DAYS},
    "rto_hours": {"minimum": 0, "maximum": _TEN_YEARS_HOURS},
    "rpo_hours": {"minimum": 0, "maximum": _TEN_YEARS_HOURS},
    "cases_per_day": {"minimum": 0, "maximum": _MOST},
    "desks": {"minimum": 0, "maximum": _MOST},
    "people": {"minimum": 0, "maximum": _MOST},
}


def schema() -> dict[str, Any]:
    """Return the schema of a whole estate document."""
    lists: dict[str, dict[str, Any]] = {
        noun: {
            "description": SAYS[noun],
            "type": "array",
            "items": {"$ref": f"#/$defs/{kind.__name__}"},
        }
        for noun, kind in NOUNS.items()
    }
    lists["systems"]["minItems"] = 1
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sluis estate",
        "description": SAYS["estate"],
        "type": "object",
        "required": ["organisation", "zone", "systems"],
        "additionalProperties": False,
        "properties": {
            "organisation": {"description": SAYS["organisation"], **WORDS},
            "zone": {"description": SAYS["zone"], **WORDS},
            **lists,
            "data_order": {
                "description": SAYS["data_order"],
                "type": "array",
                "items": dict(WORDS),
                "uniqueItems": True,
            },
        },
        "$defs": {kind.__name__: _thing(kind) for kind in NOUNS.values()},
    }


def published() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _thing(kind: type[Any]) -> dict[str, Any]:
    properties = {
        field.name: {"description": _says(kind, field.name), **_field(field)} for field in shape(kind)
    }
    if "assumed" in properties:
        properties["assumed"]["items"] = {"enum": [name for name in properties if name != "assumed"]}
    return {
        "type": "object",
        "description": (kind.__doc__ or "").splitlines()[0],
        "required": [field.name for field in shape(kind) if is_required(field)],
        "additionalProperties": False,
        "properties": properties,
    }


def _says(kind: type[Any], field: str) -> str:
    return SAYS.get(f"{kind.__name__}.{field}") or SAYS[field]


def _field(field: Field[Any]) -> dict[str, Any]:
    annotation = str(field.type)
    name, optional = annotation.removesuffix(" | None"), annotation.endswith(" | None")
    if name.startswith("tuple["):
        return {"type": "array", "items": _value(name[6:].split(",")[0]), "uniqueItems": True}
    value = {**_value(name), **_LIMITS.get(field.name, {})}
    if optional and value["type"] == "string":
        value["type"] = ["string", "null"]
    elif optional:
        value["type"] = [value["type"], "string", "null"]
        value["pattern"] = f"^{UNKNOWN}$"
    if isinstance(field.default, StrEnum):
        value["default"] = field.default.value
    return value


def _value(name: str) -> dict[str, Any]:
    if name in ENUMS:
        return {"type": "string", "enum": [member.value for member in ENUMS[name]]}
    if name.endswith("Id"):
        return dict(ID)
    plain: dict[str, dict[str, Any]] = {
        "str": dict(WORDS),
        "int": {"type": "integer"},
        "float": {"type": "number"},
    }
    return plain[name]


if __name__ == "__main__":
    PUBLISHED.write_text(published(), encoding="utf-8")
