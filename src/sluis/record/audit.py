# SPDX-License-Identifier: EUPL-1.2
"""Hold one entry against itself: public bytes, private half, commitments, and its lines in the index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.kit.errors import BadInput, Corrupt
from sluis.kit.texts import Text
from sluis.record.body import pack, unpack
from sluis.record.canonical import spell_fields
from sluis.record.commitment import DIGEST_BYTES, MULTIPLE, first_unbound
from sluis.record.entry import Header, instant, read_entry

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.body import Vault
    from sluis.record.ledger import Line, Private, Public
    from sluis.record.model import Entry


class Fault(Exception):
    """Something is wrong with entry `seq`, or with none in particular."""

    def __init__(self, seq: int | None, why: Text) -> None:
        super().__init__(str(why))
        self.seq = seq
        self.why = why


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row about one entry, but its place in the tree; None where a row is missing."""

    public: Public
    private: Private | None
    line: Line | None


def check_public(seq: int, rows: Rows, after: datetime | None) -> Header:
    """Check the public half of entry `seq`, which follows one recorded at `after`.

    Raises Fault.
    """
    try:
        header = Header.parse(rows.public.public)
    except Corrupt as error:
        raise Fault(seq, error.what) from error
    if header.seq != seq:
        raise Fault(seq, Text("Its public bytes are those of entry {found}.", found=header.seq))
    if after is not None and (
        header.recorded_at < after or (header.clock_held and header.recorded_at != after)
    ):
        raise Fault(seq, Text("It says that it was recorded before the entry that it follows."))
    if rows.line is None or rows.line[:2] != (header.kind.encode(), instant(header.recorded_at).encode()):
        raise Fault(seq, Text("The index says something else about it."))
    return header


def check_private(seq: int, rows: Rows, header: Header, vault: Vault) -> Entry:
    """Open the private half of entry `seq` and hold it against what its public bytes bind; raises Fault."""
    if rows.private is None:
        raise Fault(seq, Text("Its private half is missing."))
    try:
        packed = vault.unseal(*rows.private)
        salts, fields = unpack(packed)
        spelled = spell_fields(dict(fields))
        entry = read_entry(header, fields)
    except (Corrupt, BadInput) as error:
        raise Fault(seq, error.what) from error
    if pack(salts, spelled) != packed:
        raise Fault(seq, Text("Its private half is not in its one right spelling."))
    if len(header.commitments) != DIGEST_BYTES * (len(spelled) + -len(spelled) % MULTIPLE):
        raise Fault(seq, Text("The number of its commitments is not that of its fields."))
    unbound = first_unbound(salts, spelled, header.commitments)
    if unbound is not None:
        raise Fault(seq, Text("Its field {name} is not the one committed to.", name=fields[unbound][0]))
    if rows.public.idempotency_key != (None if entry.key is None else vault.blind(entry.key)):
        raise Fault(seq, Text("Its idempotency key is not the one committed to."))
    if rows.line is None or rows.line.happened_at != instant(entry.happened_at).encode():
        raise Fault(seq, Text("The index says something else about it."))
    return entry
