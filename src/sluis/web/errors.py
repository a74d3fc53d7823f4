# SPDX-License-Identifier: EUPL-1.2
"""Errors as pages: what happened and what to do, with the right status and nothing from inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from sluis.kit.errors import (
    BadInput,
    Conflict,
    Corrupt,
    Denied,
    Explanation,
    Refused,
    SluisError,
    Stale,
    StorageFailed,
    UnknownName,
)
from sluis.kit.log import logger
from sluis.kit.texts import Text
from sluis.web.console import NotSignedInError, Visitor, visitor
from sluis.web.language import language_of
from sluis.web.pages import page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

STATUS: Final[tuple[tuple[type[SluisError], int], ...]] = (
    (UnknownName, 404),
    (BadInput, 400),
    (Denied, 403),
    (Refused, 409),
    (Stale, 409),
    (Conflict, 409),
    (StorageFailed, 503),
    (Corrupt, 500),
    (SluisError, 500),
)
"""HTTP status for each branch of the error tree, most special first (RFC 9110, 15.5)."""
HTTP_WORDS: Final = {
    404: Explanation(Text("There is no such page."), Text("Go on from the bar above.")),
    405: Explanation(Text("This page cannot be used like that."), Text("Go on from the bar above.")),
    413: Explanation(Text("The form is too large."), Text("Write less, or put it in a file and name that.")),
    429: Explanation(Text("Too many tries."), Text("Wait five minutes, then try again.")),
    503: Explanation(
        Text("The console is full."), Text("Close a page that you do not need, then try again.")
    ),
}
BROKEN: Final = Explanation(
    Text("Something broke inside Sluis."),
    Text("Try again, or use the command line. The log of the program says more."),
)
FORM: Final = Explanation(Text("This form is not complete."), Text("Go back and fill in what is missing."))


def status_of(error: SluisError) -> int:
    """Return the HTTP status of an error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def install(app: FastAPI) -> None:
    """Give `app` its error pages."""
    app.add_exception_handler(SluisError, _sluis)
    app.add_exception_handler(NotSignedInError, _sign_in)
    app.add_exception_handler(RequestValidationError, _form)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def _sluis(request: Request, error: Exception) -> Response:
    if not isinstance(error, SluisError):
        raise error
    return _page(request, status_of(error), error.explain())


def _sign_in(request: Request, _error: Exception) -> Response:
    """Send a reader to the sign-in page; refuse what would change something (R-01)."""
    if request.method != "GET" or "hx-request" in request.headers or request.url.path == "/live":
        gone = Explanation(Text("You are signed out."), Text("Sign in again."))
        return _page(request, 401, gone, headers={"hx-redirect": "/sign-in"})
    return RedirectResponse("/sign-in", 303)


def _form(request: Request, _error: Exception) -> Response:
    return _page(request, 400, FORM)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return _page(request, status, HTTP_WORDS.get(status, BROKEN), headers=headers)


def _broken(request: Request, error: Exception) -> Response:
    logger("web").error("page broke", action=request.method, object=request.url.path, exc_info=error)
    return _page(request, 500, BROKEN)


def _back(request: Request) -> str | None:
    """Return the screen that a form was sent from, when it was one of ours."""
    screen = "/" + request.url.path.split("/")[1]
    return screen if request.method == "POST" and screen in {"/sluis", "/verslag", "/account"} else None


def _page(
    request: Request, status: int, explanation: Explanation, headers: dict[str, str] | None = None
) -> Response:
    """Return the explanation as a page; without the reader's name when the storage cannot say who it is."""
    try:
        who = visitor(request)
    except StorageFailed:
        console = request.app.state.console
        who = Visitor(console, request, language_of(request, console.house.settings.lang), None, None)
    answer = page(who, "error.html", status, code=status, explanation=explanation, back=_back(request))
    answer.headers.update(headers or {})
    return answer
