# SPDX-License-Identifier: EUPL-1.2
"""One transaction's worth of entries: which requests are let in, and what each becomes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from sluis.kit.errors import BadInput, Conflict, SluisError
from sluis.kit.texts import Text
from sluis.record import store
from sluis.record.body import KEY_BYTES, NONCE_BYTES, pack
from sluis.record.canonical import as_read, spell_fields
from sluis.record.commitment import SEED_BYTES, commit
from sluis.record.entry import Spelling, committed, instant
from sluis.record.index import newest_tagged
from sluis.record.kinds import CLOCK_JUMPED
from sluis.record.model import Actor, Draft, Entry, Receipt, Seq, Size
from sluis.record.store import EntryRow, StoredEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sluis.kit.randomness import Randomness
    from sluis.record.body import Vault
    from sluis.record.model import Expect, Json
    from sluis.record.moments import Moment
    from sluis.record.reading import Reader
    from sluis.record.store import Head, Raw
    from sluis.record.tree import Frontier

MAX_FIELDS = 1400
"""Fields of one entry: their commitments must fit a bundle, whose entries have 65,535 bytes at most."""


@dataclass(frozen=True, slots=True)
class State:
    """Where the record stands: its head row, the tree, and when the last entry was recorded."""

    head: Head
    frontier: Frontier
    recorded_at: datetime | None


class Prepared(NamedTuple):
    """A draft whose private half is sealed; only its number and its time are still to come."""

    draft: Draft
    fields: dict[str, Json]
    commitments: bytes
    ciphertext: bytes
    wrapped: bytes
    blinded: bytes | None


@dataclass(slots=True)
class Request:
    """One caller's append on its way through the writer, and what became of it."""

    prepared: Sequence[Prepared]
    expect: Expect | None = None
    effect: Callable[[Connection], None] | None = None
    refresh: bool = False
    """Read the head and the projections' lines anew before writing."""
    receipt: Receipt | None = None
    error: Exception | None = None
    is_new: bool = False
    """False for a retry, whose entries were there already."""
    leads: bool = False
    after: Request | None = None
    """Whom this caller wakes."""
    gate: threading.Lock = field(default_factory=threading.Lock)
    """Held until the request is decided, or it is this caller's turn to lead."""

    def __post_init__(self) -> None:
        """Close the gate."""
        self.gate.acquire()

    def reset(self) -> None:
        """Forget what became of it, to try again."""
        self.receipt, self.error, self.is_new = None, None, False

    def fail(self, error: Exception) -> None:
        """Give the caller `error`, unless it has one of its own."""
        self.receipt = None
        if self.error is None:
            self.error = error


def prepare(drafts: Sequence[Draft], vault: Vault, randomness: Randomness) -> list[Prepared]:
    """Check, spell, commit to and seal `drafts`; raises BadInput naming the field that is wrong."""
    size = SEED_BYTES + KEY_BYTES + NONCE_BYTES
    token = randomness.token(size * len(drafts))
    found = list[Prepared]()
    keys = set[str]()
    for at, draft in zip(range(0, len(token), size), drafts, strict=True):
        if draft.key is not None:
            if draft.key in keys:
                raise BadInput(
                    Text("Two entries of one append have the key {key}.", key=draft.key), field="key"
                )
            keys.add(draft.key)
        fields = committed(draft)
        if len(fields) > MAX_FIELDS:
            raise BadInput(Text("An entry has at most {most} fields.", most=MAX_FIELDS))
        spelled = spell_fields(fields)
        salts, commitments = commit(spelled, token[at : at + SEED_BYTES])
        secret = token[at + SEED_BYTES : at + size]
        ciphertext, wrapped = vault.seal(pack(salts, spelled), secret[:KEY_BYTES], secret[KEY_BYTES:])
        read = as_read(draft.fields, spelled[len(spelled) - len(draft.fields) :])
        blinded = None if draft.key is None else vault.blind(draft.key)
        found.append(Prepared(draft, read, commitments, ciphertext, wrapped, blinded))
    return found


class Batch:
    """Numbers the entries of one transaction, in the order in which their requests came."""

    def __init__(
        self, raw: Raw, state: State, moment: Moment, node: str, reader: Reader, randomness: Randomness
    ) -> None:
        self.state = state
        self.moment = moment
        self.rows = list[EntryRow]()
        self.entries = list[Entry]()
        self._raw = raw
        self._node = node
        self._reader = reader
        self._randomness = randomness
        self._spellings = dict[tuple[str, int], Spelling]()
        self._numbers = dict[bytes, int]()
        self._keyed = False
        self._tagged = dict[str, int]()

    def take(self, requests: Sequence[Request]) -> None:
        """Give the entries of `requests` their numbers; a request that cannot be let in gets its error."""
        keys = [item.blinded for request in requests for item in request.prepared if item.blinded is not None]
        self._keyed = bool(keys)
        self._numbers = store.numbers_of(self._raw, keys)
        if self.moment.jump is not None:
            self._record_jump()
        for request in requests:
            try:
                self._take(request)
            except SluisError as error:
                request.error = error

    def _take(self, request: Request) -> None:
        if self._keyed:
            request.receipt = self._earlier(request.prepared)
            if request.receipt is not None:
                return
        if request.expect is not None and request.expect.tags:
            self._check(request.expect)
        first = self.state.head.size + len(self.rows)
        for item in request.prepared:
            self._number(item)
        request.is_new = True
        request.receipt = _receipt(first, len(request.prepared))

    def _earlier(self, prepared: Sequence[Prepared]) -> Receipt | None:
        """Return the receipt of the append that these are a retry of; raises Conflict when it was another."""
        keyed = [(place, item.blinded) for place, item in enumerate(prepared) if item.blinded is not None]
        places = {self._numbers[key] - place for place, key in keyed if key in self._numbers}
        if not places:
            return None
        first = places.pop()
        whole = not places and all(key in self._numbers for _, key in keyed)
        if not whole or not all(self._same(first + place, item) for place, item in enumerate(prepared)):
            raise Conflict(
                Text("Entry {seq} has the same key and says something else.", seq=first),
                Text("Give a new act a new key."),
            )
        return _receipt(first, len(prepared))

    def _same(self, seq: int, item: Prepared) -> bool:
        """Say whether entry `seq` holds what `item` says."""
        if seq >= self.state.head.size + len(self.entries):
            return False
        if seq >= self.state.head.size:
            found = self.entries[seq - self.state.head.size]
        else:
            stored = store.read_back(self._raw, seq, seq + 1)
            found = self._reader.entry(StoredEntry(*stored[0]))
        draft = item.draft
        return (found.kind, found.version, found.tags, found.fields) == (
            draft.kind.name,
            draft.kind.version,
            draft.tags,
            item.fields,
        )

    def _check(self, expect: Expect) -> None:
        """Raise Conflict when something with one of the tags came at or after what was known."""
        newest = max(((self._tagged[tag], tag) for tag in expect.tags if tag in self._tagged), default=None)
        if newest is None:
            found = newest_tagged(self._raw, expect.tags, expect.known)
            if found is None:
                return
            newest = (found[1], found[0])
        raise Conflict(
            Text(
                "Entry {seq} on {tag} came after the {known} entries that this rests on.",
                seq=newest[0],
                tag=newest[1],
                known=expect.known,
            ),
            Text("Look again, then decide again."),
        )

    def _number(self, item: Prepared) -> None:
        """Give `item` the next number and the time of this batch."""
        draft, moment = item.draft, self.moment
        seq = self.state.head.size + len(self.rows)
        kind = (draft.kind.name, draft.kind.version)
        spelling = self._spellings.get(kind)
        if spelling is None:
            spelling = Spelling.of(*kind, self._node, moment.recorded_at, held=moment.held)
            self._spellings[kind] = spelling
        public = spelling.public(seq, item.commitments)
        self.rows.append(EntryRow(seq, item.blinded, public, item.ciphertext, item.wrapped))
        self.entries.append(
            self._reader.kinds.lift(
                Entry(
                    Seq(seq),
                    *kind,
                    moment.recorded_at,
                    self._node,
                    draft.happened_at,
                    draft.actor,
                    item.fields,
                    draft.tags,
                    draft.key,
                    moment.held,
                )
            )
        )
        if item.blinded is not None:
            self._numbers[item.blinded] = seq
        for tag in draft.tags:
            self._tagged[tag] = seq

    def _record_jump(self) -> None:
        """Put an entry first that says how the wall clock moved."""
        jump = self.moment.jump
        if jump is not None:
            fields: dict[str, Json] = {
                "jumped_s": jump.jumped_s,
                "expected": instant(jump.expected),
                "found": instant(jump.found),
            }
            draft = Draft(CLOCK_JUMPED, jump.found, Actor("record", self._node), fields)
            for item in prepare([draft], self._reader.vault, self._randomness):
                self._number(item)


def _receipt(first: int, count: int) -> Receipt:
    return Receipt(cast("tuple[Seq, ...]", tuple(range(first, first + count))), Size(first + count))
