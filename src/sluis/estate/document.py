# SPDX-License-Identifier: EUPL-1.2
"""The estate as a document: plain JSON values there and back, and a digest to name a version by.

The shape follows the dataclasses of `model`: one list a noun, one object a thing, one field a name.
A field that has its default is left out, so that the document holds what somebody wrote.
"""

from __future__ import annotations

import hashlib
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
from sluis.record.canonical import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

UNKNOWN: Final = "unknown"
"""What a document may say wherever a value can lack; it means the same as leaving the field out."""

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
    """Return the SHA-256 of the document's canonical JSON (RFC 8785), in hexadecimal."""
    return hashlib.sha256(spell(dict(document)).encode()).hexdigest()


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
    for name, convert in _conversions(kind):
        if name in values:
            values[name] = convert(values[name])
    return kind(**values)


@cache
def _conversions(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return the fields whose values are spelled otherwise in a document, and how to read each."""
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for field in fields(kind):
        annotation = str(field.type)
        name, optional = annotation.removesuffix(" | None"), annotation.endswith(" | None")
        if name in ENUMS:
            found.append((field.name, ENUMS[name]))
        elif name.startswith("tuple["):
            found.append((field.name, tuple))
        elif optional:
            found.append((field.name, _OPTIONAL.get(name, _known)))
    return tuple(found)


def _known(value: Any) -> Any:  # noqa: ANN401 - whatever the field holds
    return None if value == UNKNOWN else value


_OPTIONAL: Final[dict[str, Callable[[Any], Any]]] = {
    "float": lambda value: None if value in {None, UNKNOWN} else float(value),
    "int": lambda value: None if value in {None, UNKNOWN} else int(value),
}
"""Numbers that may lack; 3 and 3.0 are one number in JSON."""
