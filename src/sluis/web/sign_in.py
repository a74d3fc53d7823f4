# SPDX-License-Identifier: EUPL-1.2
"""Signing in by one-time link or passkey, and signing out.

Opening the page changes nothing, so that a mail scanner that follows a link uses nothing up: the
code is sent by the form (R-40).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends, Form, HTTPException
from fastapi.responses import RedirectResponse, Response

from sluis.access import acts, passkeys, sessions
from sluis.access.model import Method, Reason
from sluis.kit.errors import Denied, StorageFailed
from sluis.web.console import Anyone, SignedIn, Visitor
from sluis.web.limits import Verdict
from sluis.web.pages import home_of, page

if TYPE_CHECKING:
    from sluis.access.acts import Opened

LONGEST_CODE: Final = 512
router: Final = APIRouter()


def counted(who: Anyone) -> Visitor:
    """Let a try to sign in through while the address has tries left. Raises 429."""
    address = who.request.client.host if who.request.client else "unknown"
    verdict = who.console.attempts.judge(address)
    if verdict is Verdict.FIRST_REFUSED:
        acts.refuse(who.console.record, Reason.TOO_MANY, who.origin)
    if verdict is not Verdict.ALLOWED:
        raise HTTPException(429, headers={"retry-after": "300"})
    return who


Counted = Annotated[Visitor, Depends(counted)]


@router.get("/sign-in")
def show(who: Anyone) -> Response:
    """Show the ways in."""
    if who.person:
        return RedirectResponse(home_of(who.person), 303)
    return page(who, "sign_in.html", possible=who.party.possible)


@router.post("/sign-in")
def by_link(who: Counted, code: Annotated[str, Form(max_length=LONGEST_CODE)]) -> Response:
    """Sign in with the code of a one-time link."""
    return _enter(who, acts.sign_in_by_link(who.console.record, code, who.origin), "/account")


@router.post("/sign-in/passkey/options")
def options(who: Counted) -> Response:
    """Return a challenge for whoever holds a passkey; it names nobody."""
    challenge = who.console.challenges.fresh(None)
    return _json(passkeys.authentication_options(who.party, challenge))


@router.post("/sign-in/passkey")
def by_passkey(who: Counted, answer: Annotated[str, Form(max_length=passkeys.LARGEST)]) -> Response:
    """Sign in with a passkey's answer to our challenge. Each way to fail gives the same error."""
    record = who.console.record
    try:
        challenge, wanted = passkeys.challenge_signed_by(answer)
    except Denied:
        acts.refuse(record, Reason.PASSKEY_WRONG, who.origin, method=Method.PASSKEY)
        raise
    found = acts.passkey(record, wanted)
    if not who.console.challenges.take(challenge, None) or found is None:
        reason = Reason.UNKNOWN_PASSKEY if found is None else Reason.CHALLENGE_GONE
        acts.refuse(record, reason, who.origin, method=Method.PASSKEY)
        raise passkeys.wrong()
    credential, person = found
    try:
        count = passkeys.signed(who.party, challenge, answer, credential)
    except Denied:
        acts.refuse(record, Reason.PASSKEY_WRONG, who.origin, person=person.id, method=Method.PASSKEY)
        raise
    opened = acts.sign_in_by_passkey(record, person, credential, count, who.origin)
    return _enter(who, opened, home_of(person))


@router.post("/sign-out")
def out(who: SignedIn) -> Response:
    """End this session. It ends here even when the record cannot be written."""
    if who.session:
        try:
            acts.sign_out(who.console.record, who.session, who.origin, ages=who.console.ages)
        except StorageFailed:
            return _leave(who)
    return _leave(who)


@router.post("/sign-out/everywhere")
def out_everywhere(who: SignedIn) -> Response:
    """End every session of this person."""
    if who.person:
        acts.sign_out_everywhere(who.console.record, who.person.id, who.origin, ages=who.console.ages)
    return _leave(who)


def _enter(who: Visitor, opened: Opened, to: str) -> Response:
    """Give the browser its new session; one that it had before is over (R-09)."""
    if who.session:
        acts.sign_out(
            who.console.record, who.session, who.origin, ages=who.console.ages, why="signed in again"
        )
    answer = RedirectResponse(to, 303)
    answer.set_cookie(
        sessions.cookie_name(https=who.https),
        opened.cookie,
        path="/",
        secure=who.https,
        httponly=True,
        samesite="strict",
    )
    return answer


def _leave(who: Visitor) -> Response:
    answer = RedirectResponse("/sign-in", 303)
    name = sessions.cookie_name(https=who.https)
    answer.delete_cookie(name, path="/", secure=who.https, httponly=True, samesite="strict")
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


def _json(text: str) -> Response:
    return Response(text, media_type="application/json")
