# SPDX-License-Identifier: EUPL-1.2
"""Decision records are numbered, dated and complete."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "adr"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
STATUSES = re.compile(r"accepted|proposed|replaced by \[\d{4}\]\(\d{4}-[a-z0-9-]+\.md\)")


def test_numbers_run_without_a_gap() -> None:
    """Records count from 0001, one number each."""
    assert [record.name[:4] for record in RECORDS] == [f"{n:04}" for n in range(1, len(RECORDS) + 1)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_has_its_parts_in_order(record: Path) -> None:
    """A title with its number, status and date; then context, decision and consequences, none empty."""
    text = record.read_text(encoding="utf-8")
    found = re.fullmatch(r"# ([^\n]+)\n\n- Status: ([^\n]+)\n- Date: ([^\n]+)\n\n(.+)", text, re.DOTALL)
    assert found is not None
    title, status, day, body = found.groups()
    assert title.startswith(f"{record.name[:4]} ")
    assert STATUSES.fullmatch(status)
    assert date.fromisoformat(day) >= date(2026, 11, 24)
    parts = re.split(r"^## (.+)\n", body, flags=re.MULTILINE)
    assert parts[1::2] == ["Context", "Decision", "Consequences"]
    assert all(part.strip() for part in parts[2::2])


def test_a_record_stays_short() -> None:
    """A decision fits a page or so: at most 70 lines."""
    assert {record.name for record in RECORDS if record.read_text(encoding="utf-8").count("\n") > 70} == set()
