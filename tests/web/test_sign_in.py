# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, as the server sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.access.acts import add_passkey
from sluis.access.model import CredentialId, Person, PersonId, Role
from sluis.access.passkeys import CHALLENGE_S
from sluis.kit.errors import StorageFailed
from sluis.kit.texts import Text
from sluis.web.limits import PER_ADDRESS
from tests.access.authenticator import Authenticator
from tests.web.small import invited

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from sluis.house import House
    from sluis.kit.clock import ManualClock

PERSON = Person(PersonId("ciso:t.ciso"), "T. ciso", Role.CISO)


def reasons(house: House) -> list[object]:
    """Return the reasons of the recorded refusals."""
    with house.record.known() as known:
        return [entry.fields["reason"] for entry in known.entries(kinds={"access.refused"})]


def test_a_link_gives_a_cookie_that_scripts_cannot_read(anyone: TestClient, house: House) -> None:
    """HttpOnly, SameSite=Strict, for the whole host; and a way to add a passkey (R-39)."""
    answer = anyone.post("/sign-in", data={"code": invited(house, Role.CISO)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("sluis=")
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/"))
    assert "domain" not in cookie


def test_over_tls_the_cookie_is_bound_to_the_host(app: object, house: House) -> None:
    """With TLS the name has the `__Host-` prefix and the cookie is Secure."""
    from starlette.testclient import TestClient  # noqa: PLC0415 - another scheme than the fixture's

    client = TestClient(
        app,  # type: ignore[arg-type] - any ASGI application
        base_url="https://localhost",
        headers={"origin": "https://localhost"},
        follow_redirects=False,
    )
    answer = client.post("/sign-in", data={"code": invited(house, Role.CISO)})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-sluis=")
    assert "Secure" in cookie
    assert client.get("/beeld").status_code == 200


def test_a_code_in_the_address_does_nothing(anyone: TestClient, house: House) -> None:
    """Only the form signs in: a GET changes nothing, whatever its query says (R-40, R-11)."""
    size = house.record.size()
    answer = anyone.get("/sign-in", params={"code": invited(house, Role.CISO)})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert house.record.size() == size + 1, "the invitation alone"


def test_a_form_from_elsewhere_signs_nobody_in(anyone: TestClient, house: House) -> None:
    """Another site cannot sign somebody in under its own link (R-40)."""
    answer = anyone.post(
        "/sign-in", data={"code": invited(house, Role.CISO)}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_wrong_code_is_refused_and_recorded(anyone: TestClient, house: House) -> None:
    """The page says what to do; the record says that somebody tried."""
    answer = anyone.post("/sign-in", data={"code": "nonsense"})
    assert answer.status_code == 403
    assert "This link is not one of ours." in answer.text
    assert reasons(house) == ["unknown_link"]


def test_trying_too_often_is_refused_once_in_the_record(anyone: TestClient, house: House) -> None:
    """Beyond the limit each try gets 429, and one entry says so: nobody fills the record (R-46)."""
    answers = [anyone.post("/sign-in", data={"code": "x"}) for _ in range(PER_ADDRESS + 5)]
    assert [answer.status_code for answer in answers[-5:]] == [429] * 5
    assert answers[-1].headers["retry-after"] == "300"
    assert reasons(house) == ["unknown_link"] * PER_ADDRESS + ["too_many"]


def test_signing_in_again_ends_the_session_before(ciso: TestClient, house: House) -> None:
    """The session's id changes at each sign-in, and the old one is over (R-09)."""
    before = ciso.cookies["sluis"]
    ciso.post("/sign-in", data={"code": invited(house, Role.CISO)})
    assert ciso.cookies["sluis"] != before
    ciso.cookies.clear()
    assert ciso.get("/beeld", headers={"cookie": f"sluis={before}"}).status_code == 303


def test_a_session_that_was_planted_is_not_taken_over(anyone: TestClient, house: House) -> None:
    """A cookie from before signing in never becomes valid (R-09)."""
    anyone.cookies.set("sluis", "planted")
    anyone.post("/sign-in", data={"code": invited(house, Role.CISO)})
    planted = {"cookie": "sluis=planted"}
    anyone.cookies.clear()
    assert anyone.get("/beeld", headers=planted).headers["location"] == "/sign-in"


def test_signing_out_forgets_the_browser(ciso: TestClient) -> None:
    """The cookie goes, what the browser kept goes, and the session is over."""
    answer = ciso.post("/sign-out")
    assert answer.headers["location"] == "/sign-in"
    assert 'sluis=""' in answer.headers["set-cookie"]
    assert "storage" in answer.headers["clear-site-data"]
    assert ciso.get("/beeld").status_code == 303


def test_signing_out_works_on_a_full_disk(
    ciso: TestClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the entry cannot be written, the session is over all the same: closing never waits."""
    cookie = ciso.cookies["sluis"]

    def full(*_: object, **__: object) -> None:
        raise StorageFailed(Text("No space."))

    monkeypatch.setattr(house.record, "append", full)
    assert ciso.post("/sign-out").status_code == 303
    ciso.cookies.clear()
    assert ciso.get("/account", headers={"cookie": f"sluis={cookie}"}).status_code == 303


def test_signing_out_everywhere(signed_in: Callable[[Role], TestClient]) -> None:
    """Every browser of this person is out, and nobody else's."""
    mine, also_mine, other = signed_in(Role.CISO), signed_in(Role.CISO), signed_in(Role.STAFF)
    mine.post("/sign-out/everywhere")
    assert also_mine.get("/beeld").status_code == 303
    assert other.get("/sluis").status_code == 200


@pytest.fixture
def authenticator(ciso: TestClient) -> Authenticator:
    """Return an authenticator whose passkey the CISO has added, signed out again."""
    authenticator = Authenticator()
    options = ciso.post("/account/passkey/options").text
    added = ciso.post("/account/passkey", data={"answer": authenticator.create(options), "label": "key"})
    assert added.status_code == 303
    ciso.post("/sign-out")
    return authenticator


def test_a_passkey_signs_in(anyone: TestClient, authenticator: Authenticator) -> None:
    """A signed challenge of ours opens a session for its person."""
    options = anyone.post("/sign-in/passkey/options").text
    answer = anyone.post("/sign-in/passkey", data={"answer": authenticator.get(options)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/beeld")
    assert anyone.get("/beeld").status_code == 200


def test_an_answer_works_once(anyone: TestClient, authenticator: Authenticator, house: House) -> None:
    """A captured answer is worthless: its challenge is gone (R-02, R-05)."""
    signed = authenticator.get(anyone.post("/sign-in/passkey/options").text)
    anyone.post("/sign-in/passkey", data={"answer": signed})
    anyone.cookies.clear()
    again = anyone.post("/sign-in/passkey", data={"answer": signed})
    assert again.status_code == 403
    assert reasons(house) == ["challenge_gone"]


def test_every_wrong_passkey_gets_the_same_answer(
    anyone: TestClient, authenticator: Authenticator, clock: ManualClock, house: House
) -> None:
    """Nobody learns which credentials exist (R-46)."""
    options = anyone.post("/sign-in/passkey/options").text
    stranger = Authenticator(credential=b"somebody-else")
    forged = Authenticator(credential=authenticator.credential)
    late = authenticator.get(anyone.post("/sign-in/passkey/options").text)
    answers = [
        anyone.post("/sign-in/passkey", data={"answer": given})
        for given in ("{}", stranger.get(options), forged.get(anyone.post("/sign-in/passkey/options").text))
    ]
    clock.advance(CHALLENGE_S)
    answers.append(anyone.post("/sign-in/passkey", data={"answer": late}))
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    assert reasons(house) == ["passkey_wrong", "unknown_passkey", "passkey_wrong", "challenge_gone"]


def test_a_passkey_for_another_origin_is_refused(anyone: TestClient, house: House) -> None:
    """A passkey that was made for another site proves nothing here."""
    add_passkey(house.record, PERSON, CredentialId("YQ"), b"key", 0, "x") if invited(
        house, Role.CISO
    ) else None
    options = anyone.post("/sign-in/passkey/options").text
    evil = Authenticator(origin="http://evil.example", rp_id="evil.example", credential=b"a")
    assert anyone.post("/sign-in/passkey", data={"answer": evil.get(options)}).status_code == 403


def test_the_page_names_the_ways_in(anyone: TestClient) -> None:
    """A link by its code, a passkey by its button; where passkeys cannot be, it says why."""
    assert "Use a passkey" in anyone.get("/sign-in").text
    by_number = anyone.get("/sign-in", headers={"host": "127.0.0.1"}).text
    assert "Use a passkey" not in by_number
    assert "Open the console by its name." in by_number


def test_who_is_in_goes_on(ciso: TestClient) -> None:
    """The sign-in page leads somebody who is signed in to their first screen."""
    assert ciso.get("/sign-in").headers["location"] == "/beeld"
