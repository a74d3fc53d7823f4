# SPDX-License-Identifier: EUPL-1.2
"""The tables of access, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from sluis.access import store
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from sluis.record.log import Record

NOON = datetime(2025, 7, 16, 12, tzinfo=UTC)
PERSON = Person(PersonId("ciso:a"), "A. Bakker", Role.CISO)
LINK = Link(LinkId("link"), b"l" * 32, PERSON.id, NOON, NOON + timedelta(hours=1))
SESSION = Session(SessionId("one"), b"s" * 32, PERSON.id, Method.LINK, NOON, NOON)
CREDENTIAL = Credential(CredentialId("cred"), PERSON.id, b"key", 0, "laptop", NOON)


@pytest.fixture
def connection(record: Record) -> Iterator[Connection]:
    """Return a transaction in which our person exists."""
    with record.database.writing() as connection:
        store.add_person(connection, PERSON)
        yield connection


def test_the_revision_makes_the_tables_of_the_code(record: Record) -> None:
    """Columns, and what may be empty, are the same in the migration and in the tables."""
    found = inspect(record.database.engine)
    for table in (store.person_table, store.link_table, store.credential_table, store.session_table):
        made = {(column["name"], column["nullable"]) for column in found.get_columns(table.name)}
        assert made == {(column.name, column.nullable) for column in table.columns}


def test_a_person_is_added_once(connection: Connection) -> None:
    """Inviting somebody again changes nothing about them."""
    assert store.anybody(connection)
    store.add_person(connection, Person(PERSON.id, "Another Name", Role.CISO))
    assert store.person(connection, PERSON.id) == PERSON
    assert store.person(connection, PersonId("ciso:b")) is None


def test_a_link_is_used_once(connection: Connection) -> None:
    """The first use marks the link, the second finds it marked."""
    store.add_link(connection, LINK)
    assert store.link(connection, LINK.digest) == LINK
    assert store.use_link(connection, LINK.id, NOON)
    assert not store.use_link(connection, LINK.id, NOON + timedelta(seconds=1))
    used = store.link(connection, LINK.digest)
    assert used is not None
    assert used.used_at == NOON
    assert store.link(connection, b"x" * 32) is None


def test_a_link_is_for_somebody_we_know(record: Record) -> None:
    """The database itself refuses a link for nobody."""
    with pytest.raises(Exception, match=r"(?i)foreign") as caught, record.database.writing() as connection:
        store.add_link(connection, LINK)
    assert isinstance(caught.value.__cause__, IntegrityError)


def test_passkeys_are_kept_with_their_counter(connection: Connection) -> None:
    """A passkey comes back as it was added, with the newest counter."""
    store.add_credential(connection, CREDENTIAL)
    assert store.credential(connection, CREDENTIAL.id) == CREDENTIAL
    store.count_signature(connection, CREDENTIAL.id, 5)
    assert [one.sign_count for one in store.credentials(connection, PERSON.id)] == [5]
    assert store.credentials(connection, PersonId("ciso:b")) == ()
    assert store.credential(connection, CredentialId("other")) is None


def test_a_session_with_its_person(connection: Connection) -> None:
    """A session is found by its digest, together with whose it is."""
    store.add_session(connection, SESSION)
    assert store.session(connection, SESSION.digest) == (SESSION, PERSON)
    assert store.session(connection, b"x" * 32) is None


def test_an_ended_session_keeps_its_end(connection: Connection) -> None:
    """The first end counts; using it later does not revive it."""
    store.add_session(connection, SESSION)
    store.touch(connection, SESSION.id, NOON + timedelta(minutes=1))
    store.end_session(connection, SESSION.id, NOON + timedelta(minutes=2))
    store.end_session(connection, SESSION.id, NOON + timedelta(minutes=3))
    found = store.session(connection, SESSION.digest)
    assert found is not None
    assert (found[0].seen_at, found[0].ended_at) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=2))
    assert store.open_sessions(connection, PERSON.id) == ()
