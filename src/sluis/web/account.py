# SPDX-License-Identifier: EUPL-1.2
"""Your own page: who you are here, what you may do, and your passkeys."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sluis.access import acts, passkeys
from sluis.access.model import Right
from sluis.access.rights import TABLE, name_of_right
from sluis.web.console import NotSignedInError, SignedIn
from sluis.web.pages import home_of, page

router: Final = APIRouter()


@router.get("/account")
def show(who: SignedIn) -> HTMLResponse:
    """Show the signed-in person, and offer to add a passkey."""
    if who.person is None:
        raise NotSignedInError
    mine = TABLE.get(who.person.role, frozenset())
    return page(
        who,
        "account.html",
        possible=who.party.possible,
        public=f"http://{who.console.house.settings.public_host}",
        passkeys=acts.passkeys_of(who.console.record, who.person.id),
        rights=[(name_of_right(right), right in mine) for right in Right],
        onward=home_of(who.person),
        zone="UTC",
    )


@router.post("/account/passkey/options")
def options(who: SignedIn) -> Response:
    """Return what the browser needs to make a passkey for this person."""
    if who.person is None or who.session is None:
        raise NotSignedInError
    challenge = who.console.challenges.fresh(who.session.id)
    existing = acts.passkeys_of(who.console.record, who.person.id)
    text = passkeys.registration_options(who.party, who.person, challenge, existing)
    return Response(text, media_type="application/json")


@router.post("/account/passkey")
def add(
    who: SignedIn,
    answer: Annotated[str, Form(max_length=passkeys.LARGEST)],
    label: Annotated[str, Form(max_length=acts.LONGEST_LABEL)] = "",
) -> Response:
    """Add the passkey that the browser made."""
    if who.person is None or who.session is None:
        raise NotSignedInError
    challenge = passkeys.challenge_made_for(answer)
    if not who.console.challenges.take(challenge, who.session.id):
        raise passkeys.wrong()
    made = passkeys.made(who.party, challenge, answer)
    acts.add_passkey(who.console.record, who.person, made.id, made.public_key, made.sign_count, label)
    return RedirectResponse("/account", 303)
