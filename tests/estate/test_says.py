# SPDX-License-Identifier: EUPL-1.2
"""Every field is described, and nothing is described that is not there."""

from __future__ import annotations

from sluis.estate.document import NOUNS, shape
from sluis.estate.says import SAYS


def test_every_field_has_words() -> None:
    """A field is described by itself or as that of its thing."""
    missing = [
        f"{kind.__name__}.{field.name}"
        for kind in NOUNS.values()
        for field in shape(kind)
        if field.name not in SAYS and f"{kind.__name__}.{field.name}" not in SAYS
    ]
    assert missing == []


def test_no_words_are_left_over() -> None:
    """What is described is a list, a field of a thing, or a name of the whole."""
    fields = {f"{kind.__name__}.{field.name}" for kind in NOUNS.values() for field in shape(kind)}
    names = {field.split(".")[1] for field in fields}
    whole = {"estate", "organisation", "zone", "data_order", *NOUNS}
    assert set(SAYS) - whole - names - fields == set()


def test_words_are_sentences() -> None:
    """Editors show them as they are: each begins with a capital and ends with a stop."""
    assert [name for name, words in SAYS.items() if not words[0].isupper() or words[-1] != "."] == []
