# SPDX-License-Identifier: EUPL-1.2
"""Pages from templates: escaped, in the reader's language, never with an undefined value."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sluis.access.model import Right
from sluis.access.rights import may
from sluis.estate.model import State
from sluis.kit import texts
from sluis.kit.texts import LANGUAGES, Text
from sluis.web.filters import Filters

if TYPE_CHECKING:
    from sluis.access.model import Person
    from sluis.web.console import Visitor

TEMPLATES: Final = Path(__file__).parent / "templates"
SCREENS: Final = (
    ("beeld", Right.SEE_BEELD, Text("Beeld")),
    ("sluis", Right.SEE_SLUIS, Text("Sluis")),
    ("verslag", Right.SEE_REPORT, Text("Verslag")),
)
"""Screens in the order of the bar, each with the right to see it."""


def home_of(person: Person) -> str:
    """Return the first screen that a person may see."""
    return next((f"/{name}" for name, right, _ in SCREENS if may(person.role, right)), "/account")


@lru_cache
def environment(lang: str) -> Environment:
    """Return the templates in `lang`."""
    filters = Filters(lang)
    found: Any = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=filters.finish,
    )
    translate = texts.gettext_for(lang)

    def count(one: str, many: str, n: int) -> str:
        return translate(one if n == 1 else many)

    found.install_gettext_callables(translate, count, newstyle=True)
    found.filters.update(filters.all())
    found.globals.update(screens=SCREENS, languages=LANGUAGES, states=tuple(State))
    return found


def page(who: Visitor, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return `template` as a page for this visitor."""
    text = (
        environment(who.lang)
        .get_template(template)
        .render(who=who, lang=who.lang, path=who.request.url.path, query=who.request.url.query, **values)
    )
    headers = {"content-language": who.lang, "vary": "Cookie, Accept-Language"}
    return HTMLResponse(text, status, headers)
