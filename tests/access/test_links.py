# SPDX-License-Identifier: EUPL-1.2
"""One-time links."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.access import links
from sluis.access.model import Link, LinkId, PersonId, Reason
from sluis.kit.randomness import SeededRandomness, SystemRandomness

NOON = datetime(2025, 7, 16, 12, tzinfo=UTC)
LINK = Link(LinkId("a"), b"d", PersonId("ciso:a"), NOON, NOON + timedelta(hours=1))


def test_a_code_carries_256_random_bits() -> None:
    """Codes are 43 characters of base64url, and differ."""
    codes = {links.fresh(SystemRandomness()) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 43 and "=" not in code for code in codes)


def test_the_digest_is_of_the_bytes() -> None:
    """What is stored is the SHA-256 of the random bytes."""
    randomness = SeededRandomness(1)
    raw = SeededRandomness(1).token(32)
    assert links.digest_of(links.fresh(randomness)) == hashlib.sha256(raw).digest()


def test_a_whole_address_is_as_good_as_its_code() -> None:
    """Who pastes the link with spaces around it gets in as well."""
    code = links.fresh(SeededRandomness(2))
    address = links.address("http://localhost:8120", code)
    assert address == f"http://localhost:8120/sign-in#{code}"
    assert links.digest_of(f"  {address}\n") == links.digest_of(code) != None  # noqa: E711 - three in one


@given(st.text(max_size=80))
def test_anything_else_is_no_code(text: str) -> None:
    """Whatever is typed gives a digest or None, never an error."""
    found = links.digest_of(text)
    assert found is None or len(found) == 32


@pytest.mark.parametrize("wrong", ["", "#", "abc", "A" * 42, "A" * 44, "é" * 43, "A" * 43 + "!"])
def test_what_looks_like_a_code_but_is_none(wrong: str) -> None:
    """Too short, too long or from another alphabet is no code."""
    assert links.digest_of(wrong) is None


def test_the_public_name_tells_nothing_of_the_digest() -> None:
    """The name in the record is another hash, and shorter."""
    digest = hashlib.sha256(b"x").digest()
    name = links.id_of(digest)
    assert len(name) == 16
    assert name not in digest.hex()


@pytest.mark.parametrize(
    ("link", "at", "reason"),
    [
        (None, NOON, Reason.UNKNOWN_LINK),
        (LINK, NOON, None),
        (LINK, NOON + timedelta(minutes=59, seconds=59), None),
        (LINK, NOON + timedelta(hours=1), Reason.LINK_EXPIRED),
        (LINK, NOON - timedelta(seconds=1), Reason.LINK_EXPIRED),
    ],
)
def test_when_a_link_is_refused(link: Link | None, at: datetime, reason: Reason | None) -> None:
    """A link works from when it was issued until it expires, and not on a clock set back."""
    assert links.refusal(link, at) is reason
