# SPDX-License-Identifier: EUPL-1.2
"""The public bytes of an entry, which are the leaf of the tree, and the fields that they bind.

Public bytes are canonical JSON (RFC 8785) with exactly these members: `commitments` (base64 of the
commitments strung together), `node`, `recorded_at`, `seq`, `type`, `v` (1, of this layout) and `version`
(of the type's shape); and `clock` = `held` when the writer's clock stood behind the entry before.
Everything else is private, behind commitments: the kind's fields, and the record's own, whose names
begin with `@`.
"""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from sluis.kit.errors import BadInput, Corrupt
from sluis.kit.texts import Text
from sluis.record.canonical import quoted
from sluis.record.commitment import DIGEST_BYTES, MULTIPLE
from sluis.record.model import Actor, Entry, Seq

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sluis.record.model import Draft, Json, Kind

LAYOUT: Final = 1
"""Version of the layout of public bytes."""
MAX_BYTES: Final = 65_535
"""Longest leaf that an entry bundle can hold (C2SP tlog-tiles, "Log entries": uint16 lengths)."""
HAPPENED_AT: Final = "@happened_at"
ACTOR: Final = "@actor"
ORIGIN: Final = "@origin"
TAGS: Final = "@tags"
KEY: Final = "@key"


def instant(value: datetime) -> str:
    """Return an instant in its one spelling: UTC, microseconds, `Z`."""
    if value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    return value.isoformat(timespec="microseconds")[:-6] + "Z"


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the public bytes of entries of one kind in one batch share: all but number and commitments."""

    start: bytes
    middle: bytes
    end: bytes

    @classmethod
    def of(cls, kind: str, version: int, node: str, recorded_at: datetime, *, held: bool) -> Spelling:
        """Return the spelling for a kind, a node and the time of a batch."""
        return cls(
            b'{"clock":"held","commitments":"' if held else b'{"commitments":"',
            f'","node":{quoted(node)},"recorded_at":"{instant(recorded_at)}","seq":'.encode(),
            f',"type":{quoted(kind)},"v":{LAYOUT},"version":{version}}}'.encode(),
        )

    def public(self, seq: int, commitments: bytes) -> bytes:
        """Return the public bytes of entry `seq`."""
        coded = b2a_base64(commitments, newline=False)
        return b"".join((self.start, coded, self.middle, b"%d" % seq, self.end))


@dataclass(frozen=True, slots=True)
class Header:
    """The public half of an entry. `commitments` strings together 32 bytes each, ascending."""

    seq: Seq
    kind: str
    version: int
    recorded_at: datetime
    node: str
    commitments: bytes
    clock_held: bool = False

    @classmethod
    def parse(cls, data: bytes) -> Header:
        """Read public bytes; raises Corrupt unless they are in their one right spelling."""
        try:
            read = json.loads(data)
            found = cls(
                Seq(read["seq"]),
                read["type"],
                read["version"],
                datetime.fromisoformat(read["recorded_at"]),
                read["node"],
                a2b_base64(read["commitments"], strict_mode=True),
                "clock" in read,
            )
            right = found.spelling().public(found.seq, found.commitments)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise _unreadable() from error
        if right != data or len(found.commitments) % (DIGEST_BYTES * MULTIPLE):
            raise _unreadable()
        return found

    def spelling(self) -> Spelling:
        """Return how entries like this one are spelled."""
        return _spelling(self.kind, self.version, self.node, self.recorded_at, self.clock_held)


@lru_cache(maxsize=1024)
def _spelling(kind: str, version: int, node: str, recorded_at: datetime, held: bool) -> Spelling:  # noqa: FBT001 - a key
    return Spelling.of(kind, version, node, recorded_at, held=held)


def committed(draft: Draft) -> dict[str, Json]:
    """Return every field that the entry of `draft` commits to, the record's own first.

    Raises BadInput, naming the field, when the draft does not have the shape of its kind.
    """
    kind, fields = draft.kind, draft.fields
    if draft.happened_at.tzinfo is None:
        raise BadInput(Text("The time has no time zone."), field="happened_at")
    if tuple(fields) != kind.fields:
        _check_names(kind, fields)
    own: dict[str, Json] = {
        HAPPENED_AT: instant(draft.happened_at),
        ACTOR: draft.actor.id,
        ORIGIN: draft.actor.origin,
        TAGS: list(draft.tags),
    }
    if draft.key is not None:
        own[KEY] = draft.key
    own.update(fields)
    return own


def _check_names(kind: Kind, fields: Collection[str]) -> None:
    for name in kind.fields:
        if name not in fields:
            raise BadInput(Text("An entry of kind {kind} needs this field.", kind=kind.name), field=name)
    for name in fields:
        if name not in kind.fields and name not in kind.optional:
            raise BadInput(Text("An entry of kind {kind} has no such field.", kind=kind.name), field=name)


def read_entry(header: Header, fields: Iterable[tuple[str, Json]]) -> Entry:
    """Return the entry that public and private half make together; raises Corrupt when one is missing."""
    rest = dict(fields)
    try:
        return Entry(
            seq=header.seq,
            kind=header.kind,
            version=header.version,
            recorded_at=header.recorded_at,
            node=header.node,
            happened_at=datetime.fromisoformat(cast("str", rest.pop(HAPPENED_AT))),
            actor=Actor(cast("str", rest.pop(ACTOR)), cast("str", rest.pop(ORIGIN))),
            tags=tuple(cast("list[str]", rest.pop(TAGS))),
            key=cast("str | None", rest.pop(KEY, None)),
            fields=rest,
            clock_held=header.clock_held,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable() from error


def _unreadable() -> Corrupt:
    return Corrupt(Text("The public part of an entry cannot be read."))
