# SPDX-License-Identifier: EUPL-1.2
"""Acts of access: each with its entry, none without."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from sluis.access import acts, links
from sluis.access.model import CredentialId, Method, Reason, Right, Role
from sluis.access.sessions import IDLE, TOUCH_EVERY, Ages
from sluis.kit.clock import ManualClock
from sluis.kit.errors import BadInput, Denied, StorageFailed
from sluis.kit.texts import Text
from sluis.record.model import Actor

if TYPE_CHECKING:
    from sluis.record.log import Record
    from sluis.record.model import Entry

ADMIN = Actor("admin", "cli")
WEB = "web 127.0.0.1"


def entries(record: Record) -> list[Entry]:
    """Return the entries of access, in order."""
    with record.known() as known:
        return [entry for entry in known.entries() if entry.kind.startswith("access.")]


def no_space(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise StorageFailed(Text("No space."))


@pytest.fixture
def ages(record: Record) -> Ages:
    """Return the ages that one console keeps."""
    return Ages(record.world.clock)


def test_a_link_is_issued_with_an_entry(record: Record, issued: acts.Issued) -> None:
    """The entry names the person, the role and until when, but not the code."""
    (entry,) = entries(record)
    assert entry.kind == "access.link_issued"
    assert entry.actor == ADMIN
    assert entry.fields["person"] == issued.person.id == "ciso:j.de.vries"
    assert entry.fields["role"] == "ciso"
    assert "person:ciso:j.de.vries" in entry.tags
    assert issued.expires_at == record.world.clock.now() + links.VALID_FOR
    assert issued.code not in repr(issued)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\u202eb", "***"])
def test_a_name_that_cannot_be_is_refused(record: Record, name: str) -> None:
    """No empty, overlong or invisible names, and no entry for them (R-51)."""
    with pytest.raises(BadInput):
        acts.issue_link(record, name=name, role=Role.STAFF, actor=ADMIN)
    assert entries(record) == []


@pytest.mark.parametrize("hours", [0, -1, 24 * 7 + 1])
def test_a_link_lives_at_most_a_week(record: Record, hours: int) -> None:
    """A link for longer would be a password."""
    with pytest.raises(BadInput, match="7 days"):
        acts.issue_link(record, name="A", role=Role.STAFF, actor=ADMIN, valid_for=timedelta(hours=hours))


def test_a_link_opens_a_session_with_its_entry(record: Record, issued: acts.Issued, ages: Ages) -> None:
    """The session is there when the act returns, and so is its entry."""
    opened = acts.sign_in_by_link(record, issued.code, WEB)
    assert acts.whose(record, opened.cookie, ages, active=True) == (opened.session, issued.person)
    entry = entries(record)[-1]
    assert (entry.kind, entry.fields["method"]) == ("access.signed_in", "link")
    assert entry.fields["session"] == opened.session.id
    assert opened.cookie not in repr(opened)


def test_a_link_works_once(record: Record, issued: acts.Issued) -> None:
    """The second use is refused and recorded, with whose link it was."""
    acts.sign_in_by_link(record, issued.code, WEB)
    with pytest.raises(Denied, match="used before"):
        acts.sign_in_by_link(record, issued.code, WEB)
    refused = entries(record)[-1]
    assert (refused.kind, refused.fields["reason"]) == ("access.refused", "link_used")
    assert refused.fields["person"] == issued.person.id


def test_of_many_at_once_one_wins(record: Record, issued: acts.Issued) -> None:
    """Twelve uses at the same time open exactly one session (R-04)."""

    def attempt(_: int) -> bool:
        try:
            acts.sign_in_by_link(record, issued.code, WEB)
        except Denied:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(attempt, range(12))) == 1
    kinds = [entry.kind for entry in entries(record)]
    assert kinds.count("access.signed_in") == 1
    assert kinds.count("access.refused") == 11
    with record.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM access_session")).scalar() == 1


def test_a_late_link_is_refused(record: Record, issued: acts.Issued) -> None:
    """After its time a link opens nothing."""
    assert isinstance(record.world.clock, ManualClock)
    record.world.clock.advance(links.VALID_FOR.total_seconds())
    with pytest.raises(Denied, match="no longer valid"):
        acts.sign_in_by_link(record, issued.code, WEB)
    assert entries(record)[-1].fields["reason"] == Reason.LINK_EXPIRED


@pytest.mark.parametrize("code", ["", "nonsense", "A" * 43])
def test_a_code_that_nobody_issued_is_refused(record: Record, code: str) -> None:
    """Whatever it looks like, the answer and the entry are the same."""
    with pytest.raises(Denied, match="not one of ours"):
        acts.sign_in_by_link(record, code, WEB)
    (entry,) = entries(record)
    assert entry.fields["reason"] == "unknown_link"
    assert entry.actor.id == "unknown"


def test_a_passkey_is_added_and_signs_in(record: Record, issued: acts.Issued, ages: Ages) -> None:
    """A verified passkey opens a session and keeps its counter."""
    added = acts.add_passkey(record, issued.person, CredentialId("Y3JlZA"), b"key", 0, " work  laptop ")
    assert added.label == "work laptop"
    assert acts.passkeys_of(record, issued.person.id) == (added,)
    found = acts.passkey(record, CredentialId("Y3JlZA"))
    assert found == (added, issued.person)
    opened = acts.sign_in_by_passkey(record, issued.person, added, 4, WEB)
    assert opened.session.method is Method.PASSKEY
    assert acts.whose(record, opened.cookie, ages, active=True) is not None
    assert [one.sign_count for one in acts.passkeys_of(record, issued.person.id)] == [4]
    assert [entry.kind for entry in entries(record)][-2:] == ["access.passkey_added", "access.signed_in"]
    assert acts.passkey(record, CredentialId("other")) is None


def test_a_passkey_belongs_to_one_person(record: Record, issued: acts.Issued) -> None:
    """Adding a passkey that is there already changes nothing and records nothing."""
    acts.add_passkey(record, issued.person, CredentialId("Y3JlZA"), b"key", 0, "")
    size = record.size()
    with pytest.raises(BadInput, match="in use already"):
        acts.add_passkey(record, issued.person, CredentialId("Y3JlZA"), b"other", 0, "")
    assert record.size() == size


def test_signing_out_ends_the_session(record: Record, issued: acts.Issued, ages: Ages) -> None:
    """The old cookie is worth nothing, here and for a console that starts later (R-10)."""
    opened = acts.sign_in_by_link(record, issued.code, WEB)
    acts.sign_out(record, opened.session, WEB, ages=ages)
    for each in (ages, Ages(record.world.clock)):
        assert acts.whose(record, opened.cookie, each, active=True) is None
    assert entries(record)[-1].kind == "access.signed_out"


def test_signing_out_does_not_wait_for_the_record(
    record: Record, issued: acts.Issued, ages: Ages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the entry cannot be written, the session is over here all the same: closing never waits."""
    opened = acts.sign_in_by_link(record, issued.code, WEB)

    monkeypatch.setattr(record, "append", no_space)
    with pytest.raises(StorageFailed):
        acts.sign_out(record, opened.session, WEB, ages=ages)
    assert acts.whose(record, opened.cookie, ages, active=True) is None


def test_no_session_opens_without_its_entry(
    record: Record, issued: acts.Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the entry cannot be written, nobody gets in, and the link is not used up (R-48)."""
    with monkeypatch.context() as broken:
        broken.setattr(record, "append", no_space)
        with pytest.raises(StorageFailed):
            acts.sign_in_by_link(record, issued.code, WEB)
    assert acts.sign_in_by_link(record, issued.code, WEB).person == issued.person


def test_signing_out_everywhere(record: Record, issued: acts.Issued, ages: Ages) -> None:
    """Every session of the person is over, and nobody else's."""
    other = acts.issue_link(record, name="Other", role=Role.STAFF, actor=ADMIN)
    second = acts.issue_link(record, name="J. de Vries", role=Role.CISO, actor=ADMIN)
    mine = [acts.sign_in_by_link(record, link.code, WEB) for link in (issued, second)]
    theirs = acts.sign_in_by_link(record, other.code, WEB)
    assert acts.sign_out_everywhere(record, issued.person.id, WEB, ages=ages) == 2
    assert all(acts.whose(record, one.cookie, ages, active=True) is None for one in mine)
    assert acts.whose(record, theirs.cookie, ages, active=True) is not None


def test_use_is_written_once_a_minute(record: Record, issued: acts.Issued, ages: Ages) -> None:
    """A used session outlives the idle time in the table too; one that is only watched does not."""
    clock = record.world.clock
    assert isinstance(clock, ManualClock)
    opened = acts.sign_in_by_link(record, issued.code, WEB)
    clock.advance(TOUCH_EVERY.total_seconds())
    assert acts.whose(record, opened.cookie, ages, active=True) is not None
    clock.advance(IDLE.total_seconds() - 1)
    fresh = Ages(clock)
    assert acts.whose(record, opened.cookie, fresh, active=False) is not None
    clock.advance(1)
    assert acts.whose(record, opened.cookie, fresh, active=True) is None


def test_a_refusal_becomes_an_entry(record: Record, issued: acts.Issued) -> None:
    """What was refused, to whom, and for want of which right."""
    acts.refuse(record, Reason.NO_RIGHT, WEB, person=issued.person.id, right=Right.CLOSE)
    acts.refuse(record, Reason.PASSKEY_WRONG, WEB, method=Method.PASSKEY)
    first, second = entries(record)[-2:]
    assert first.fields == {"reason": "no_right", "person": issued.person.id, "right": "close"}
    assert second.fields == {"reason": "passkey_wrong", "method": "passkey"}
    assert second.actor.id == "unknown"


def test_nothing_that_opens_is_stored(record: Record, issued: acts.Issued) -> None:
    """Neither the code nor the cookie stands in any table, in any form that can be read back (R-12)."""
    opened = acts.sign_in_by_link(record, issued.code, WEB)
    with record.database.reading() as connection:
        for table in record.database.tables():
            rows = str(connection.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608 - our own names
            assert issued.code not in rows
            assert opened.cookie not in rows
    assert all(issued.code not in str(one) and opened.cookie not in str(one) for one in entries(record))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Zoë Müller", "ciso:zoe.muller"), ("J. de Vries", "ciso:j.de.vries"), ("  A  ", "ciso:a")],
)
def test_ids_are_plain(name: str, expected: str) -> None:
    """An id is role and name in letters that every system can carry."""
    assert acts.id_of(Role.CISO, name) == expected
