# SPDX-License-Identifier: EUPL-1.2
"""What was known then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

PAGES = ("/verslag", "/verslag/decisions", "/verslag/risks", "/verslag/questions")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_as_of_an_entry(path: str, ciso: TestClient) -> None:
    """The page says that it shows an earlier time, and its links stay there."""
    page = ciso.get(f"{path}?size=5").text
    assert "You see what was known at entry 5." in page
    assert "/verslag/risks?size=5" in page
    assert "Back to what is known now" in page


def test_later_knowledge_is_not_on_it(ciso: TestClient) -> None:
    """The fact has number 5 and the risk 6: as of 6 entries one is known, as of 5 neither."""
    assert "A warning came in" not in ciso.get("/verslag?size=5").text
    assert "A warning came in" in ciso.get("/verslag?size=6").text
    assert "Too few desks" not in ciso.get("/verslag/risks?size=6").text
    assert "Too few desks" in ciso.get("/verslag/risks?size=7").text


def test_a_page_as_of_an_instant(ciso: TestClient) -> None:
    """An instant before the house began shows nothing at all; a minute later everything of then."""
    before = ciso.get("/verslag", params={"at": "2025-07-16T09:59"}).text
    assert "You see what was known at entry 0." in before
    assert "A warning came in" not in before
    assert "A warning came in" in ciso.get("/verslag", params={"at": "2025-07-16T10:01"}).text


def test_an_entry_that_is_not_there(ciso: TestClient) -> None:
    """A size beyond the record is a clear answer, on a page."""
    answer = ciso.get("/verslag?size=999999")
    assert answer.status_code == 400
    assert "999999" in answer.text
