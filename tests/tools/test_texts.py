# SPDX-License-Identifier: EUPL-1.2
"""The tool that keeps the Dutch complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog

from tools.texts import collect, faults, places, read, update

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Catalog:
    """Return what is collected from one module and one page."""
    (tmp_path / "a.py").write_text('Text("Closed {n} systems", n=3)\nprint("not this")\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text('<p>{{ _("Hello %(name)s", name=x) }}</p>')
    return collect(tmp_path)


def test_sentences_are_collected_from_code_and_pages(source: Catalog) -> None:
    """Texts and page sentences are found, other strings are not."""
    assert {message.id for message in source if message.id} == {"Closed {n} systems", "Hello %(name)s"}


def test_a_complete_catalogue_has_no_faults(source: Catalog) -> None:
    """Every sentence with Dutch and the same places is right."""
    dutch = Catalog(locale="nl")
    dutch.add("Closed {n} systems", "{n} systemen gesloten")
    dutch.add("Hello %(name)s", "Dag %(name)s")
    assert faults(source, dutch) == []


def test_each_kind_of_fault_is_found(source: Catalog) -> None:
    """Missing, left over and other places: each is named."""
    dutch = Catalog(locale="nl")
    dutch.add("Closed {n} systems", "{m} systemen gesloten")
    dutch.add("Gone", "Weg")
    found = faults(source, dutch)
    assert [line.split(":")[0] for line in found] == [
        "no Dutch for",
        "nothing says any more",
        "other places in the Dutch of",
    ]


def test_a_fuzzy_translation_counts_as_none(source: Catalog) -> None:
    """A guess is not a translation."""
    dutch = Catalog(locale="nl")
    dutch.add("Closed {n} systems", "{n} dicht", flags=["fuzzy"])
    dutch.add("Hello %(name)s", "Dag %(name)s")
    assert faults(source, dutch) == ["no Dutch for: Closed {n} systems"]


def test_updating_keeps_what_is_translated_and_drops_what_is_gone(source: Catalog) -> None:
    """New sentences come in empty."""
    dutch = Catalog(locale="nl")
    dutch.add("Hello %(name)s", "Dag %(name)s")
    dutch.add("Gone", "Weg")
    after = {str(message.id): message.string for message in update(source, dutch) if message.id}
    assert after == {"Closed {n} systems": "", "Hello %(name)s": "Dag %(name)s"}


@pytest.mark.parametrize(
    ("sentence", "expected"), [("{a} of {b}", {"a", "b"}), ("%(n)s systems", {"n"}), ("none", set())]
)
def test_places_are_found_in_both_notations(sentence: str, expected: set[str]) -> None:
    """Code writes braces, pages write percent signs."""
    assert places(sentence) == expected


def test_an_absent_catalogue_is_empty(tmp_path: Path) -> None:
    """Before the first translation there is nothing, and that is no error."""
    assert [message.id for message in read(tmp_path / "none.po") if message.id] == []
