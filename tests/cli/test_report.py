# SPDX-License-Identifier: EUPL-1.2
"""`sluis report`: on paper, for a browser and for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Sluis


def test_all_three_forms_are_of_one_picture(kept: Sluis, tmp_path: Path) -> None:
    """PDF, page and data are written whole and say the same size of the record."""
    pdf, page, data = (tmp_path / f"report.{end}" for end in ("pdf", "html", "json"))
    ran = kept("report", "--pdf", str(pdf), "--html", str(page), "--data", str(data))
    assert ran.status == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "<html" in page.read_text(encoding="utf-8")
    body = json.loads(data.read_text(encoding="utf-8"))
    assert body["schema"] == "sluis.report/1"
    assert len(ran.rows) == 3
    assert not list(tmp_path.glob("*.part"))


def test_without_files_the_document_is_the_answer(kept: Sluis) -> None:
    """For machines the report itself comes out, with the questions that the home carries."""
    found = kept("report").document
    assert found["schema"] == "sluis.report/1"
    assert len(found["questions"]) == 12


def test_a_report_as_of_a_day_knows_no_more(kept: Sluis) -> None:
    """As of day 0 the record is shorter, and nothing later is in it."""
    then, now = kept("report", "--as-of", "2025-07-17").document, kept("report").document
    assert len(then["timeline"]) < len(now["timeline"])
    assert "2025-08" not in json.dumps(then["timeline"])


def test_a_folder_is_no_file(kept: Sluis, tmp_path: Path) -> None:
    """Nothing is written where a folder stands, nor below one that is not there."""
    assert kept("report", "--data", str(tmp_path)).status == 2
    assert kept("report", "--data", str(tmp_path / "no" / "where.json")).status == 1


@pytest.mark.parametrize("case", ["om-2024", "nothing"])
def test_unknown_questions_are_bad_input(kept: Sluis, case: str) -> None:
    """A case that is not there has no questions."""
    assert kept("report", "--questions", case).status == 2


def test_the_paper_is_of_both_standards(kept: Sluis, tmp_path: Path) -> None:
    """The PDF says of itself that it is PDF/A-2a and PDF/UA-1, and is the same twice."""
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for file in files:
        assert kept("report", "--pdf", str(file)).status == 0
    first, second = (file.read_bytes() for file in files)
    assert b"pdfaid" in first
    assert b"pdfuaid" in first
    assert first == second


def test_the_report_speaks_dutch(kept: Sluis, tmp_path: Path) -> None:
    """With `--lang nl` the page says so and the questions are in Dutch."""
    page = tmp_path / "verslag.html"
    assert kept("--lang", "nl", "report", "--html", str(page)).status == 0
    text = page.read_text(encoding="utf-8")
    assert 'lang="nl"' in text
    assert "Welke stappen heeft het OM op welk moment gezet?" in text


def test_a_report_as_of_a_size_rests_on_so_many_entries(kept: Sluis) -> None:
    """A number counts entries."""
    found = kept("report", "--as-of", "20").document
    assert found["known_entries"] == 20
