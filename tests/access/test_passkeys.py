# SPDX-License-Identifier: EUPL-1.2
"""Both ceremonies, with an authenticator in software."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sluis.access import passkeys
from sluis.access.model import Credential, Person, PersonId, Role, SessionId
from sluis.access.passkeys import AT_ONCE, CHALLENGE_S, Challenges, RelyingParty
from sluis.kit.clock import ManualClock
from sluis.kit.errors import Denied
from tests.access.authenticator import Authenticator

if TYPE_CHECKING:
    from sluis.kit.world import World

PARTY = RelyingParty("http://localhost")
PERSON = Person(PersonId("ciso:a"), "A. Bakker", Role.CISO)
CHALLENGE = b"c" * 32
SESSION = SessionId("s")


def registered(authenticator: Authenticator) -> Credential:
    """Return the credential that a registration leaves behind."""
    options = passkeys.registration_options(PARTY, PERSON, CHALLENGE, ())
    made = passkeys.made(PARTY, CHALLENGE, authenticator.create(options))
    return Credential(
        made.id, PERSON.id, made.public_key, made.sign_count, "laptop", datetime(2025, 7, 16, tzinfo=UTC)
    )


def test_a_passkey_is_made_and_used() -> None:
    """What was registered signs in, and its counter goes up."""
    authenticator = Authenticator()
    credential = registered(authenticator)
    answer = authenticator.get(passkeys.authentication_options(PARTY, CHALLENGE))
    assert passkeys.challenge_signed_by(answer) == (CHALLENGE, credential.id)
    assert passkeys.signed(PARTY, CHALLENGE, answer, credential) == 1


def test_options_ask_for_what_we_need() -> None:
    """The host is the party; user verification is required; no credential is named before sign-in."""
    making = json.loads(passkeys.registration_options(PARTY, PERSON, CHALLENGE, ()))
    using = json.loads(passkeys.authentication_options(PARTY, CHALLENGE))
    assert making["rp"]["id"] == using["rpId"] == "localhost"
    assert making["authenticatorSelection"]["userVerification"] == using["userVerification"] == "required"
    assert using["allowCredentials"] == []


def test_a_second_registration_excludes_the_first() -> None:
    """An authenticator is told which passkeys this person has."""
    credential = registered(Authenticator())
    options = json.loads(passkeys.registration_options(PARTY, PERSON, CHALLENGE, [credential]))
    assert [one["id"] for one in options["excludeCredentials"]] == [credential.id]


def test_the_user_handle_names_nobody() -> None:
    """Authenticators show the handle before sign-in, so that it is a hash."""
    assert b"ciso" not in passkeys.user_handle(PERSON)
    assert len(passkeys.user_handle(PERSON)) == 32


@pytest.mark.parametrize(
    "changed",
    [{"origin": "http://evil.example"}, {"challenge": "AAAA"}, {"type": "webauthn.get"}],
)
def test_a_registration_for_somebody_else_is_refused(changed: dict[str, str]) -> None:
    """Another origin, challenge or ceremony is not ours."""
    answer = Authenticator().create(passkeys.registration_options(PARTY, PERSON, CHALLENGE, ()), **changed)
    with pytest.raises(Denied):
        passkeys.made(PARTY, CHALLENGE, answer)


@pytest.mark.parametrize(
    "changed",
    [{"origin": "http://evil.example"}, {"challenge": "AAAA"}, {"type": "webauthn.create"}],
)
def test_a_signature_for_somebody_else_is_refused(changed: dict[str, str]) -> None:
    """A proof for another origin, challenge or ceremony proves nothing here (R-45)."""
    authenticator = Authenticator()
    credential = registered(authenticator)
    answer = authenticator.get(passkeys.authentication_options(PARTY, CHALLENGE), **changed)
    with pytest.raises(Denied):
        passkeys.signed(PARTY, CHALLENGE, answer, credential)


def test_without_user_verification_is_refused() -> None:
    """A passkey that did not check its user is one factor, and not enough."""
    authenticator = Authenticator(verifies=False)
    with pytest.raises(Denied):
        registered(authenticator)


def test_another_key_under_the_same_id_is_refused() -> None:
    """Knowing a credential's id is not holding its key."""
    credential = registered(Authenticator())
    answer = Authenticator().get(passkeys.authentication_options(PARTY, CHALLENGE))
    with pytest.raises(Denied):
        passkeys.signed(PARTY, CHALLENGE, answer, credential)


def test_a_counter_that_does_not_rise_is_refused() -> None:
    """A copied key shows itself by its counter."""
    authenticator = Authenticator()
    credential = replace(registered(authenticator), sign_count=7)
    answer = authenticator.get(passkeys.authentication_options(PARTY, CHALLENGE))
    with pytest.raises(Denied):
        passkeys.signed(PARTY, CHALLENGE, answer, credential)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', "x" * 20_000])
def test_what_is_no_answer_is_refused(answer: str) -> None:
    """Whatever a client sends instead of an answer is refused, never an error of ours."""
    with pytest.raises(Denied):
        passkeys.challenge_made_for(answer)
    with pytest.raises(Denied):
        passkeys.challenge_signed_by(answer)


def test_a_challenge_comes_back_once(world: World) -> None:
    """The second answer to one challenge is refused (R-05)."""
    challenges = Challenges(world)
    challenge = challenges.fresh(None)
    assert challenges.take(challenge, None)
    assert not challenges.take(challenge, None)


def test_a_challenge_is_for_one_session(world: World) -> None:
    """A challenge that one session asked for does not serve another, and is gone afterwards."""
    challenges = Challenges(world)
    challenge = challenges.fresh(SESSION)
    assert not challenges.take(challenge, SessionId("other"))
    assert not challenges.take(challenge, SESSION)


def test_a_challenge_grows_old(world: World) -> None:
    """After five minutes on the monotonic clock it is too late."""
    challenges = Challenges(world)
    challenge = challenges.fresh(None)
    assert isinstance(world.clock, ManualClock)
    world.clock.advance(CHALLENGE_S)
    assert not challenges.take(challenge, None)


def test_the_oldest_challenge_gives_way(world: World) -> None:
    """Asking for many challenges takes no more memory than the bound."""
    challenges = Challenges(world)
    first = challenges.fresh(None)
    last = [challenges.fresh(None) for _ in range(AT_ONCE)][-1]
    assert not challenges.take(first, None)
    assert challenges.take(last, None)


@pytest.mark.parametrize(
    ("origin", "possible"),
    [
        ("http://localhost:8120", True),
        ("https://sluis.example.nl", True),
        ("http://127.0.0.1:8120", False),
        ("http://[::1]:8120", False),
        ("", False),
    ],
)
def test_passkeys_need_a_name(origin: str, possible: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """Browsers bind passkeys to names, not to addresses."""
    assert RelyingParty(origin).possible is possible
