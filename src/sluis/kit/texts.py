# SPDX-License-Identifier: EUPL-1.2
"""Words for people: English in the source, Dutch complete.

A `Text` is a sentence that has not been said yet. It carries its English source and its values
down to the place that knows the reader's language. Catalogues are compiled by `make texts`.
Formats of dates and numbers come from Babel (CLDR).
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

LANGUAGES: Final = ("en", "nl")
LOCALES: Final = Path(__file__).parent / "locale"


class Text:
    """A sentence with values, to be said in the reader's language.

    The source is a literal with `{name}` places. A value may itself be a `Text`.
    """

    __slots__ = ("source", "values")

    def __init__(self, source: str, /, **values: object) -> None:
        self.source = source
        self.values = values

    def say(self, lang: str) -> str:
        """Return the sentence in `lang` (`en` or `nl`)."""
        words = gettext_for(lang)(self.source) if self.source else ""
        if not self.values:
            return words
        return words.format(
            **{
                name: value.say(lang) if isinstance(value, Text) else value
                for name, value in self.values.items()
            }
        )

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.say("en")

    def __repr__(self) -> str:
        """Return the source and the values, for logs and tests."""
        return f"Text({self.source!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same with the same values."""
        return isinstance(other, Text) and (self.source, self.values) == (other.source, other.values)

    def __hash__(self) -> int:
        """Hash on the source alone: values may be anything."""
        return hash(self.source)


@lru_cache
def gettext_for(lang: str) -> Callable[[str], str]:
    """Return the translation function of `lang`; English is the source itself."""
    if lang == "en":
        return str
    return gettext.translation("sluis", LOCALES, languages=[lang], fallback=True).gettext


def day(value: date, lang: str, *, short: bool = False) -> str:
    """Return a date in words: `17 July 2025`, `17 juli 2025`."""
    from babel.dates import format_date  # noqa: PLC0415 - Babel is slow to import and `status` prints none

    return format_date(value, "d MMM" if short else "d MMMM y", locale=lang)


@lru_cache(maxsize=16_384)
def moment(value: datetime, lang: str, zone: str) -> str:
    """Return an instant on the clock of `zone`: `17 July 2025, 22:45`."""
    from babel.dates import format_datetime  # noqa: PLC0415 - as in `day`

    return format_datetime(value, "d MMMM y, HH:mm", tzinfo=ZoneInfo(zone), locale=lang)


def number(value: float, lang: str, decimals: int = 0) -> str:
    """Return a number with the separators of `lang` and at most `decimals` digits after the point."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as in `day`

    return format_decimal(
        round(value, decimals), "#,##0." + "#" * decimals if decimals else "#,##0", locale=lang
    )


def percent(value: float, lang: str) -> str:
    """Return a share (0 … 1) as a whole percentage: `70%`."""
    from babel.numbers import format_percent  # noqa: PLC0415 - as in `day`

    return format_percent(value, "#,##0%", locale=lang)
