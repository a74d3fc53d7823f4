# SPDX-License-Identifier: EUPL-1.2
"""`sluis forecast`: odds from a file without any home, or the last forecast on record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Sluis

FIRST = date(2025, 1, 6)


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Return daily counts of two streams over 150 days, which add up."""
    rows = ["date,stream,arrivals,completions,backlog"]
    for stream, extra in (("one", 1), ("two", 2)):
        backlog = 100
        for number in range(150):
            came, done = 10 + number % 3, 11 + number % extra
            backlog = max(0, backlog + came - done)
            rows.append(f"{FIRST + timedelta(days=number)},{stream},{came},,{backlog}")
    file = tmp_path / "counts.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_the_document_has_what_the_contract_names(sluis: Sluis, counts: Path) -> None:
    """Dates, at least seven levels, a value for each, the odds of being caught up; and no home is made."""
    given = ("forecast", "--data", str(counts), "--as-of", "2025-06-01", "--horizon", "4w", "--json")
    found = sluis(*given).document
    assert found["schema"] == "sluis.forecast/1"
    assert [one["stream"] for one in found["streams"]] == ["one", "two"]
    stream = found["streams"][0]
    assert {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95} <= set(stream["levels"])
    assert len(stream["values"]) == len(stream["dates"]) == 28
    for row in stream["values"]:
        assert len(row) == len(stream["levels"])
        assert row == sorted(row)
    caught = stream["caught_up"]
    assert caught["definition"]
    assert {"date", "probability"} <= caught["by"][0].keys()
    assert 0 <= caught["not_within_horizon"] <= 1
    assert not sluis.home.exists()


def test_nothing_after_the_day_is_seen(sluis: Sluis, counts: Path) -> None:
    """Rows after the as-of day change nothing, whatever stands in them."""
    given = ("forecast", "--data", str(counts), "--as-of", "2025-05-01", "--horizon", "30d", "--json")
    before = sluis(*given).document
    lines = counts.read_text(encoding="utf-8").splitlines()
    changed = [
        line if line[:10] <= "2025-05-01" or line[0] == "d" else line[:10] + ",one,1,1,9999" for line in lines
    ]
    counts.write_text("\n".join(dict.fromkeys(changed)) + "\n", encoding="utf-8")
    after = sluis(*given).document
    assert before["streams"][0] == after["streams"][0]


def test_one_stream_and_a_calendar(sluis: Sluis, counts: Path, tmp_path: Path) -> None:
    """One stream can be asked for; an unknown one is bad input; a wrong calendar is named by line."""
    calendar = tmp_path / "calendar.csv"
    calendar.write_text("from,to,kind,stream\n2025-03-01,2025-03-10,closure,\n", encoding="utf-8")
    given = ("forecast", "--data", str(counts), "--as-of", "2025-06-01", "--calendar", str(calendar))
    assert [row[0] for row in sluis(*given, "--stream", "two").rows[1:]] == ["two"] * 8
    assert "one" in sluis(*given, "--stream", "onw").err
    calendar.write_text("from,to,kind,stream\n2025-03-01,2025-03-10,shut,\n", encoding="utf-8")
    ran = sluis(*given)
    assert ran.status == 2
    assert f"{calendar}:2" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--horizon", "soon", "horizon"),
        ("--as-of", "tomorrow", "--as-of"),
        ("--as-of", "2020-01-01", "no row"),
    ],
)
def test_what_cannot_be_asked_is_bad_input(
    sluis: Sluis, counts: Path, option: str, value: str, says: str
) -> None:
    """The error names the option or the file."""
    wish = {"--as-of": "2025-06-01", "--horizon": "4w"} | {option: value}
    ran = sluis("forecast", "--data", str(counts), *(part for pair in wish.items() for part in pair))
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_a_missing_file_is_bad_input(sluis: Sluis, tmp_path: Path) -> None:
    """It is named."""
    ran = sluis("forecast", "--data", str(tmp_path / "none.csv"), "--as-of", "2025-06-01")
    assert ran.status == 2
    assert "none.csv" in ran.err


def test_a_published_forecast_is_shown_again(kept: Sluis, counts: Path) -> None:
    """With `--publish` it enters the record, and without a file the last one is shown."""
    before = kept("forecast", "--json").document
    assert before["basis"] == "assumed"
    given = (
        "forecast",
        "--data",
        str(counts),
        "--as-of",
        "2025-06-01",
        "--horizon",
        "20d",
        "--publish",
        "--json",
    )
    made = kept(*given).document
    shown = kept("forecast", "--json").document
    assert shown["streams"] == made["streams"]
    assert shown["entry"] > before["entry"]
    assert kept("forecast", "--stream", "zsm", "--json").document["streams"][0]["stream"] == "zsm"


def test_without_a_forecast_on_record_that_is_said(sluis: Sluis, tmp_path: Path) -> None:
    """A new home has none, and what to do is said."""
    estate = tmp_path / "estate.yaml"
    estate.write_text("organisation: Test\nzone: UTC\nsystems:\n- {id: mail, name: Mail, kind: service}\n")
    sluis("estate", "adopt", str(estate))
    ran = sluis("forecast")
    assert ran.status == 2
    assert "--data" in ran.err
