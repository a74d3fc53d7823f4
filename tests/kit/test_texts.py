# SPDX-License-Identifier: EUPL-1.2
"""Words: said late, in the reader's language."""

from __future__ import annotations

import gettext
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from sluis.kit import texts
from sluis.kit.texts import Text, day, gettext_for, moment, number, percent

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small Dutch catalogue in place of ours."""
    catalog = Catalog(locale="nl")
    catalog.add("Closed {n} systems", "{n} systemen gesloten")
    catalog.add("{what}, says {who}", "{who} zegt: {what}")
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "sluis.mo").open("wb") as stream:
        write_mo(stream, catalog)
    monkeypatch.setattr(texts, "LOCALES", tmp_path)
    gettext_for.cache_clear()
    gettext._translations.clear()  # pyrefly: ignore[missing-attribute]


@pytest.mark.usefixtures("dutch")
def test_a_text_is_said_in_the_language_asked() -> None:
    """English is the source; Dutch comes from the catalogue, with the values in place."""
    text = Text("Closed {n} systems", n=3)
    assert (str(text), text.say("nl")) == ("Closed 3 systems", "3 systemen gesloten")
    gettext_for.cache_clear()


@pytest.mark.usefixtures("dutch")
def test_a_text_inside_a_text_is_said_in_the_same_language() -> None:
    """Values that are texts follow the outer language, in the order of that language."""
    text = Text("{what}, says {who}", what=Text("Closed {n} systems", n=1), who="CISO")
    assert text.say("nl") == "CISO zegt: 1 systemen gesloten"
    gettext_for.cache_clear()


def test_what_has_no_translation_is_said_in_english() -> None:
    """A sentence that no catalogue knows is better in English than not at all."""
    assert (
        Text("A sentence that nobody ever translated").say("nl") == "A sentence that nobody ever translated"
    )


def test_braces_without_values_are_left_alone() -> None:
    """A text without values is not a format."""
    assert str(Text("{raw}")) == "{raw}"


def test_texts_compare_by_source_and_values() -> None:
    """Equal sentences with equal values are one; others are not."""
    assert Text("{n}", n=1) == Text("{n}", n=1)
    assert Text("{n}", n=1) != Text("{n}", n=2)
    assert len({Text("{n}", n=1), Text("{n}", n=1)}) == 1
    assert repr(Text("{n}", n=1)) == "Text('{n}', {'n': 1})"


@pytest.mark.parametrize(("lang", "expected"), [("en", "17 July 2025"), ("nl", "17 juli 2025")])
def test_a_day_is_written_in_words(lang: str, expected: str) -> None:
    """Day, month by name, year: no order to guess."""
    assert day(date(2025, 7, 17), lang) == expected


def test_a_moment_is_read_on_the_organisations_clock() -> None:
    """An instant in UTC is shown on the wall of Amsterdam."""
    instant = datetime(2025, 7, 17, 20, 45, tzinfo=UTC)
    assert moment(instant, "nl", "Europe/Amsterdam") == "17 juli 2025, 22:45"


def test_numbers_follow_the_language() -> None:
    """Thousands and decimals have the separators of the language; a share is a percentage."""
    assert (number(187600, "nl"), number(187600, "en")) == ("187.600", "187,600")
    assert (number(2.345, "nl", 1), percent(0.7, "nl")) == ("2,3", "70%")


def test_the_catalogue_that_is_shipped_speaks_dutch() -> None:
    """Without a compiled catalogue everything would be said in English, and nobody would notice."""
    gettext_for.cache_clear()
    assert Text("Decision").say("nl") == "Besluit"
    assert Text("{n} days", n=3).say("nl") == "3 dagen"
