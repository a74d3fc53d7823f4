# SPDX-License-Identifier: EUPL-1.2
"""Says in words where a document departs from the schema.

The schema decides; this only explains. So what is accepted here and what an editor accepts with
`estate.schema.json` are the same by construction.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sluis.estate.document import NOUNS, shape
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import jsonschema_rs

_TYPES: Final = {
    "string": Text("a text (put numbers and dates between quotes)"),
    "number": Text("a number"),
    "integer": Text("a whole number"),
    "array": Text("a list"),
    "object": Text("a mapping of names to values"),
}
_SHOWN: Final = 60
"""Characters of a wrong value that are repeated in the message."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One place in a document that the schema does not allow."""

    path: tuple[str | int, ...]
    what: Text
    todo: Text | None = None


def departures(document: Mapping[str, Any], *, whole: bool = True) -> Iterator[Departure]:
    """Yield every place where `document` departs from the schema.

    With `whole=False` it may be a part of an estate, which need not have the names that the whole must.
    """
    if _validator().is_valid(document):
        return
    for error in _validator().iter_errors(document):
        path = tuple(error.instance_path)
        detail = error.kind.as_dict()
        if error.kind.name == "required":
            if path or whole:
                yield Departure(path, Text("The field {name} is missing.", name=detail["property"]))
        elif error.kind.name == "additionalProperties":
            yield from _unknown(path, error.kind.value)
        else:
            yield Departure(path, *_explained(error.kind.name, detail, error.instance))


def nearest(name: str, known: Iterable[str]) -> Text | None:
    """Return a suggestion of what was meant, if anything comes near."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return Text("Did you mean {name}?", name=found[0]) if found else None


def _unknown(path: tuple[str | int, ...], names: Iterable[str]) -> Iterator[Departure]:
    """Yield the fields that the schema does not have, each with what it may have meant to be."""
    if path:
        known = [field.name for field in shape(NOUNS[str(path[0])])]
    else:
        known = ["organisation", "zone", "data_order", *NOUNS]
    for name in names:
        todo = nearest(name, known) or Text("Fields here: {fields}.", fields=", ".join(known))
        yield Departure((*path, name), Text("There is no field called {name} here.", name=name), todo)


def _explained(name: str, detail: Mapping[str, Any], instance: object) -> tuple[Text, Text | None]:
    """Return what is wrong, and perhaps what was meant, by the schema's keyword `name`."""
    value, todo = _short(instance), None
    match name:
        case "type":
            wanted = next(each for each in sorted(detail["types"]) if each != "null")
            what = Text("This must be {wanted}, not {value}.", wanted=_TYPES[wanted], value=value)
        case "enum":
            known = [str(option) for option in detail["options"]]
            what = Text("{value} is not one of: {known}.", value=value, known=", ".join(known))
            todo = nearest(str(instance), known)
        case "minimum":
            what = Text("{value} is less than {limit}.", value=value, limit=detail["limit"])
        case "maximum":
            what = Text("{value} is more than {limit}.", value=value, limit=detail["limit"])
        case "maxLength":
            what = Text("This is longer than {limit} characters.", limit=detail["limit"])
        case "uniqueItems":
            what = Text("Something is in this list twice.")
        case "minItems":
            what = Text("This list is empty.")
        case _:
            what, todo = _pattern(str(detail.get("pattern", "")), value)
    return what, todo


def _pattern(pattern: str, value: str) -> tuple[Text, Text | None]:
    if "unknown" in pattern:
        return Text("This must be a number or the word unknown, not {value}.", value=value), None
    if pattern == r"\S":
        return Text("This is empty."), None
    return (
        Text("{value} is no name that fits here.", value=value),
        Text("Begin with a letter or digit; letters, digits, dot, dash and underscore may follow."),
    )


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs  # noqa: PLC0415 - only who reads an estate pays for it

    from sluis.estate.schema import schema  # noqa: PLC0415 - as above

    return jsonschema_rs.Draft202012Validator(schema())
