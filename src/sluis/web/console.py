# SPDX-License-Identifier: EUPL-1.2
"""What all screens share: the house, who is signed in, and what goes on between requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends
from starlette.requests import Request

from sluis.access import acts, rights, sessions
from sluis.access.model import Reason, Right
from sluis.access.passkeys import Challenges, RelyingParty
from sluis.kit.jobs import Jobs
from sluis.record.model import Actor
from sluis.web.language import language_of
from sluis.web.limits import Attempts

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.access.model import Person, Session, SessionId
    from sluis.house import House
    from sluis.record.log import Record
    from sluis.web.pulse import Pulse


class NotSignedInError(Exception):
    """Nobody is signed in; the way on is the sign-in page."""


@dataclass(slots=True)
class Console:
    """One running console."""

    house: House
    ages: sessions.Ages
    challenges: Challenges
    attempts: Attempts
    jobs: Jobs
    pulse: Pulse
    told: set[tuple[SessionId, Right]] = field(default_factory=set)
    """Refusals that stand in the record already: the first of each kind in a session is written."""

    @property
    def record(self) -> Record:
        """Return the house's record."""
        return self.house.record


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever made this request, signed in or not."""

    console: Console
    request: Request
    lang: str
    session: Session | None
    person: Person | None

    @property
    def origin(self) -> str:
        """Return the way in, as entries name it."""
        return f"web {self.request.client.host if self.request.client else 'unknown'}"

    @property
    def https(self) -> bool:
        """Tell whether the browser speaks TLS to us."""
        return self.request.url.scheme == "https"

    @property
    def party(self) -> RelyingParty:
        """Return who asks for passkeys: the origin this request was made to."""
        return RelyingParty(f"{self.request.url.scheme}://{self.request.headers['host']}")

    @property
    def actor(self) -> Actor:
        """Return who acts, for entries."""
        return Actor(self.person.id if self.person else "unknown", self.origin)

    def may(self, right: str) -> bool:
        """Tell whether the person has `right`; templates call this with the right's value."""
        return self.person is not None and rights.may(self.person.role, Right(right))


def visitor(request: Request) -> Visitor:
    """Return who makes this request. A page that refreshes itself does not count as use."""
    console: Console = request.app.state.console
    cookie = request.cookies.get(sessions.cookie_name(https=request.url.scheme == "https"))
    refreshing = "hx-request" in request.headers or request.url.path == "/live"
    found = acts.whose(console.record, cookie, console.ages, active=not refreshing) if cookie else None
    session, person = found or (None, None)
    return Visitor(console, request, language_of(request, console.house.settings.lang), session, person)


Anyone = Annotated[Visitor, Depends(visitor)]
"""A page that needs nobody to be signed in."""


def needs(right: Right) -> Callable[[Visitor], Visitor]:
    """Return a dependency that lets a visitor through only with `right`.

    The first refusal of each right in a session becomes an entry; the rest are only refused.
    """

    def guard(who: Anyone) -> Visitor:
        if who.session is None or who.person is None:
            raise NotSignedInError
        if not rights.may(who.person.role, right):
            told = who.console.told
            if (who.session.id, right) not in told:
                told.add((who.session.id, right))
                acts.refuse(
                    who.console.record, Reason.NO_RIGHT, who.origin, person=who.person.id, right=right
                )
            rights.require(who.person, right)
        return who

    return guard


def signed_in(who: Anyone) -> Visitor:
    """Let a visitor through who is signed in, whatever the role."""
    if who.session is None:
        raise NotSignedInError
    return who


SignedIn = Annotated[Visitor, Depends(signed_in)]
"""A page for everybody who is signed in."""
