# SPDX-License-Identifier: EUPL-1.2
"""The reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.web.language import COOKIE, place, wanted

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "nl"),
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("en-GB,en;q=0.9", "en"),
        ("de,fr;q=0.9", "nl"),
        ("de, en;q=0.3", "en"),
        ("nl;q=0.2, en;q=0.7", "en"),
        ("en;q=0", "nl"),
        ("EN-us", "en"),
        ("en;q=nonsense", "nl"),
        ("*", "nl"),
    ],
)
def test_what_a_browser_asks_for(header: str, expected: str) -> None:
    """The best of our languages by weight; the home's when none is asked for."""
    assert wanted(header, "nl") == expected


@given(st.text(max_size=300))
def test_any_header_gives_a_language(header: str) -> None:
    """No header is too strange."""
    assert wanted(header, "nl") in {"en", "nl"}


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ("/beeld", "/beeld"),
        ("/verslag?size=12&kind=fact.noted", "/verslag?size=12&kind=fact.noted"),
        ("/sluis/price?target=case_systems", "/sluis/price?target=case_systems"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/%09/evil.example", "/"),
        ("https:evil.example", "/"),
        ("https://evil.example", "/"),
        ("/beeld\r\nset-cookie: x=1", "/"),
        ("/beeld\n", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_nobody_is_sent_elsewhere(back: str, expected: str) -> None:
    """Only pages of ours are a place to go back to (R-41)."""
    assert place(back) == expected


def test_a_choice_is_kept(anyone: TestClient) -> None:
    """The switch changes the language of pages from then on, over what the browser asks for."""
    assert 'lang="en"' in anyone.get("/sign-in").text
    answer = anyone.post("/language", data={"lang": "nl", "back": "/sign-in"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    page = anyone.get("/sign-in")
    assert '<html lang="nl">' in page.text
    assert page.headers["content-language"] == "nl"


def test_another_language_is_not_kept(anyone: TestClient) -> None:
    """A language that we do not speak changes nothing."""
    answer = anyone.post("/language", data={"lang": "xx", "back": "//evil.example"})
    assert answer.headers["location"] == "/"
    assert COOKIE not in anyone.cookies
