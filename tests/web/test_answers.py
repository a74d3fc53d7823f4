# SPDX-License-Identifier: EUPL-1.2
"""Decisions, risks and questions beside the timeline."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from sluis.drill.case import CASES, QUESTIONS
from sluis.switch import acts as switch
from tests.web.small import FILES, TOWN

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sluis.house import House


def test_a_decision_with_its_alternatives(ciso: TestClient, house: House) -> None:
    """What was chosen is marked, the others stand beside it, and the picture can be opened."""
    size = house.record.size()
    switch.close(house.record, [FILES], TOWN, reason="A warning", check_on=date(2025, 8, 1))
    page = ciso.get("/verslag/decisions").text
    assert "A warning" in page
    assert f'href="/verslag?size={size}"' in page
    assert page.count("✓ chosen") == 1
    assert "1 August 2025" in page


def test_without_decisions(ciso: TestClient) -> None:
    """An empty list says so."""
    assert "No decision is recorded." in ciso.get("/verslag/decisions").text


def test_a_risk_with_its_silence(ciso: TestClient) -> None:
    """Who flagged what to whom, and that nobody answered."""
    page = ciso.get("/verslag/risks").text
    assert "unit head → the board" in page
    assert "nobody answered" in page


def test_questions_of_the_home(ciso: TestClient, house: House) -> None:
    """With a file of questions each is answered or "not recorded"; without one there are none."""
    assert "There are no questions." in ciso.get("/verslag/questions").text
    shutil.copyfile(CASES / "om-2025" / QUESTIONS, house.settings.home / QUESTIONS)
    page = ciso.get("/verslag/questions").text
    assert page.count('<details class="question"') == 12
    assert "– not recorded" in page
