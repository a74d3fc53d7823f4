# SPDX-License-Identifier: EUPL-1.2
"""What a request must be before a screen sees it: for us, from us, and small enough.

A host that is not ours gets 421 (RFC 9110, 15.5.20), which ends DNS rebinding. A request that may
change something must come from our own pages: the session cookie is `SameSite=Strict`, and `Origin`
and `Sec-Fetch-Site` are checked besides (R-40). Bodies are cut off while they arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

READS: Final = frozenset({"GET", "HEAD"})
WRITES: Final = frozenset({"POST"})
LARGEST_BODY: Final = 64 * 1024
"""Bytes: the longest form is a reason of some pages; a passkey's answer is smaller."""
LONGEST_PATH: Final = 8 * 1024
LONGEST_HOST: Final = 255


@dataclass(frozen=True, slots=True)
class Turned:
    """Why a request goes no further: status and a fixed sentence, never an echo of the request (R-34)."""

    status: int
    words: str


NOT_OURS: Final = Turned(421, "This host is not served here.")
TOO_LONG: Final = Turned(414, "The address is too long.")
NO_METHOD: Final = Turned(405, "This method is not used here.")
CROSS_SITE: Final = Turned(403, "This request did not come from our own pages.")
TOO_LARGE: Final = Turned(413, "The form is too large.")
NO_LENGTH: Final = Turned(400, "The length of the form is not a number.")


def check(scope: Scope, hosts: frozenset[str]) -> Turned | None:
    """Return why the request in `scope` is turned away; None lets it pass."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if len(headers.getlist("host")) != 1 or len(host) > LONGEST_HOST or _name(host) not in hosts:
        return NOT_OURS
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_PATH:
        return TOO_LONG
    if scope["method"] in READS:
        return None
    return _check_write(scope, headers, host)


def _check_write(scope: Scope, headers: Headers, host: str) -> Turned | None:
    if scope["method"] not in WRITES:
        return NO_METHOD
    if not own(headers, f"{scope['scheme']}://{host}"):
        return CROSS_SITE
    length = headers.get("content-length")
    if length is None:
        return None
    if not (length.isascii() and length.isdigit()):
        return NO_LENGTH
    return TOO_LARGE if int(length) > LARGEST_BODY else None


def own(headers: Headers, origin: str) -> bool:
    """Tell whether a request comes from a page of `origin`.

    Every browser since 2023 sends both headers with a form; a request without `Origin` is refused.
    """
    site = headers.get("sec-fetch-site")
    return headers.get("origin") == origin and site in {None, "same-origin"}


def _name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None when it is no host."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    plain = parts.netloc == host and "@" not in host and not parts.path
    return parts.hostname if plain else None


class Guard:
    """Turn away what `check` refuses, and stop bodies that grow beyond the limit."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        turned = check(scope, self.hosts)
        if turned:
            await _say(turned, scope, receive, send)
            return
        received = 0

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_BODY:
                raise HTTPException(TOO_LARGE.status)
            return message

        await self.app(scope, bounded, send)


async def _say(turned: Turned, scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(turned.words + "\n", turned.status)(scope, receive, send)
