# SPDX-License-Identifier: EUPL-1.2
"""The words of access: persons with a role, what proves them, and the session that follows.

Nothing here holds a secret. Of a link and of a session's cookie only the SHA-256 is kept; of a
passkey only the public key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - dataclass fields are resolved at run time by readers
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
"""Role and name, such as `ciso:j.devries`: the id of the actor in the record."""
LinkId = NewType("LinkId", str)
SessionId = NewType("SessionId", str)
"""Public name of a session (16 hex digits); it opens nothing."""
CredentialId = NewType("CredentialId", str)
"""WebAuthn credential id, base64url without padding."""


class Role(StrEnum):
    """What somebody is to the organisation while systems are closed."""

    CRISIS_MANAGER = "crisis_manager"
    CISO = "ciso"
    SYSTEM_OWNER = "system_owner"
    UNIT_HEAD = "unit_head"
    PLANNER = "planner"
    STAFF = "staff"
    COMMISSION = "commission"
    """Member of the commission, auditor or officer for open government (Woo)."""


class Right(StrEnum):
    """One thing that somebody may see or do."""

    SEE_BEELD = "see_beeld"
    SEE_SLUIS = "see_sluis"
    SEE_PRICE = "see_price"
    SEE_REPORT = "see_report"
    CLOSE = "close"
    REOPEN = "reopen"
    GIVE_EVIDENCE = "give_evidence"
    NOTE = "note"
    VERIFY = "verify"
    EXPORT = "export"


class Method(StrEnum):
    """What a sign-in was proved with."""

    LINK = "link"
    PASSKEY = "passkey"


class Reason(StrEnum):
    """Why a sign-in or a request was refused; the word that stands in the record."""

    UNKNOWN_LINK = "unknown_link"
    LINK_USED = "link_used"
    LINK_EXPIRED = "link_expired"
    UNKNOWN_PASSKEY = "unknown_passkey"
    PASSKEY_WRONG = "passkey_wrong"
    CHALLENGE_GONE = "challenge_gone"
    TOO_MANY = "too_many"
    NO_RIGHT = "no_right"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in."""

    id: PersonId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link that was issued; `digest` is the SHA-256 of its code."""

    id: LinkId
    digest: bytes
    person: PersonId
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """A passkey: the public half, and the counter that a copied key would break."""

    id: CredentialId
    person: PersonId
    public_key: bytes
    """COSE_Key (RFC 9053) as the authenticator gave it."""
    sign_count: int
    label: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; `digest` is the SHA-256 of its cookie."""

    id: SessionId
    digest: bytes
    person: PersonId
    method: Method
    opened_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
