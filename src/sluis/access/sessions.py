# SPDX-License-Identifier: EUPL-1.2
"""Sessions: an opaque cookie, its hash in the table, and two clocks that both end it.

Idle after 30 minutes, over after 12 hours (NIST SP 800-63B, 4.2.3 for AAL2). The wall clock is
compared with what the table says; the monotonic clock with what this process saw. A wall clock that
is set back therefore does not lengthen a session, and one that is behind the session's opening ends it.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from sluis.access.model import SessionId

if TYPE_CHECKING:
    from sluis.access.model import Session
    from sluis.kit.clock import Clock
    from sluis.kit.randomness import Randomness

SIZE_BYTES: Final = 32
IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=12)
SKEW: Final = timedelta(seconds=5)
"""How far a time server may nudge the wall clock back before sessions are refused."""
TOUCH_EVERY: Final = timedelta(minutes=1)
"""The table hears at most once in this while that a session was used."""


def fresh(randomness: Randomness) -> str:
    """Return a new cookie value: 32 random bytes, base64url without padding."""
    return base64.urlsafe_b64encode(randomness.token(SIZE_BYTES)).rstrip(b"=").decode()


def digest_of(cookie: str) -> bytes:
    """Return the SHA-256 under which a session is stored."""
    return hashlib.sha256(b"session:" + cookie.encode()).digest()


def id_of(digest: bytes) -> SessionId:
    """Return the public name of the session with `digest`."""
    return SessionId(hashlib.sha256(b"name" + digest).hexdigest()[:16])


def cookie_name(*, https: bool) -> str:
    """Return the cookie's name: `__Host-` where browsers accept it (RFC 6265bis, 4.1.3.2)."""
    return "__Host-sluis" if https else "sluis"


@dataclass(slots=True)
class _Seen:
    first_s: float
    last_s: float


class Ages:
    """How long this process has known each session, on the monotonic clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: dict[SessionId, _Seen] = {}
        self._ended: set[SessionId] = set()
        self._lock = Lock()

    def alive(self, session: Session, *, active: bool) -> bool:
        """Tell whether `session` still holds on both clocks.

        `active` counts as use and restarts the idle time; a page that refreshes itself does not.
        """
        if session.id in self._ended or session.ended_at is not None or not self._wall(session):
            return False
        now_s = self._clock.monotonic_s()
        with self._lock:
            seen = self._seen.setdefault(session.id, _Seen(now_s, now_s))
            over = now_s - seen.first_s >= ABSOLUTE.total_seconds() or (
                now_s - seen.last_s >= IDLE.total_seconds()
            )
            if active and not over:
                seen.last_s = now_s
        return not over

    def end(self, session: SessionId) -> None:
        """End a session here and now, even when the table cannot be reached: closing never waits."""
        with self._lock:
            self._ended.add(session)
            self._seen.pop(session, None)

    def _wall(self, session: Session) -> bool:
        now = self._clock.now()
        return session.opened_at - SKEW <= now < session.opened_at + ABSOLUTE and now < session.seen_at + IDLE
