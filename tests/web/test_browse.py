# SPDX-License-Identifier: EUPL-1.2
"""The timeline as somebody browses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.errors import BadInput
from sluis.report.reader import reader_of
from sluis.web import browse
from sluis.web.browse import ALL, Filter, asked, instant, lines
from tests.web.small import ESTATE, START

if TYPE_CHECKING:
    from sluis.house import House

ZONE = "Europe/Amsterdam"
READER = reader_of(ESTATE, "en")


def seqs(house: House, wanted: Filter) -> list[int]:
    """Return the numbers of the lines that are shown."""
    with house.record.known() as known:
        return [line.seq for line in lines(known, wanted, READER)[0]]


def test_the_newest_knowledge_comes_first(house: House) -> None:
    """By default in order of recording; sign-ins are left out and can be asked for."""
    assert seqs(house, Filter()) == [6, 5, 4, 3, 2, 1, 0]
    assert seqs(house, Filter(kind="fact.noted")) == [5]
    assert seqs(house, Filter(kind="access.signed_in")) == []
    assert seqs(house, Filter(kind=ALL)) == [6, 5, 4, 3, 2, 1, 0]


def test_the_other_clock(house: House) -> None:
    """In order of when it happened, the warning of three days before stands last."""
    assert seqs(house, Filter(order="happened"))[-1] == 5
    assert seqs(house, Filter(order="happened", kind="system.state")) == [4, 3, 2]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(text="WARNING came"), [5]),
        (Filter(text="came warning"), [5]),
        (Filter(text="nothing of the kind"), []),
        (Filter(about="system:files"), [3]),
        (Filter(about="system:files", order="happened"), [3]),
        (Filter(late=True), [5]),
    ],
)
def test_finding(wanted: Filter, expected: list[int], house: House) -> None:
    """By words in any order, by system, and only what was recorded late."""
    assert seqs(house, wanted) == expected


def test_pages(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has so many lines, and says whether there are more."""
    monkeypatch.setattr(browse, "PAGE", 4)
    with house.record.known() as known:
        first, more = lines(known, Filter(), READER)
        second, no_more = lines(known, Filter(page=2), READER)
        third, nothing = lines(known, Filter(page=3), READER)
    assert [len(first), len(second), len(third)] == [4, 3, 0]
    assert (more, no_more, nothing) == (True, False, False)


def test_what_is_asked_is_read(house: House) -> None:
    """Every part of the address is read; the instant is on the clock of the organisation."""
    del house
    found = asked(
        {
            "size": "5",
            "at": "2025-07-16T10:00",
            "kind": "k",
            "about": "a",
            "text": " t ",
            "late": "1",
            "page": "3",
        },
        ZONE,
    )
    assert found == Filter(5, found.at, "k", "a", "t", late=True, page=3)
    assert found.at == datetime(2025, 7, 16, 8, 0, tzinfo=UTC)
    assert found.local(ZONE) == "2025-07-16T10:00"
    assert found.then
    assert not Filter().then


@pytest.mark.parametrize(
    "values", [{"size": "x"}, {"size": "-1"}, {"at": "yesterday"}, {"order": "random"}, {"size": "9" * 40}]
)
def test_what_cannot_be_is_refused(values: dict[str, str]) -> None:
    """Numbers and instants that are none name their field."""
    with pytest.raises(BadInput) as caught:
        asked(values, ZONE)
    assert caught.value.field in values


filters = st.builds(
    Filter,
    size=st.none() | st.integers(0, 10**6),
    at=st.none(),
    kind=st.sampled_from(["", "fact.noted", ALL]),
    about=st.sampled_from(["", "system:a&b=c"]),
    text=st.text(max_size=30).map(str.strip),
    late=st.booleans(),
    order=st.sampled_from(["recorded", "happened"]),
    page=st.integers(1, 99),
)


@given(filters)
def test_an_address_says_what_was_asked(wanted: Filter) -> None:
    """The address of a page, read again, gives the same filter."""
    address = urlsplit(wanted.query())
    assert address.path == "/verslag"
    assert asked(dict(parse_qsl(address.query)), ZONE) == wanted


def test_an_address_with_a_change() -> None:
    """Only what is changed differs."""
    wanted = Filter(size=5, text="x")
    assert wanted.query("/verslag/risks", size=None) == replace(wanted, size=None).query("/verslag/risks")
    assert Filter().query() == "/verslag"


def test_an_instant_with_its_own_zone() -> None:
    """A zone in the text counts; nothing at all is no instant."""
    assert instant("2025-07-16T08:00:00Z", ZONE) == START
    assert instant("  ", ZONE) is None
