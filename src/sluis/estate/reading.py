# SPDX-License-Identifier: EUPL-1.2
"""Reads an estate from one YAML file or a folder of them, and names every fault at once.

The whole is checked against the schema, then for what a schema cannot say: ids that occur twice,
names that nothing has, links of a system to itself. Lines are looked up only when there is a fault,
so that a large estate loads fast.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path  # noqa: TC003 - dataclass field
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import available_timezones

import yaml

from sluis.estate.document import NOUNS, from_document, shape
from sluis.kit.errors import BadInput, Faults
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    import jsonschema_rs

    from sluis.estate.model import Estate

_REFERENCES: Final = {
    "SystemId": "systems",
    "StreamId": "streams",
    "UnitId": "units",
    "SiteId": "sites",
}
"""Which list a field of this type points into."""

Path_ = tuple["str | int", ...]
"""Where in a document: names and numbers, from the outside in."""


class _Loader(yaml.CSafeLoader):
    """YAML without dates (a date is text here) and without two values for one name."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Build a mapping; a name that occurs twice is a fault."""
        names = [key.value for key, _ in node.value]
        if len(set(names)) < len(names):
            twice = next(name for number, name in enumerate(names) if name in names[:number])
            at = next(key for key, _ in reversed(node.value) if key.value == twice)
            raise yaml.MarkedYAMLError(problem=f"{twice} occurs twice", problem_mark=at.start_mark)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class _Source:
    """One file, its values, and how to find a line in it."""

    file: Path
    document: dict[str, Any]

    def fault(self, path: Path_, what: Text, todo: Text | None = None) -> BadInput:
        """Return a fault at `path`, with its line."""
        field = ".".join(str(part) for part in path) or None
        return BadInput(what, todo, file=str(self.file), line=_line(self.file, path), field=field)


def read(path: Path) -> Estate:
    """Read the estate in `path`: a file, or every `*.yaml` of a folder as one.

    Raises `BadInput` for a file that cannot be read, `Faults` with file, line and field of
    everything that is wrong; nothing is changed by reading.
    """
    sources = [_load(file) for file in _files(path)]
    faults = [fault for source in sources for fault in _against_schema(source)]
    faults += _across(sources)
    if not faults:
        faults += _names(sources)
    if faults:
        raise Faults(faults) if len(faults) > 1 else faults[0]
    return from_document(_merged(sources))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.yaml"))
        if not found:
            raise BadInput(Text("There is no *.yaml file in this folder."), file=str(path))
        return found
    if not path.is_file():
        raise BadInput(Text("There is no such file."), file=str(path))
    return [path]


def _load(file: Path) -> _Source:
    try:
        document = yaml.load(file.read_bytes(), _Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise BadInput(
            Text("This is not YAML: {why}.", why=error.problem or "unreadable"),
            file=str(file),
            line=mark.line + 1 if mark else None,
        ) from error
    except (yaml.YAMLError, OSError) as error:
        raise BadInput(Text("This cannot be read: {why}", why=str(error)), file=str(file)) from error
    if not isinstance(document, dict):
        raise BadInput(Text("An estate is a mapping of names to lists."), file=str(file), line=1)
    return _Source(file, document)


def _merged(sources: Sequence[_Source]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for source in sources:
        for name, value in source.document.items():
            merged[name] = merged[name] + value if name in merged and isinstance(value, list) else value
    return merged


def _against_schema(source: _Source) -> Iterator[BadInput]:
    """Yield what the schema says of one file; what only the whole must have is left to `_across`."""
    for error in _validator().iter_errors(source.document):
        path: Path_ = tuple(error.instance_path)
        if error.kind.name == "required" and not path:
            continue
        if error.kind.name == "additionalProperties":
            yield from _unknown_fields(source, path)
        else:
            yield source.fault(path, Text("{why}", why=error.message))


def _unknown_fields(source: _Source, path: Path_) -> Iterator[BadInput]:
    known = {"organisation", "zone", "data_order", *NOUNS}
    value: Any = source.document
    for part in path:
        value = value[part]
    if path:
        known = {field.name for field in shape(NOUNS[str(path[0])])}
    for name in value:
        if name not in known:
            nearest = difflib.get_close_matches(str(name), known, n=1, cutoff=0.5)
            todo = Text("Did you mean {name}?", name=nearest[0]) if nearest else None
            yield source.fault((*path, str(name)), Text("There is no field of this name."), todo)


def _across(sources: Sequence[_Source]) -> Iterator[BadInput]:
    """Yield what is wrong with the files together: a name in none of them, or in two."""
    for name in ("organisation", "zone", "systems"):
        if not any(name in source.document for source in sources):
            yield BadInput(Text("This must be given."), file=str(sources[0].file), field=name)
    for name in ("organisation", "zone", "data_order"):
        for source in [source for source in sources if name in source.document][1:]:
            yield source.fault((name,), Text("This is given in another file already."))
    for source in sources:
        zone = source.document.get("zone")
        if isinstance(zone, str) and zone not in available_timezones():
            yield source.fault(("zone",), Text("There is no time zone called {zone}.", zone=zone))


def _names(sources: Sequence[_Source]) -> Iterator[BadInput]:
    """Yield ids that occur twice, names that nothing has, and links of a system to itself."""
    ids: dict[str, dict[str, tuple[_Source, Path_]]] = {noun: {} for noun in NOUNS}
    for source in sources:
        for noun in NOUNS:
            for number, row in enumerate(source.document.get(noun, ())):
                name = f"{row['system']} → {row['needs']}" if noun == "links" else row["id"]
                first = ids[noun].setdefault(name, (source, (noun, number)))
                if first != (source, (noun, number)):
                    line = _line(first[0].file, first[1])
                    yield source.fault(
                        (noun, number),
                        Text(
                            "{name} is there already, at {file}:{line}.",
                            name=name,
                            file=first[0].file,
                            line=line,
                        ),
                    )
    known = {noun: frozenset(named) for noun, named in ids.items()}
    for source in sources:
        yield from _references(source, known)
        for number, row in enumerate(source.document.get("links", ())):
            if row["system"] == row["needs"]:
                yield source.fault(("links", number), Text("A system does not depend on itself."))


def _references(source: _Source, known: dict[str, frozenset[str]]) -> Iterator[BadInput]:
    """Yield every name in one file that nothing has."""
    for noun, kind in NOUNS.items():
        wanted = [
            (field.name, pointed)
            for field in shape(kind)
            if field.name != "id" and (pointed := _points_to(str(field.type)))
        ]
        for number, row in enumerate(source.document.get(noun, ())):
            for field, pointed in wanted:
                yield from _dangling(source, (noun, number, field), row.get(field), known[pointed])


def _points_to(annotation: str) -> str | None:
    name = annotation.removesuffix(" | None").removeprefix("tuple[").split(",")[0]
    return _REFERENCES.get(name)


def _dangling(
    source: _Source, path: Path_, value: str | list[str] | None, known: frozenset[str]
) -> Iterator[BadInput]:
    for name in value if isinstance(value, list) else [value]:
        if name is not None and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
            yield source.fault(
                path,
                Text("Nothing is called {name}.", name=name),
                Text("Did you mean {name}?", name=nearest[0]) if nearest else None,
            )


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs  # noqa: PLC0415 - only who reads an estate pays for it

    from sluis.estate.schema import schema  # noqa: PLC0415 - as above

    return jsonschema_rs.Draft202012Validator(schema())


@cache
def _tree(file: Path) -> yaml.Node | None:
    with file.open("rb") as stream:
        return yaml.compose(stream, Loader=_Loader)


def _line(file: Path, path: Path_) -> int | None:
    """Return the line (from 1) at which the value at `path` begins."""
    node = _tree(file)
    line = None
    for part in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found:
                line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line, found = node.start_mark.line + 1, node
        if found is None:
            break
    return line
