# SPDX-License-Identifier: EUPL-1.2
"""What changes access. Opening waits for its durable entry; what is refused becomes an entry too.

Each act writes its rows in the transaction of its entry (`effect`), so that there is no session
without an entry, and no entry without its session.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from sluis.access import kinds, links, sessions, store
from sluis.access.model import (
    Credential,
    CredentialId,
    Link,
    Method,
    Person,
    PersonId,
    Reason,
    Right,
    Role,
    Session,
)
from sluis.kit.errors import BadInput, Denied, StorageFailed
from sluis.kit.texts import Text
from sluis.record.model import Actor, Draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from sluis.record.log import Record
    from sluis.record.model import Json, Kind

LONGEST_NAME: Final = 80
LONGEST_LABEL: Final = 64

Effect: TypeAlias = "Callable[[Connection], None]"
"""Rows written in the transaction of an entry."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A link to hand over. The code is nowhere else."""

    code: str = field(repr=False)
    person: Person
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was opened; `cookie` is for the browser alone."""

    cookie: str = field(repr=False)
    session: Session
    person: Person


@dataclass(frozen=True, slots=True)
class _Proof:
    """What a sign-in was proved with: `link` or `credential`, and its public name."""

    what: str
    name: str


class _UsedMeanwhileError(Exception):
    """Somebody used the link between our look and our write."""


def issue_link(
    record: Record, *, name: str, role: Role, actor: Actor, valid_for: timedelta = links.VALID_FOR
) -> Issued:
    """Invite somebody: a link that signs `name` in as `role`, once, within `valid_for`.

    The first administrator is invited so from the command line. Raises `BadInput` for a name that
    is empty or too long, and for a time that is not in (0, 7 days].
    """
    shown = " ".join(name.split())
    if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
        raise BadInput(Text("A name has 1 to {most} characters.", most=LONGEST_NAME), field="name")
    if not timedelta(0) < valid_for <= links.LONGEST:
        raise BadInput(
            Text("A link is valid for at most {days} days.", days=links.LONGEST.days), field="valid"
        )
    now = record.world.clock.now()
    person = Person(id_of(role, shown), shown, role)
    code = links.fresh(record.world.randomness)
    digest = links.digest_of(code) or b""
    link = Link(links.id_of(digest), digest, person.id, now, now + valid_for)

    def effect(connection: Connection) -> None:
        store.add_person(connection, person)
        store.add_link(connection, link)

    fields: dict[str, Json] = {
        "person": person.id,
        "name": person.name,
        "role": role.value,
        "link": link.id,
        "expires_at": link.expires_at.isoformat(),
    }
    draft = _draft(record, kinds.LINK_ISSUED, actor, fields, person.id, f"link:{link.id}")
    record.append([draft], effect=effect)
    return Issued(code, person, link.expires_at)


def sign_in_by_link(record: Record, code: str, origin: str) -> Opened:
    """Open a session for whoever holds `code`. The link is used up, also when two try at once.

    Raises `Denied` after recording why.
    """
    now = record.world.clock.now()
    digest = links.digest_of(code)
    with record.database.reading() as connection:
        link = store.link(connection, digest) if digest else None
        person = store.person(connection, link.person) if link else None
    reason = links.refusal(link, now)
    if reason or link is None or person is None:
        _deny_link(record, reason or Reason.UNKNOWN_LINK, origin, link)
    used = link

    def first(connection: Connection) -> None:
        if not store.use_link(connection, used.id, now):
            raise _UsedMeanwhileError

    try:
        return _open(record, person, Method.LINK, _Proof("link", link.id), origin, first)
    except _UsedMeanwhileError:
        _deny_link(record, Reason.LINK_USED, origin, link)


def sign_in_by_passkey(
    record: Record, person: Person, credential: Credential, sign_count: int, origin: str
) -> Opened:
    """Open a session for a passkey that was verified; `sign_count` is its new counter."""

    def count(connection: Connection) -> None:
        store.count_signature(connection, credential.id, sign_count)

    name = _short(credential.id)
    return _open(record, person, Method.PASSKEY, _Proof("credential", name), origin, count)


def add_passkey(
    record: Record, person: Person, credential: CredentialId, public_key: bytes, sign_count: int, label: str
) -> Credential:
    """Add a verified passkey to a signed-in person. Raises `BadInput` when it is somebody's already."""
    shown = " ".join(label.split())[:LONGEST_LABEL] or "passkey"
    new = Credential(credential, person.id, public_key, sign_count, shown, record.world.clock.now())
    name = _short(credential)

    def effect(connection: Connection) -> None:
        if store.credential(connection, credential):
            raise BadInput(Text("This passkey is in use already."), field="passkey")
        store.add_credential(connection, new)

    fields: dict[str, Json] = {"person": person.id, "credential": name, "label": shown}
    actor = Actor(person.id, "web")
    draft = _draft(record, kinds.PASSKEY_ADDED, actor, fields, person.id, f"credential:{name}")
    record.append([draft], effect=effect)
    return new


def refuse(
    record: Record,
    reason: Reason,
    origin: str,
    *,
    person: PersonId | None = None,
    right: Right | None = None,
    method: Method | None = None,
) -> None:
    """Record that a sign-in or a request was refused."""
    fields: dict[str, Json] = {"reason": reason.value}
    if person:
        fields["person"] = person
    if right:
        fields["right"] = right.value
    if method:
        fields["method"] = method.value
    record.append([_draft(record, kinds.REFUSED, Actor(person or "unknown", origin), fields, person)])


def take_out(record: Record, person: Person, what: str, size: int, origin: str) -> None:
    """Record that a person exports `what` as of `size`; whoever calls may hand it over once this returns."""
    fields: dict[str, Json] = {"person": person.id, "what": what, "size": size}
    record.append([_draft(record, kinds.EXPORTED, Actor(person.id, origin), fields, person.id)])


def sign_out(
    record: Record, session: Session, origin: str, *, ages: sessions.Ages, why: str = "asked"
) -> None:
    """End one session. It is over in this process before anything is written; nothing waits for the entry."""
    ages.end(session.id)
    now = record.world.clock.now()
    fields: dict[str, Json] = {"person": session.person, "session": session.id, "why": why}
    draft = _draft(record, kinds.SIGNED_OUT, Actor(session.person, origin), fields, session.person)
    record.append([draft], effect=partial(store.end_session, over=session.id, now=now))


def sign_out_everywhere(record: Record, person: PersonId, origin: str, *, ages: sessions.Ages) -> int:
    """End every session of a person and return how many there were."""
    with record.database.reading() as connection:
        found = store.open_sessions(connection, person)
    for one in found:
        ages.end(one.id)
    failed: StorageFailed | None = None
    for one in found:
        try:
            sign_out(record, one, origin, ages=ages, why="everywhere")
        except StorageFailed as error:
            failed = error
    if failed:
        raise failed
    return len(found)


def whose(record: Record, cookie: str, ages: sessions.Ages, *, active: bool) -> tuple[Session, Person] | None:
    """Return the live session behind `cookie` and its person, or None.

    `active` counts as use; the table hears of it at most once a minute.
    """
    with record.database.reading() as connection:
        found = store.session(connection, sessions.digest_of(cookie))
    if found is None or not ages.alive(found[0], active=active):
        return None
    now = record.world.clock.now()
    if active and now - found[0].seen_at >= sessions.TOUCH_EVERY:
        with record.database.writing() as connection:
            store.touch(connection, found[0].id, now)
    return found


def passkey(record: Record, wanted: CredentialId) -> tuple[Credential, Person] | None:
    """Return a passkey and whose it is, or None."""
    with record.database.reading() as connection:
        found = store.credential(connection, wanted)
        person = store.person(connection, found.person) if found else None
    return (found, person) if found and person else None


def passkeys_of(record: Record, person: PersonId) -> tuple[Credential, ...]:
    """Return a person's passkeys, oldest first."""
    with record.database.reading() as connection:
        return store.credentials(connection, person)


def id_of(role: Role, name: str) -> PersonId:
    """Return the id of a person: role and name in plain letters, such as `ciso:j.de.vries`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if not words:
        raise BadInput(Text("A name needs a letter or a digit from a to z."), field="name")
    return PersonId(f"{role.value}:{'.'.join(words)}")


def _short(credential: CredentialId) -> str:
    """Return the public name of a passkey: enough to tell two apart, too little to be one."""
    return hashlib.sha256(b"credential" + credential.encode()).hexdigest()[:16]


_LINK_WORDS: Final = {
    Reason.UNKNOWN_LINK: Text("This link is not one of ours."),
    Reason.LINK_USED: Text("This link was used before. If that was not you, tell the CISO at once."),
    Reason.LINK_EXPIRED: Text("This link is no longer valid."),
}


def _deny_link(record: Record, reason: Reason, origin: str, link: Link | None) -> NoReturn:
    fields: dict[str, Json] = {"reason": reason.value, "method": Method.LINK.value}
    person = link.person if link else None
    if link:
        fields |= {"link": link.id, "person": link.person}
    record.append([_draft(record, kinds.REFUSED, Actor(person or "unknown", origin), fields, person)])
    raise Denied(_LINK_WORDS[reason], Text("Ask whoever invited you for a new link."))


def _open(
    record: Record, person: Person, method: Method, proof: _Proof, origin: str, effect: Effect
) -> Opened:
    """Append the entry and the session together; whoever calls may open once this returns."""
    now = record.world.clock.now()
    cookie = sessions.fresh(record.world.randomness)
    digest = sessions.digest_of(cookie)
    session = Session(sessions.id_of(digest), digest, person.id, method, now, now)

    def both(connection: Connection) -> None:
        effect(connection)
        store.add_session(connection, session)

    fields: dict[str, Json] = {
        "person": person.id,
        "role": person.role.value,
        "method": method.value,
        "session": session.id,
        proof.what: proof.name,
    }
    tag = f"{proof.what}:{proof.name}"
    record.append(
        [_draft(record, kinds.SIGNED_IN, Actor(person.id, origin), fields, person.id, tag)], effect=both
    )
    return Opened(cookie, session, person)


def _draft(
    record: Record, kind: Kind, actor: Actor, fields: dict[str, Json], person: PersonId | None, *tags: str
) -> Draft:
    about = (f"person:{person}", *tags) if person else tags
    return Draft(kind, record.world.clock.now(), actor, fields, about)
