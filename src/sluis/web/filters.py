# SPDX-License-Identifier: EUPL-1.2
"""What templates may do to a value: put it in the reader's words, dates and numbers as CLDR writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from sluis.access.rights import name_of_role
from sluis.kit import texts
from sluis.kit.svg import el
from sluis.kit.texts import Text
from sluis.kit.units import duration
from sluis.report.draw.marks import NAMES, mark
from sluis.report.words import said
from sluis.switch.words import EFFECT_NAMES, name_of_lack
from sluis.web import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from sluis.access.model import Role
    from sluis.estate.model import Basis, Effect, State
    from sluis.switch.model import Lack


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one language; each method is one, under its own name."""

    lang: str

    def all(self) -> dict[str, Callable[..., object]]:
        """Return every filter by name."""
        names = [
            name for name in vars(type(self)) if not name.startswith("_") and name not in {"all", "lang"}
        ]
        return {name: getattr(self, name) for name in names}

    def finish(self, value: object) -> object:
        """Return what is written for a value: a sentence is said, anything else is as it is."""
        return value.say(self.lang) if isinstance(value, Text) else value

    def say(self, value: Any) -> str:  # noqa: ANN401 - a sentence of ours, or what a person wrote
        """Return a sentence of ours, or what a person wrote in one language or each."""
        return value.say(self.lang) if isinstance(value, Text) else said(value, self.lang)

    def moment(self, value: datetime | None, zone: str) -> str:
        """Return an instant on the clock of `zone`; None is unknown."""
        return texts.moment(value, self.lang, zone) if value else Text("unknown").say(self.lang)

    def day(self, value: date) -> str:
        """Return a date in words."""
        return texts.day(value, self.lang)

    def short_day(self, value: datetime, zone: str) -> str:
        """Return the day of an instant on the clock of `zone`, in few letters: `17 Jul`."""
        return texts.day(value.astimezone(ZoneInfo(zone)), self.lang, short=True)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return a number with separators; None is unknown."""
        return Text("unknown").say(self.lang) if value is None else texts.number(value, self.lang, decimals)

    def duration(self, seconds: float) -> str:
        """Return how long in words."""
        return duration(seconds).say(self.lang)

    def state(self, value: State) -> str:
        """Return the name of a state."""
        return NAMES[value].say(self.lang)

    def symbol(self, value: State) -> Markup:
        """Return the symbol of a state as a small picture; the word stands beside it."""
        drawn = el("svg", mark(value, 7, 7, 6), viewBox="0 0 14 14", class_="symbol", aria_hidden="true")
        return Markup(drawn.markup)  # noqa: S704 - built by kit.svg, which escapes

    def svg(self, drawn: str) -> Markup:
        """Return a picture of `report.draw` as it is."""
        return Markup(drawn)  # noqa: S704 - built by kit.svg, which escapes

    def effect(self, value: Effect) -> str:
        """Return what closing does, in words."""
        return EFFECT_NAMES[value].say(self.lang)

    def effect_symbol(self, value: Effect) -> str:
        """Return the shape of an effect."""
        return words.EFFECT_SYMBOLS[value]

    def lack(self, value: Lack) -> str:
        """Return why a gate is not met."""
        return name_of_lack(value).say(self.lang)

    def basis(self, value: Basis | None) -> str:
        """Return how a fact is known."""
        return words.basis(value).say(self.lang)

    def role(self, value: Role) -> str:
        """Return the name of a role."""
        return name_of_role(value).say(self.lang)

    def name_in(self, value: str, names: Mapping[str, str]) -> str:
        """Return the name of an id, or the id itself."""
        return names.get(str(value), str(value))
