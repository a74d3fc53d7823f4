# SPDX-License-Identifier: EUPL-1.2
"""The estate as a document: plain JSON values there and back, and a digest to name a version by.

The shape follows the dataclasses of `model`: one list a noun, one object a thing, one field a name.
A field that has its default is left out, so that the document holds what somebody wrote.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sluis.estate.model import (
    Application,
    Basis,
    Estate,
    Gate,
    Group,
    Link,
    LinkType,
    Site,
    Stream,
    System,
    Team,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.record.model import Json

NOUNS: Final[dict[str, type[Any]]] = {
    "systems": System,
    "links": Link,
    "applications": Application,
    "streams": Stream,
    "units": Unit,
    "sites": Site,
    "groups": Group,
    "teams": Team,
    "gates": Gate,
}
"""The lists of a document, in the order in which people read them."""

ENUMS: Final[dict[str, type[StrEnum]]] = {"Basis": Basis, "LinkType": LinkType}


def to_document(estate: Estate) -> dict[str, Json]:
    """Return `estate` as plain JSON values."""
    document: dict[str, Json] = {"organisation": estate.organisation, "zone": estate.zone}
    for noun in NOUNS:
        things = getattr(estate, noun)
        if things:
            document[noun] = [_written(thing) for thing in things]
    if estate.data_order:
        document["data_order"] = list(estate.data_order)
    return document


def from_document(document: Mapping[str, Any]) -> Estate:
    """Return the estate that a checked document describes; the inverse of `to_document`."""
    lists = {noun: tuple(_read(kind, row) for row in document.get(noun, ())) for noun, kind in NOUNS.items()}
    return Estate(
        organisation=document["organisation"],
        zone=document["zone"],
        data_order=tuple(document.get("data_order", ())),
        **lists,
    )


def digest(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the document's canonical JSON, in hexadecimal."""
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


@cache
def shape(kind: type[Any]) -> tuple[Field[Any], ...]:
    """Return the fields of a thing; their types are the annotations as written."""
    return fields(kind)


def is_required(field: Field[Any]) -> bool:
    """Tell whether a document must give this field."""
    return field.default is MISSING and field.default_factory is MISSING


def _written(thing: object) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for field in shape(type(thing)):
        value = getattr(thing, field.name)
        if is_required(field) or value != field.default:
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return {name: str(value) if isinstance(value, StrEnum) else value for name, value in found.items()}


def _read(kind: type[Any], row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any of the nouns
    values = dict(row)
    for field in shape(kind):
        if field.name not in values:
            continue
        if field.type in ENUMS:
            values[field.name] = ENUMS[str(field.type)](values[field.name])
        elif str(field.type).startswith("tuple["):
            values[field.name] = tuple(values[field.name])
    return kind(**values)
