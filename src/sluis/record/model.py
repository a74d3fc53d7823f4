# SPDX-License-Identifier: EUPL-1.2
"""The words of the record: what is appended, what comes back, and what a decision rests on.

An entry has two times: `happened_at`, when it was so, and `recorded_at`, when we knew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Seq = NewType("Seq", int)
"""Number of an entry, from 0, as in a transparency log."""
Size = NewType("Size", int)
"""Number of entries known: "as of N" is what entries 0 … N-1 say."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""A value that JSON can hold (RFC 8259)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: its name, the version of its shape, and the names of its fields.

    A shape never changes: a field more or less is a new version. Names that begin with `@` are
    the record's own.
    """

    name: str
    version: int
    fields: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, and from where.

    `id` is a role and a person (`ciso:j.devries`) or a program (`replay`); `origin` the way in
    (`cli`, `web 127.0.0.1`).
    """

    id: str
    origin: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be recorded.

    `tags` name what it is about (`system:files`, `decision:7`). `key` makes a retry safe: a second
    append with the same key returns the number of the first.
    """

    kind: Kind
    happened_at: datetime
    actor: Actor
    fields: Mapping[str, Json]
    tags: tuple[str, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record.

    `kind` and `version` may be ones that this release does not know: the fields are then shown as
    they were written. `clock_held` says that the writer's clock stood behind the entry before, so
    that `recorded_at` repeats that entry's time.
    """

    seq: Seq
    kind: str
    version: int
    recorded_at: datetime
    node: str
    happened_at: datetime
    actor: Actor
    fields: dict[str, Json]
    tags: tuple[str, ...] = ()
    key: str | None = None
    clock_held: bool = False


@dataclass(frozen=True, slots=True)
class Expect:
    """What a decision rests on: nothing tagged with one of `tags` came at or after `known`."""

    tags: tuple[str, ...]
    known: Size


@dataclass(frozen=True, slots=True)
class Receipt:
    """Numbers of the entries that are now durable, and the size of the record just after them."""

    seqs: tuple[Seq, ...]
    size: Size
