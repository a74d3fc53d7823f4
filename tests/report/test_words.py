# SPDX-License-Identifier: EUPL-1.2
"""Words that people wrote, in one language or in each."""

from __future__ import annotations

import pytest

from sluis.report.words import said, stored


@pytest.mark.parametrize(
    ("words", "lang", "found"),
    [
        ("Cut off", "nl", "Cut off"),
        ({"en": "Cut off", "nl": "Afgesloten"}, "nl", "Afgesloten"),
        ({"en": "Cut off", "nl": "Afgesloten"}, "en", "Cut off"),
        ({"en": "Cut off"}, "nl", "Cut off"),
        ({"fr": "Coupé"}, "nl", "Coupé"),
        ({}, "en", "{}"),
        (None, "en", ""),
        (3, "en", "3"),
    ],
)
def test_words_are_said_in_the_language_that_is_there(words: object, lang: str, found: str) -> None:
    """The reader's language, else English, else any; whatever is no sentence is shown as it is."""
    assert said(words, lang) == found  # type: ignore[arg-type] - anything may have been recorded


def test_words_are_stored_as_given() -> None:
    """One language stays a string, more are an object of its own."""
    words = {"en": "Cut off", "nl": "Afgesloten"}
    kept = stored(words)
    assert kept == words
    assert kept is not words
    assert stored("Cut off") == "Cut off"
