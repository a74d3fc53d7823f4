# SPDX-License-Identifier: EUPL-1.2
"""The report on paper: standards, tags, and the same bytes for the same N."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest

from sluis.kit.texts import Text
from sluis.report.pdf import data, typeset, write
from tests.report.samples import T0, line, report

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Return the sample report as a PDF."""
    return write(report())


@pytest.fixture(scope="module")
def pdf(paper: bytes) -> Iterator[pikepdf.Pdf]:
    """Return the sample report, opened."""
    with pikepdf.open(io.BytesIO(paper)) as opened:
        yield opened


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every element of the structure tree."""
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting += list(found)
        elif isinstance(found, pikepdf.Dictionary):
            if "/S" in found:
                yield found
            if "/K" in found:
                waiting.append(found.K)


def _text(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper)).pages)


def test_it_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    """The metadata name PDF/A-2a (ISO 19005-2, 6.6.4) and PDF/UA-1 (ISO 14289-1, 5)."""
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_it_says_its_language(lang: str) -> None:
    """The document's language is that of the report."""
    with pikepdf.open(io.BytesIO(write(report(lang)))) as opened:
        assert str(opened.Root.Lang).split("-")[0] == lang


def test_it_shows_its_title(pdf: pikepdf.Pdf) -> None:
    """The title is set, and shown instead of a file name (ISO 14289-1, 7.1)."""
    assert str(pdf.docinfo["/Title"]) == "Report from the record – Bureau of Samples"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    """There is a structure tree with headings, tables, lists, figures and paragraphs."""
    assert bool(pdf.Root.MarkInfo.Marked)
    kinds = {str(element.S) for element in _elements(pdf)}
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Figure", "/P", "/L"} <= kinds


def test_table_headings_have_a_scope(pdf: pikepdf.Pdf) -> None:
    """Each heading cell says what it heads (ISO 14289-1, 7.5)."""
    heads = [element for element in _elements(pdf) if str(element.S) == "/TH"]
    assert heads
    for head in heads:
        attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
        assert any("/Scope" in each for each in attributes)


def test_figures_have_words(pdf: pikepdf.Pdf) -> None:
    """Each picture says what it shows (ISO 14289-1, 7.3)."""
    figures = [element for element in _elements(pdf) if str(element.S) == "/Figure"]
    assert len(figures) >= 5
    assert all(str(figure.Alt).strip() for figure in figures)


def test_typefaces_are_embedded(pdf: pikepdf.Pdf) -> None:
    """Nothing depends on what is installed where it is read (ISO 19005-2, 6.2.11.4)."""
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            for each in font.get("/DescendantFonts", [font]):
                descriptor = each.FontDescriptor
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_it_asks_for_nothing_outside(pdf: pikepdf.Pdf) -> None:
    """No script and no file inside (ISO 19005-2, 6.6.1)."""
    assert "/OpenAction" not in pdf.Root
    assert "/AcroForm" not in pdf.Root
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(names.keys())


def test_the_same_report_gives_the_same_bytes(paper: bytes) -> None:
    """Made twice, the file is the same; the date in it is that of the last known entry."""
    assert write(report()) == paper
    assert b"D:20250727" in paper or b"2025-07-27" in paper


def test_another_n_gives_other_bytes(paper: bytes) -> None:
    """The date follows the record."""
    assert write(report(recorded_at=T0 + timedelta(days=11))) != paper


def test_words_are_never_markup() -> None:
    """What looks like Typst in the record comes out as it was written."""
    bad = "#panic(1) *not bold* $x$ = `raw` <label> @ref \\ // {words}"
    paper = write(report(lines=[line(0, text=Text("{words}", words=bad))]))
    assert re.sub(r"\s+", " ", bad) in re.sub(r"\s+", " ", _text(paper))


def test_the_last_page_tells_how_to_check(paper: bytes) -> None:
    """Head, size, key, and three commands."""
    last = pypdf.PdfReader(io.BytesIO(paper)).pages[-1].extract_text()
    for words in ("How to check this report", "cm9vdA==", "test.example/record+01+key", "8"):
        assert words in last
    assert len(re.findall(r"^sluis ", last, re.MULTILINE)) == 3


def test_an_empty_report_can_be_printed() -> None:
    """Before anything was recorded there is a report that says so."""
    empty = report(
        lines=(line(0),),
        estate=None,
        states=(),
        history=(),
        decisions=(),
        risks=(),
        questions=(),
        forecasts=(),
        head=None,
        recorded_at=None,
    )
    found = _text(typeset(data(empty), None))
    assert "No decision is recorded." in found
    assert "No risk is recorded." in found
    assert "No forecast is recorded." in found
    assert "No estate was adopted" in found
