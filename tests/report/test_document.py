# SPDX-License-Identifier: EUPL-1.2
"""The report as data."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from sluis.report.document import SCHEMA, answered, document, instant
from tests.report.samples import report


@pytest.fixture
def made() -> dict[str, Any]:
    """Return the sample report as JSON would give it back."""
    return json.loads(json.dumps(document(report())))


def test_the_document_says_what_it_is(made: dict[str, Any]) -> None:
    """Schema, size, moment and head come first."""
    assert made["schema"] == SCHEMA == "sluis.report/1"
    assert made["known_entries"] == 8
    assert made["as_of"] == "2025-07-27T20:00:00Z"
    assert made["head"] == {
        "origin": "test.example/record",
        "entries": 8,
        "root": "cm9vdA==",
        "vkey": "test.example/record+01+key",
    }


def test_every_part_is_there(made: dict[str, Any]) -> None:
    """Nothing that the pages show is missing from the data."""
    assert {
        "systems",
        "timeline",
        "decisions",
        "risks",
        "forecasts",
        "questions",
        "completeness",
    } <= set(made)


def test_lines_have_both_clocks(made: dict[str, Any]) -> None:
    """Moments in UTC, how exact they are, and who could know from when."""
    told = made["timeline"][0]
    assert (told["happened_at"], told["recorded_at"]) == ("2025-07-17T20:00:00Z", "2025-07-17T21:00:00Z")
    assert told["precision"] == "day"
    assert told["known_from"] == [
        {"who": "Board", "since": "2025-07-17T20:00:00Z"},
        {"who": "readers of the record", "since": "2025-07-17T21:00:00Z"},
    ]
    assert [line["late"] for line in made["timeline"]] == [False, True, False, False]


def test_a_decision_has_its_alternatives(made: dict[str, Any]) -> None:
    """Each with its price in words and whether it was chosen."""
    sheet = made["decisions"][0]
    assert sheet["alternatives"][0] == {
        "name": "Close everything",
        "price": ["120 cases a day"],
        "chosen": True,
    }
    assert (sheet["check_on"], sheet["picture_entries"]) == ("2025-07-24", 4)


def test_silence_is_in_hours(made: dict[str, Any]) -> None:
    """The unit stands in the name."""
    assert [(risk["silent"], risk["silence_hours"]) for risk in made["risks"]] == [
        (True, 50.0),
        (False, 50.0),
    ]


def test_questions_are_answered_or_not_recorded(made: dict[str, Any]) -> None:
    """An answer with its entries, or `not_recorded` with the reason."""
    first, second = made["questions"]
    assert (first["answer"], first["entries"]) == ("It closed.", [4, 5, 6])
    assert "not_recorded" not in first
    assert second["not_recorded"] is True
    assert (second["why"], second["entries"]) == ("No entry says.", [6])
    assert "answer" not in second


def test_forecasts_keep_their_quantiles(made: dict[str, Any]) -> None:
    """A row for each date and a column for each level, and the odds with what lies beyond."""
    seen = made["forecasts"][0]
    assert len(seen["values"]) == len(seen["dates"]) == 20
    assert len(seen["values"][0]) == len(seen["levels"]) == 7
    assert seen["caught_up"]["not_within_horizon"] == 0.1


def test_what_is_missing_is_null() -> None:
    """A report without head, moment or forecast says null."""
    made = document(report(head=None, recorded_at=None, forecasts=(), questions=()))
    assert made["head"] is None
    assert made["as_of"] is None
    assert made["forecasts"] == []


def test_words_are_in_the_language_of_the_report() -> None:
    """The document says which language its texts are in."""
    assert document(report("nl"))["lang"] == "nl"
    assert answered(report().questions[0], "en")["topic"] == "steps"


def test_instants_are_in_utc() -> None:
    """Whatever the zone was, the document says UTC."""
    amsterdam = timezone(timedelta(hours=2))
    assert instant(datetime(2025, 7, 17, 22, tzinfo=amsterdam)) == "2025-07-17T20:00:00Z"
    assert instant(datetime(2025, 7, 17, tzinfo=UTC)) == "2025-07-17T00:00:00Z"
    assert instant(None) is None
