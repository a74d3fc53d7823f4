# SPDX-License-Identifier: EUPL-1.2
"""Public bytes have one spelling; drafts have the shape of their kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import rfc8785

from sluis.kit.errors import BadInput, Corrupt
from sluis.record.entry import Header, committed, instant, read_entry
from sluis.record.model import Seq
from tests.record.examples import HAPPENED, note, state

HEADER = Header(Seq(41), "test.state", 1, HAPPENED, "node-1", bytes(range(256)))
PUBLIC = HEADER.spelling().public(41, HEADER.commitments)


def test_public_bytes_are_canonical_json() -> None:
    """The members are those of the format, spelled as RFC 8785 says."""
    read = Header.parse(PUBLIC)
    assert read == HEADER
    assert (
        rfc8785.dumps(
            {
                "v": 1,
                "type": "test.state",
                "version": 1,
                "seq": 41,
                "node": "node-1",
                "recorded_at": "2025-07-16T09:30:00.000000Z",
                "commitments": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fr7/P3+/w==",  # noqa: E501 - one value
            }
        )
        == PUBLIC
    )


def test_a_held_clock_is_marked() -> None:
    """An entry whose time repeats the last one's says so in public."""
    held = replace(HEADER, clock_held=True)
    public = held.spelling().public(41, held.commitments)
    assert public.startswith(b'{"clock":"held",')
    assert Header.parse(public) == held


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"[]",
        b"7",
        b"{}",
        b"\xff" + PUBLIC,
        PUBLIC + b" ",
        PUBLIC.replace(b'"seq":41', b'"seq":041'),
        PUBLIC.replace(b'"seq":41', b'"seq":"41"'),
        PUBLIC.replace(b'"v":1', b'"v":2'),
        PUBLIC.replace(b".000000Z", b"Z"),
        PUBLIC.replace(b"2025-07-16", b"2025-13-16"),
        PUBLIC.replace(b"AAEC", b"AA-C"),
        PUBLIC.replace(b"AAECAwQF", b""),
        PUBLIC.replace(b'"node"', b'"nod"'),
        PUBLIC.replace(b'{"commitments"', b'{"also":1,"commitments"'),
    ],
)
def test_other_spellings_are_corrupt(spoiled: bytes) -> None:
    """No second spelling of an entry passes, so no two leaves say the same."""
    with pytest.raises(Corrupt):
        Header.parse(spoiled)


def test_instants_are_spelled_in_utc_with_microseconds() -> None:
    """One instant, one spelling, wherever it was noted."""
    amsterdam = datetime(2025, 7, 16, 11, 30, 0, 5, tzinfo=timezone(timedelta(hours=2)))
    assert instant(amsterdam) == "2025-07-16T09:30:00.000005Z"


def test_a_draft_commits_to_the_record_s_own_fields_first() -> None:
    """Actor, origin, time, tags and key are private too, behind commitments."""
    found = committed(state("files", "closed", key="retry-1", why="warned"))
    assert found == {
        "@happened_at": "2025-07-16T09:30:00.000000Z",
        "@actor": "ciso:j.devries",
        "@origin": "cli",
        "@tags": ["system:files"],
        "@key": "retry-1",
        "system": "files",
        "state": "closed",
        "why": "warned",
    }
    assert "@key" not in committed(note("x"))


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"system": "a"}, "state"),
        ({"system": "a", "state": "b", "other": 1}, "other"),
        ({"system": "a", "why": 1}, "state"),
    ],
)
def test_fields_must_be_those_of_the_kind(fields: dict[str, str], named: str) -> None:
    """A missing or unknown field is bad input that names it."""
    with pytest.raises(BadInput) as caught:
        committed(replace(state("a", "b"), fields=fields))
    assert caught.value.field == named


def test_a_time_without_a_zone_is_bad_input() -> None:
    """Nobody has to guess where a clock stood."""
    with pytest.raises(BadInput, match="zone"):
        committed(replace(note("x"), happened_at=HAPPENED.replace(tzinfo=None)))


def test_both_halves_make_the_entry() -> None:
    """Reading puts header and fields together."""
    draft = state("files", "closed", key="k")
    found = read_entry(HEADER, committed(draft).items())
    assert (found.seq, found.kind, found.actor, found.tags, found.key) == (
        41,
        "test.state",
        draft.actor,
        draft.tags,
        "k",
    )
    assert found.fields == draft.fields
    assert found.happened_at == draft.happened_at


@pytest.mark.parametrize("missing", ["@happened_at", "@actor", "@origin", "@tags"])
def test_an_entry_without_its_own_fields_is_corrupt(missing: str) -> None:
    """A private half that lacks one of the record's own fields cannot be read."""
    fields = committed(note("x"))
    del fields[missing]
    with pytest.raises(Corrupt):
        read_entry(HEADER, fields.items())
