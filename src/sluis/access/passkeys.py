# SPDX-License-Identifier: EUPL-1.2
"""Passkeys: both ceremonies of WebAuthn (W3C Web Authentication Level 3, sections 7.1 and 7.2).

The relying party's id is the host under which browsers reach the console, so that a passkey made
here works nowhere else. User verification is required: the passkey is both factors. A challenge
is random, for one ceremony, one session and five minutes, and is taken once.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sluis.access.model import CredentialId
from sluis.kit.errors import Denied
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sluis.access.model import Credential, Person, SessionId
    from sluis.kit.world import World

CHALLENGE_BYTES: Final = 32
CHALLENGE_S: Final = 300.0
AT_ONCE: Final = 512
"""Ceremonies under way at the same time; the oldest gives way."""
LARGEST: Final = 16_384
"""Characters of a browser's answer: a packed attestation with a chain stays well below."""


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Who asks: the origin that browsers see, and the host that passkeys are bound to."""

    origin: str

    @property
    def id(self) -> str:
        """Return the host in the origin."""
        return urlsplit(self.origin).hostname or ""

    @property
    def possible(self) -> bool:
        """Tell whether browsers allow passkeys here: a name, not an address (WebAuthn, 5.1.2)."""
        try:
            ipaddress.ip_address(self.id)
        except ValueError:
            return bool(self.id)
        return False


@dataclass(frozen=True, slots=True)
class Made:
    """What an authenticator made: id, public key (COSE_Key) and counter."""

    id: CredentialId
    public_key: bytes
    sign_count: int


class Challenges:
    """The challenges that are out; each may come back once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._out: dict[bytes, tuple[SessionId | None, float]] = {}
        self._lock = Lock()

    def fresh(self, session: SessionId | None) -> bytes:
        """Return a new challenge: for `session`, or for somebody who is not signed in."""
        challenge = self._world.randomness.token(CHALLENGE_BYTES)
        with self._lock:
            while len(self._out) >= AT_ONCE:
                del self._out[next(iter(self._out))]
            self._out[challenge] = (session, self._world.clock.monotonic_s() + CHALLENGE_S)
        return challenge

    def take(self, challenge: bytes, session: SessionId | None) -> bool:
        """Tell whether `challenge` is out for `session` and still good; it is gone afterwards."""
        with self._lock:
            found = self._out.pop(challenge, None)
        return found is not None and found[0] == session and self._world.clock.monotonic_s() < found[1]


def user_handle(person: Person) -> bytes:
    """Return the handle that authenticators keep: a hash, since it may be shown before sign-in."""
    return hashlib.sha256(b"sluis-user:" + person.id.encode()).digest()


def registration_options(
    party: RelyingParty, person: Person, challenge: bytes, existing: Iterable[Credential]
) -> str:
    """Return what `navigator.credentials.create()` needs, as JSON."""
    return options_to_json(
        generate_registration_options(
            rp_id=party.id,
            rp_name="Sluis",
            user_id=user_handle(person),
            user_name=person.id,
            user_display_name=person.name,
            challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.id)) for one in existing
            ],
        )
    )


def authentication_options(party: RelyingParty, challenge: bytes) -> str:
    """Return what `navigator.credentials.get()` needs, as JSON; it names no credential, so no person."""
    return options_to_json(
        generate_authentication_options(
            rp_id=party.id, challenge=challenge, user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def challenge_made_for(answer: str) -> bytes:
    """Return the challenge that a registration answers. Raises `Denied` when it is no registration."""
    try:
        return parse_client_data_json(
            parse_registration_credential_json(_bounded(answer)).response.client_data_json
        ).challenge
    except (WebAuthnException, ValueError, KeyError) as error:
        raise wrong() from error


def challenge_signed_by(answer: str) -> tuple[bytes, CredentialId]:
    """Return the challenge and the credential of an authentication. Raises `Denied` when it is none."""
    try:
        parsed = parse_authentication_credential_json(_bounded(answer))
        challenge = parse_client_data_json(parsed.response.client_data_json).challenge
    except (WebAuthnException, ValueError, KeyError) as error:
        raise wrong() from error
    return challenge, CredentialId(bytes_to_base64url(parsed.raw_id))


def made(party: RelyingParty, challenge: bytes, answer: str) -> Made:
    """Verify a registration and return what was made. Raises `Denied`."""
    try:
        verified = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise wrong() from error
    return Made(
        CredentialId(bytes_to_base64url(verified.credential_id)),
        verified.credential_public_key,
        verified.sign_count,
    )


def signed(party: RelyingParty, challenge: bytes, answer: str, credential: Credential) -> int:
    """Verify an authentication against `credential` and return its new counter. Raises `Denied`."""
    try:
        return verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=credential.public_key,
            credential_current_sign_count=credential.sign_count,
            require_user_verification=True,
        ).new_sign_count
    except (WebAuthnException, ValueError) as error:
        raise wrong() from error


def wrong() -> Denied:
    """Return the error for a passkey that proves nothing; the same for each cause (R-46)."""
    return Denied(
        Text("This passkey was not accepted."),
        Text("Try again, or ask for a new one-time link."),
    )


def _bounded(answer: str) -> str:
    if len(answer) > LARGEST:
        raise wrong()
    return answer
