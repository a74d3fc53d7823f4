# SPDX-License-Identifier: EUPL-1.2
"""Reads an estate from one YAML file or a folder of them, and names every fault at once.

Each file is checked against the schema (`shape`), then all together for what a schema cannot say
(`references`). Nothing is changed by reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - dataclass field
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sluis.estate import references, yamlfile
from sluis.estate.document import from_document
from sluis.estate.references import Part
from sluis.estate.shape import Departure, departures
from sluis.kit.errors import BadInput, Faults
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sluis.estate.model import Estate
    from sluis.estate.yamlfile import Row

_NEEDED: Final = ("organisation", "zone", "systems")
_ONCE: Final = ("organisation", "zone", "data_order")
"""What stands in one of the files and not in two; lists of things are joined."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One file and its values."""

    file: str
    row: Row

    def place(self, path: tuple[str | int, ...]) -> str:
        """Return `file:line` of a path."""
        return f"{self.file}:{yamlfile.line_of(self.row, path)}"

    def fault(self, departure: Departure) -> BadInput:
        """Return a fault with file, line and field."""
        return BadInput(
            departure.what,
            departure.todo,
            file=self.file,
            line=yamlfile.line_of(self.row, departure.path),
            field=_spelled(departure.path),
        )


def read(path: Path) -> Estate:
    """Read the estate in `path`: a file, or every `*.yaml` and `*.yml` of a folder as one.

    Raises `BadInput` that names file, line and field; `Faults` with all of them when there are more.
    """
    faults: list[BadInput] = []
    sources: list[_Source] = []
    for file in _files(path):
        try:
            sources.append(_Source(str(file), yamlfile.read(file)))
        except BadInput as fault:
            faults.append(fault)
    if not faults:
        faults += _faults(sources)
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults)
    return from_document(_merged(sources))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
        if not found:
            raise BadInput(Text("There is no *.yaml file in this folder."), file=str(path))
        return found
    if not path.is_file():
        raise BadInput(Text("There is no such file."), file=str(path))
    return [path]


def _faults(sources: Sequence[_Source]) -> Iterator[BadInput]:
    for source in sources:
        yield from (source.fault(found) for found in departures(source.row, whole=False))
    yield from _across(sources)
    parts = {id(source.row): source for source in sources}
    for part, found in references.faults([Part(source.row, source.place) for source in sources]):
        yield parts[id(part.document)].fault(found)


def _across(sources: Sequence[_Source]) -> Iterator[BadInput]:
    """Yield what is wrong with the files together: a name in none of them or in two, a wrong zone."""
    for name in _NEEDED:
        if not any(name in source.row for source in sources):
            yield BadInput(
                Text("The field {name} is missing.", name=name), file=sources[0].file, line=1, field=name
            )
    for name in _ONCE:
        holders = [source for source in sources if name in source.row]
        for other in holders[1:]:
            place = holders[0].place((name,))
            what = Text("{name} is there already: {place}.", name=name, place=place)
            yield other.fault(Departure((name,), what))
    for source in sources:
        zone = source.row.get("zone")
        if isinstance(zone, str) and not _is_zone(zone):
            yield source.fault(Departure(("zone",), Text("There is no time zone called {zone}.", zone=zone)))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _merged(sources: Sequence[_Source]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for source in sources:
        for name, value in source.row.items():
            merged[name] = [*merged[name], *value] if name in merged else value
    return merged


def _spelled(path: tuple[str | int, ...]) -> str | None:
    """Return a path as people write it: `systems[3].owner`."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return spelled.removeprefix(".") or None
