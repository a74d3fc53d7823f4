# SPDX-License-Identifier: EUPL-1.2
"""The tables of access: persons, their links and passkeys, and sessions. Hashes and public keys only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, select

from sluis.access.model import (
    Credential,
    CredentialId,
    Link,
    LinkId,
    Method,
    Person,
    PersonId,
    Role,
    Session,
    SessionId,
)
from sluis.kit.database import UtcTime, metadata

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

person_table = Table(
    "access_person",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("name", String(128), nullable=False),
    Column("role", String(32), nullable=False),
)
link_table = Table(
    "access_link",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("person", ForeignKey("access_person.id"), nullable=False),
    Column("issued_at", UtcTime(), nullable=False),
    Column("expires_at", UtcTime(), nullable=False),
    Column("used_at", UtcTime()),
)
credential_table = Table(
    "access_credential",
    metadata,
    Column("id", String(1400), primary_key=True),
    Column("person", ForeignKey("access_person.id"), nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False),
    Column("label", String(64), nullable=False),
    Column("added_at", UtcTime(), nullable=False),
)
session_table = Table(
    "access_session",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("person", ForeignKey("access_person.id"), nullable=False, index=True),
    Column("method", String(16), nullable=False),
    Column("opened_at", UtcTime(), nullable=False),
    Column("seen_at", UtcTime(), nullable=False),
    Column("ended_at", UtcTime()),
)


def person(connection: Connection, wanted: PersonId) -> Person | None:
    """Return a person, or None."""
    row = connection.execute(select(person_table).where(person_table.c.id == wanted)).one_or_none()
    return None if row is None else Person(PersonId(row.id), row.name, Role(row.role))


def anybody(connection: Connection) -> bool:
    """Tell whether anybody has ever been invited."""
    return connection.execute(select(person_table.c.id).limit(1)).first() is not None


def add_person(connection: Connection, new: Person) -> None:
    """Add a person who is not there yet."""
    if person(connection, new.id) is None:
        connection.execute(person_table.insert().values(id=new.id, name=new.name, role=new.role.value))


def add_link(connection: Connection, new: Link) -> None:
    """Add an issued link."""
    connection.execute(
        link_table.insert().values(
            id=new.id,
            digest=new.digest,
            person=new.person,
            issued_at=new.issued_at,
            expires_at=new.expires_at,
        )
    )


def link(connection: Connection, digest: bytes) -> Link | None:
    """Return the link with `digest`, or None."""
    row = connection.execute(select(link_table).where(link_table.c.digest == digest)).one_or_none()
    if row is None:
        return None
    return Link(LinkId(row.id), row.digest, PersonId(row.person), row.issued_at, row.expires_at, row.used_at)


def use_link(connection: Connection, used: LinkId, now: datetime) -> bool:
    """Mark a link as used; False when somebody was first."""
    done = connection.execute(
        link_table.update().where(link_table.c.id == used, link_table.c.used_at.is_(None)).values(used_at=now)
    )
    return done.rowcount == 1


def add_credential(connection: Connection, new: Credential) -> None:
    """Add a passkey."""
    connection.execute(
        credential_table.insert().values(
            id=new.id,
            person=new.person,
            public_key=new.public_key,
            sign_count=new.sign_count,
            label=new.label,
            added_at=new.added_at,
        )
    )


def credential(connection: Connection, wanted: CredentialId) -> Credential | None:
    """Return a passkey, or None."""
    row = connection.execute(select(credential_table).where(credential_table.c.id == wanted)).one_or_none()
    return None if row is None else _credential(row)


def credentials(connection: Connection, of: PersonId) -> tuple[Credential, ...]:
    """Return a person's passkeys, oldest first."""
    rows = connection.execute(
        select(credential_table)
        .where(credential_table.c.person == of)
        .order_by(credential_table.c.added_at, credential_table.c.id)
    )
    return tuple(_credential(row) for row in rows)


def count_signature(connection: Connection, used: CredentialId, sign_count: int) -> None:
    """Write down a passkey's counter."""
    connection.execute(
        credential_table.update().where(credential_table.c.id == used).values(sign_count=sign_count)
    )


def add_session(connection: Connection, new: Session) -> None:
    """Add an opened session."""
    connection.execute(
        session_table.insert().values(
            id=new.id,
            digest=new.digest,
            person=new.person,
            method=new.method.value,
            opened_at=new.opened_at,
            seen_at=new.seen_at,
        )
    )


def session(connection: Connection, digest: bytes) -> tuple[Session, Person] | None:
    """Return the session with `digest` and whose it is, or None."""
    row = connection.execute(
        select(session_table, person_table.c.name, person_table.c.role)
        .join(person_table, person_table.c.id == session_table.c.person)
        .where(session_table.c.digest == digest)
    ).one_or_none()
    return None if row is None else (_session(row), Person(PersonId(row.person), row.name, Role(row.role)))


def open_sessions(connection: Connection, of: PersonId) -> tuple[Session, ...]:
    """Return a person's sessions that were not ended, oldest first."""
    rows = connection.execute(
        select(session_table)
        .where(session_table.c.person == of, session_table.c.ended_at.is_(None))
        .order_by(session_table.c.opened_at, session_table.c.id)
    )
    return tuple(_session(row) for row in rows)


def touch(connection: Connection, used: SessionId, now: datetime) -> None:
    """Write down that a session was used."""
    connection.execute(session_table.update().where(session_table.c.id == used).values(seen_at=now))


def end_session(connection: Connection, over: SessionId, now: datetime) -> None:
    """Write down that a session is over; it never comes back."""
    connection.execute(
        session_table.update()
        .where(session_table.c.id == over, session_table.c.ended_at.is_(None))
        .values(ended_at=now)
    )


def _credential(row: Row[tuple[object, ...]]) -> Credential:
    return Credential(
        CredentialId(row.id), PersonId(row.person), row.public_key, row.sign_count, row.label, row.added_at
    )


def _session(row: Row[tuple[object, ...]]) -> Session:
    return Session(
        SessionId(row.id),
        row.digest,
        PersonId(row.person),
        Method(row.method),
        row.opened_at,
        row.seen_at,
        row.ended_at,
    )
