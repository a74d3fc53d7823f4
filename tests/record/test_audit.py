# SPDX-License-Identifier: EUPL-1.2
"""One entry against itself: each way in which its rows can disagree is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sluis.kit.randomness import SeededRandomness
from sluis.kit.texts import Text
from sluis.record.audit import Fault, Rows, check_private, check_public
from sluis.record.batch import prepare
from sluis.record.body import Vault
from sluis.record.entry import Header, Spelling, instant
from sluis.record.ledger import Line, Private, Public
from tests.record.examples import HAPPENED, state

VAULT = Vault(bytes(range(32)))
OTHER, ONE = prepare([state("mail", "open"), state("files", "closed", key="k")], VAULT, SeededRandomness(1))
LATER = HAPPENED + timedelta(hours=1)
PUBLIC = Spelling.of("test.state", 1, "node-1", LATER, held=False).public(7, ONE.commitments)
ROWS = Rows(
    Public(7, VAULT.blind("k"), PUBLIC),
    Private(ONE.ciphertext, ONE.wrapped),
    Line(b"test.state", instant(LATER).encode(), instant(HAPPENED).encode()),
)


def test_rows_that_agree_make_the_entry() -> None:
    """What is whole is read."""
    header = check_public(7, ROWS, HAPPENED)
    entry = check_private(7, ROWS, header, VAULT)
    assert (entry.fields, entry.tags, entry.key) == (ONE.fields, ("system:files",), "k")


@pytest.mark.parametrize(
    "rows",
    [
        replace(ROWS, public=ROWS.public._replace(public=b"")),
        replace(ROWS, public=ROWS.public._replace(public=PUBLIC.replace(b'"seq":7', b'"seq":8'))),
        replace(ROWS, line=None),
        replace(ROWS, line=ROWS.line and ROWS.line._replace(kind=b"test.stat")),
        replace(ROWS, line=ROWS.line and ROWS.line._replace(recorded_at=b"")),
    ],
)
def test_public_rows_that_disagree(rows: Rows) -> None:
    """Public bytes, number and index line must fit each other."""
    with pytest.raises(Fault) as caught:
        check_public(7, rows, None)
    assert caught.value.seq == 7


@pytest.mark.parametrize(("after", "held"), [(LATER + timedelta(seconds=1), False), (HAPPENED, True)])
def test_times_that_run_back(after: object, held: bool) -> None:  # noqa: FBT001 - a table
    """No entry is older than the one before, and a held one repeats its time exactly."""
    public = Spelling.of("test.state", 1, "node-1", LATER, held=held).public(7, ONE.commitments)
    rows = replace(ROWS, public=ROWS.public._replace(public=public))
    with pytest.raises(Fault, match="before the entry"):
        check_public(7, rows, after)  # type: ignore[arg-type] # pyrefly: ignore[bad-argument-type]
    assert check_public(7, rows, LATER).clock_held is held


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (replace(ROWS, private=None), "missing"),
        (replace(ROWS, private=Private(b"", b"")), "does not open"),
        (replace(ROWS, private=Private(OTHER.ciphertext, OTHER.wrapped)), "not the one committed to"),
        (replace(ROWS, public=ROWS.public._replace(idempotency_key=None)), "idempotency key"),
        (replace(ROWS, public=ROWS.public._replace(idempotency_key=b"x" * 32)), "idempotency key"),
        (replace(ROWS, line=None), "index"),
        (replace(ROWS, line=ROWS.line and ROWS.line._replace(happened_at=b"2025")), "index"),
    ],
)
def test_private_rows_that_disagree(rows: Rows, why: str) -> None:
    """The private half must open, fit its commitments, and fit key and index."""
    with pytest.raises(Fault, match=why) as caught:
        check_private(7, rows, Header.parse(PUBLIC), VAULT)
    assert caught.value.seq == 7


def test_more_commitments_than_fields_can_have() -> None:
    """Nobody hides further commitments among the decoys."""
    header = Header.parse(PUBLIC)
    padded = replace(header, commitments=header.commitments + bytes(256))
    with pytest.raises(Fault, match="number of its commitments"):
        check_private(7, ROWS, padded, VAULT)


def test_a_body_with_two_spellings_is_found() -> None:
    """A private half that opens but is not canonical is not what was written."""
    header = Header.parse(PUBLIC)
    packed = VAULT.unseal(ONE.ciphertext, ONE.wrapped).replace(b'","', b'" ,"', 1)
    sealed = VAULT.seal(packed, bytes(32), bytes(12))
    with pytest.raises(Fault, match="spelling"):
        check_private(7, replace(ROWS, private=Private(*sealed)), header, VAULT)


def test_a_fault_says_where_and_why() -> None:
    """A finding carries the entry and the reason apart."""
    fault = Fault(None, Text("It is gone."))
    assert (fault.seq, str(fault)) == (None, "It is gone.")
