# SPDX-License-Identifier: EUPL-1.2
"""Words that people wrote into the record: in one language, or in each.

Words of the program itself are `Text` and come from the catalogues. What a person or a source said
is stored as it was said; where a case carries a translation, the entry holds an object with one
string for each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.record.model import Json

Words: TypeAlias = "str | Mapping[str, str]"
"""A sentence as written: `"Cut off"`, or `{"en": "Cut off", "nl": "Afgesloten"}`."""


def said(words: Words | Json, lang: str) -> str:
    """Return `words` in `lang`; else in English, else in any language that is there.

    Anything that is no sentence (a number, a list) is returned as Python writes it, None as an
    empty string, so that an entry of any shape can be shown.
    """
    if isinstance(words, str):
        return words
    if isinstance(words, dict):
        for language in (lang, "en", *sorted(words)):
            found = words.get(language)
            if isinstance(found, str):
                return found
    return "" if words is None else str(words)


def stored(words: Words) -> Json:
    """Return `words` as the record keeps them."""
    return words if isinstance(words, str) else dict(words)
