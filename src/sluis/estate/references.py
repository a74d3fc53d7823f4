# SPDX-License-Identifier: EUPL-1.2
"""Checks what a schema cannot say: ids that occur twice, names that nothing has, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sluis.estate.document import NOUNS, UNKNOWN, shape
from sluis.estate.model import LinkType
from sluis.estate.shape import Departure, nearest
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_POINTS: Final = {
    "SystemId": "systems",
    "StreamId": "streams",
    "UnitId": "units",
    "SiteId": "sites",
}
"""Which list a field of this type points into."""
_SUGGESTED: Final = 20
"""So many faults get a suggestion: each takes a look at every name there is."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file's share of an estate."""

    document: Mapping[str, Any]
    place: Callable[[tuple[str | int, ...]], str]
    """Says where a path stands: `file:line`."""


def faults(parts: Sequence[Part]) -> Iterator[tuple[Part, Departure]]:
    """Yield every fault of the parts together, each with the part that it is in.

    What has no shape (a thing without an id, a number for a name) is passed over: the schema
    refuses it already.
    """
    yield from _twice(parts)
    known = {noun: dict.fromkeys(_ids(parts, noun)) for noun in NOUNS}
    suggestions = 0
    for part in parts:
        yield from ((part, found) for found in _selves(part))
        for path, name, wanted in _dangling(part, known):
            suggestions += 1
            todo = nearest(name, known[wanted]) if suggestions <= _SUGGESTED else None
            what = Text("There is nothing called {name} in {list}.", name=name, list=wanted)
            yield part, Departure(path, what, todo)


def _rows(part: Part, noun: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield number and value of each thing that is a mapping."""
    rows = part.document.get(noun)
    if isinstance(rows, list):
        yield from ((number, row) for number, row in enumerate(rows) if isinstance(row, dict))


def _ids(parts: Sequence[Part], noun: str) -> Iterator[str]:
    """Yield the ids of one list, in order."""
    for part in parts:
        for _, row in _rows(part, noun):
            if isinstance(name := row.get("id"), str):
                yield name


def _twice(parts: Sequence[Part]) -> Iterator[tuple[Part, Departure]]:
    """Yield what has the name of something before it, and things named by the word for not knowing."""
    for noun in NOUNS:
        first: dict[str, tuple[Part, int]] = {}
        for part in parts:
            for number, row in _rows(part, noun):
                name = identity(row)
                if name is None:
                    continue
                path = (noun, number) if noun == "links" else (noun, number, "id")
                if name == UNKNOWN:
                    what = Text("Nothing can be called {name}: the word is for what nobody knows.", name=name)
                    yield part, Departure(path, what)
                before = first.setdefault(name, (part, number))
                if before != (part, number):
                    place = before[0].place((noun, before[1], *path[2:]))
                    yield (
                        part,
                        Departure(path, Text("{name} is there already: {place}.", name=name, place=place)),
                    )


def identity(row: Mapping[str, Any]) -> str | None:
    """Return what tells a row from its like: its id, or the two ends of a link; None without either.

    Between two systems there is one link for how the loss of one is felt by the other. Beside it
    may stand one of type `data_order`, which is about the order of entering data.
    """
    if "needs" in row and "system" in row:
        ordered = " (data_order)" if row.get("type") == LinkType.DATA_ORDER else ""
        return f"{row['system']} → {row['needs']}{ordered}"
    name = row.get("id")
    return name if isinstance(name, str) else None


def _selves(part: Part) -> Iterator[Departure]:
    """Yield the links of a system to itself."""
    for number, row in _rows(part, "links"):
        if row.get("system") is not None and row.get("system") == row.get("needs"):
            yield Departure(("links", number, "needs"), Text("A system does not need itself."))


def _dangling(
    part: Part, known: Mapping[str, Collection[str]]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield path, name and wanted list of every name that nothing has."""
    for noun, kind in NOUNS.items():
        pointers = pointers_of(kind)
        for number, row in _rows(part, noun):
            for pointer in pointers:
                value = row.get(pointer.field)
                wanted = known[pointer.noun]
                path = (noun, number, pointer.field)
                if isinstance(value, str):
                    if value not in wanted and not (value == UNKNOWN and pointer.may_be_unknown):
                        yield path, value, pointer.noun
                elif isinstance(value, list):
                    for place, name in enumerate(value):
                        if isinstance(name, str) and name not in wanted:
                            yield (*path, place), name, pointer.noun


@dataclass(frozen=True, slots=True)
class Pointer:
    """A field that names a thing in the list `noun`, or several."""

    field: str
    noun: str
    may_be_unknown: bool


@cache
def pointers_of(kind: type[Any]) -> tuple[Pointer, ...]:
    """Return the fields of a thing that name another."""
    found: list[Pointer] = []
    for field in shape(kind):
        annotation = str(field.type)
        plain = annotation.removesuffix(" | None")
        noun = _POINTS.get(plain.removeprefix("tuple[").split(",")[0])
        if noun is not None and field.name != "id":
            found.append(Pointer(field.name, noun, plain != annotation))
    return tuple(found)
