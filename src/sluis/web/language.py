# SPDX-License-Identifier: EUPL-1.2
"""The reader's language: what they chose, else what their browser asks for, else the home's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from sluis.kit.texts import LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request

COOKIE: Final = "sluis-lang"
YEAR_S: Final = 365 * 24 * 3600
_PLACE: Final = re.compile(r"/[a-z][a-z0-9/_-]*(\?[A-Za-z0-9_.:=&%+-]*)?")

router: Final = APIRouter()


def language_of(request: Request, default: str) -> str:
    """Return `en` or `nl` for the reader of this request."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return wanted(request.headers.get("accept-language", ""), default)


def wanted(header: str, default: str) -> str:
    """Return the best of our languages for an Accept-Language header (RFC 9110, 12.5.4)."""
    best, weight = default, 0.0
    for part in header.split(",")[:16]:
        tag, _, quality = part.partition(";")
        lang = tag.strip().lower().partition("-")[0]
        found = re.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", quality) if quality else None
        q = 1.0 if not quality else float(found[1]) if found else 0.0
        if lang in LANGUAGES and q > weight:
            best, weight = lang, q
    return best


def place(back: str) -> str:
    """Return `back` when it is a page of ours, else `/`: nobody is sent elsewhere (R-41)."""
    return back if _PLACE.fullmatch(back) and "//" not in back else "/"


@router.post("/language")
def choose(lang: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> RedirectResponse:
    """Keep the reader's choice for a year and go back to where they were."""
    answer = RedirectResponse(place(back), 303)
    if lang in LANGUAGES:
        answer.set_cookie(COOKIE, lang, max_age=YEAR_S, httponly=True, samesite="strict")
    return answer
