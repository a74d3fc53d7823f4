# SPDX-License-Identifier: EUPL-1.2
"""Verifying and exporting as jobs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from sluis.access.model import Role
from sluis.kit.errors import Refused
from sluis.kit.jobs import Unheard
from sluis.kit.texts import Text
from sluis.web import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from sluis.house import House


class AtOnce:
    """A thread that does its work when it is started."""

    def __init__(self, target: Callable[..., object], args: tuple[object, ...], **rest: object) -> None:
        self._run = lambda: target(*args, **rest["kwargs"])  # type: ignore[arg-type] - as given

    def start(self) -> None:
        """Do the work."""
        self._run()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "Thread", AtOnce)


def done(client: TestClient, path: str, **form: str) -> str:
    """Start a job and return the address where it is watched."""
    answer = client.post(path, data=form)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_a_whole_record_is_said_to_be_whole(ciso: TestClient) -> None:
    """In plain words, with what was computed."""
    page = ciso.get(done(ciso, "/verslag/verify")).text
    assert "The record is whole." in page
    assert "hx-trigger" not in page, "a finished job is not asked for again"


def test_a_changed_byte_is_named(ciso: TestClient, house: House) -> None:
    """The page names the first entry that is wrong and what to do, and nothing is repaired."""
    with house.database.writing() as connection:
        connection.execute(text("DROP TRIGGER entry_no_update"))
        connection.execute(text("UPDATE entry SET bytes = substr(bytes, 1, 40) || x'00' WHERE seq = 3"))
    page = ciso.get(done(ciso, "/verslag/verify")).text
    assert "The record is not whole." in page
    assert "The first entry that is wrong is number 3." in page


def test_verifying_only_reads(house: House) -> None:
    """It runs on a connection that cannot write, and says in both languages what it found."""
    size = house.record.size()
    found = json.loads(work.verified(house, Unheard()))
    assert found["ok"] is True
    assert found["entries"] == size
    assert house.record.size() == size


@pytest.mark.parametrize(
    ("form", "begins"), [("json", b"{"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")]
)
def test_a_report_is_a_file(form: str, begins: bytes, ciso: TestClient, house: House) -> None:
    """Each form can be saved, is not shown inside our pages, and its entry came first (R-48)."""
    size = house.record.size()
    place = done(ciso, "/verslag/export", form=form, size=str(size))
    answer = ciso.get(f"{place}/file")
    assert answer.content.lower().startswith(begins.lower())
    assert answer.headers["content-disposition"].startswith("attachment")
    with house.record.known() as known:
        (taken,) = known.entries(kinds={"access.exported"})
    assert taken.fields == {"person": "ciso:t.ciso", "what": form, "size": size}


def test_a_report_is_as_of_the_size_asked_for(ciso: TestClient) -> None:
    """What came later is not in it."""
    place = done(ciso, "/verslag/export", form="json", size="5")
    found = ciso.get(f"{place}/file").json()
    assert found["known_entries"] == 5
    assert "warning came in" not in json.dumps(found)


def test_a_report_is_for_whoever_asked(signed_in: Callable[[Role], TestClient]) -> None:
    """Another person's work is as unknown as none, page and file (R-25)."""
    mine, other = signed_in(Role.CISO), signed_in(Role.COMMISSION)
    place = done(mine, "/verslag/export", form="json", size="3")
    assert mine.get(place).status_code == 200
    assert {other.get(place).status_code, other.get(f"{place}/file").status_code} == {404}


@pytest.mark.parametrize(
    "form", [{"form": "exe", "size": "3"}, {"form": "pdf", "size": "-1"}, {"form": "pdf"}]
)
def test_an_export_that_makes_no_sense(form: dict[str, str], ciso: TestClient, house: House) -> None:
    """An unknown form or size is refused before anything is recorded."""
    size = house.record.size()
    assert ciso.post("/verslag/export", data=form).status_code == 400
    assert house.record.size() == size


def test_work_that_failed_says_so(ciso: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a job that failed says what happened, and offers no file."""

    def broken(*_: object) -> str:
        raise Refused(Text("The paper ran out."))

    monkeypatch.setattr(work, "verified", broken)
    place = done(ciso, "/verslag/verify")
    page = ciso.get(place).text
    assert "This did not work." in page
    assert "The paper ran out." in page
    assert ciso.get(f"{place}/file").status_code == 404


def test_who_may_not(signed_in: Callable[[Role], TestClient]) -> None:
    """Staff neither verify nor export."""
    staff = signed_in(Role.STAFF)
    assert staff.post("/verslag/verify").status_code == 403
    assert staff.post("/verslag/export", data={"form": "pdf", "size": "3"}).status_code == 403


def test_exports_are_for_the_owner_of_the_home_alone(ciso: TestClient, house: House) -> None:
    """Folder and files are closed to other users of the machine."""
    done(ciso, "/verslag/export", form="json", size="3")
    folder = work.folder(house)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
