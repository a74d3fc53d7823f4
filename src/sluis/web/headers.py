# SPDX-License-Identifier: EUPL-1.2
"""Headers on every answer: a strict content security policy, and no way in for other sites.

Policy: CSP Level 3 (W3C). No inline script or style, no `eval`, nothing from elsewhere (R-42).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
}
"""The same on every answer, errors and files included.

No other site gets a referrer. `no-referrer` would not do: browsers then send `Origin: null` with our
own forms (Fetch Standard, 3.2), and `guard` could not insist on our origin.
"""
STRICT_TRANSPORT: Final = "max-age=31536000"


class SecurityHeaders:
    """Put the headers on every answer of `app`; pages are not kept by any cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                kept = scope["path"].startswith("/static/")
                headers.setdefault("cache-control", "no-cache" if kept else "no-store")
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = STRICT_TRANSPORT
            await send(message)

        await self.app(scope, receive, with_headers)
