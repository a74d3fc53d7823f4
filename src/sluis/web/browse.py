# SPDX-License-Identifier: EUPL-1.2
"""The timeline as somebody browses it: as of when, of which kind, about what, with which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text
from sluis.record.model import Size
from sluis.report import store
from sluis.report.timeline import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sluis.record.log import Known
    from sluis.record.model import Entry
    from sluis.report.model import TimelineLine
    from sluis.report.sayings import Reader

PAGE: Final = 40
"""Lines on one page."""
LONGEST: Final = 200
ALL: Final = "all"
"""The kind that means every kind, sign-ins too; without a kind those are left out."""
SIGN_INS: Final = "access."


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked for. `size` None and `at` None: what is known now."""

    size: int | None = None
    at: datetime | None = None
    kind: str = ""
    about: str = ""
    text: str = ""
    late: bool = False
    order: str = "recorded"
    """`recorded`: newest knowledge first; `happened`: newest event first."""
    page: int = 1

    @property
    def then(self) -> bool:
        """Tell whether this asks for what was known earlier."""
        return self.size is not None or self.at is not None

    @property
    def record_size(self) -> Size | None:
        """Return the size of the record that was asked for."""
        return None if self.size is None else Size(self.size)

    def local(self, zone: str) -> str:
        """Return the instant asked for as an input of type datetime-local holds it."""
        return self.at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") if self.at else ""

    def query(self, path: str = "/verslag", **changed: object) -> str:
        """Return the address of `path` with the same filter, some parts changed."""
        wanted = replace(self, **changed)  # type: ignore[arg-type] - names of our own fields
        parts = {
            "size": wanted.size,
            "at": wanted.at.replace(tzinfo=None).isoformat(timespec="minutes") if wanted.at else None,
            "kind": wanted.kind,
            "about": wanted.about,
            "text": wanted.text,
            "late": "1" if wanted.late else "",
            "order": wanted.order if wanted.order != "recorded" else "",
            "page": wanted.page if wanted.page > 1 else "",
        }
        said = urlencode({name: part for name, part in parts.items() if part not in {None, ""}})
        return f"{path}?{said}" if said else path


def asked(values: dict[str, str], zone: str) -> Filter:
    """Return the filter that a query string asks for. Raises `BadInput` naming the field."""
    order = values.get("order") or "recorded"
    if order not in {"recorded", "happened"}:
        raise BadInput(Text("The order is recorded or happened."), field="order")
    return Filter(
        size=_number(values, "size"),
        at=instant(values.get("at", ""), zone),
        kind=values.get("kind", "")[:LONGEST],
        about=values.get("about", "")[:LONGEST],
        text=values.get("text", "")[:LONGEST].strip(),
        late=values.get("late") == "1",
        order=order,
        page=max(_number(values, "page") or 1, 1),
    )


def lines(known: Known, wanted: Filter, reader: Reader) -> tuple[tuple[TimelineLine, ...], bool]:
    """Return the lines of one page and whether there are more, newest first."""
    found = (
        told
        for told in (line(entry, reader) for entry in _entries(known, wanted))
        if _fits(told, wanted, reader)
    )
    start = (wanted.page - 1) * PAGE
    shown = tuple(islice(found, start, start + PAGE + 1))
    return shown[:PAGE], len(shown) > PAGE


def _entries(known: Known, wanted: Filter) -> Iterator[Entry]:
    kinds = {wanted.kind} if wanted.kind not in {"", ALL} else None
    tags = {wanted.about} if wanted.about else None
    if wanted.order == "recorded":
        yield from known.entries(kinds=kinds, tags=tags, newest_first=True)
        return
    for seq in store.by_happened(known, newest_first=True):
        entry = known.entry(seq)
        if (kinds is None or entry.kind in kinds) and (tags is None or tags & set(entry.tags)):
            yield entry


def _fits(told: TimelineLine, wanted: Filter, reader: Reader) -> bool:
    if wanted.late and not told.late:
        return False
    if not wanted.kind and told.kind.startswith(SIGN_INS):
        return False
    if not wanted.text:
        return True
    said = f"{told.text.say(reader.lang)} {told.actor} {told.source or ''}".casefold()
    return all(word in said for word in wanted.text.casefold().split())


def _number(values: dict[str, str], name: str) -> Size | None:
    text = values.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 12):  # noqa: PLR2004 - no record is larger
        raise BadInput(Text("{text} is not a whole number.", text=text[:LONGEST]), field=name)
    return Size(int(text))


def instant(text: str, zone: str) -> datetime | None:
    """Return the instant that a reader typed on the clock of `zone`; None for nothing. Raises `BadInput`."""
    if not text.strip():
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(
            Text("{text} is not a date and time.", text=text[:LONGEST]),
            Text("Write it as 2025-07-17T22:45."),
            field="at",
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
