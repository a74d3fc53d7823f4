# SPDX-License-Identifier: EUPL-1.2
"""Closing and reopening through the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sluis.access.model import Role
from sluis.estate import store
from sluis.estate.model import State
from sluis.web.sluis import confirmation
from tests.web.small import ESTATE, FILES, MAP, NETWORK

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from sluis.house import House


def form(house: House, **changed: Any) -> dict[str, Any]:
    """Return a form that closes the case files, some fields changed."""
    return {
        "target": "files",
        "reason": "A warning",
        "check_on": "2025-08-01",
        "typed": "files",
        "picture": str(house.record.size()),
        **changed,
    }


def state(house: House, system: str) -> State:
    """Return the state of a system as known now."""
    with house.record.known() as known:
        return {str(name): at.state for name, at in store.states(known, house.world.clock.now()).items()}[
            system
        ]


def test_the_price_names_what_it_costs(ciso: TestClient, house: House) -> None:
    """Streams with their basis, people, unknowns and who could answer, alternatives; nothing changes."""
    size = house.record.size()
    page = ciso.get("/sluis/price?target=network&target=files").text
    for words in (
        "Permits",
        "Case files → Permits",
        "assumed",
        "Clerks",
        "Whether Map survives is unknown.",
        "could answer",
        "Leave everything as it is",
        "Type Test Town to close",
    ):
        assert words in page
    assert house.record.size() == size


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sluis/price", 400),
        ("/sluis/price?target=nothing", 404),
        ("/sluis/price?target=files&to=open", 400),
        ("/sluis/price?target=files&to=nonsense", 400),
        ("/sluis/reopen", 400),
        ("/sluis/reopen?target=nothing", 404),
    ],
)
def test_a_question_that_makes_no_sense(path: str, status: int, ciso: TestClient) -> None:
    """No target, an unknown one, or a state that one cannot go to: a clear answer."""
    assert ciso.get(path).status_code == status


def test_closing_is_a_decision_on_what_was_seen(ciso: TestClient, house: House) -> None:
    """The entry has the person, the picture, the reason and the dated check; the state follows."""
    sent = form(house, dissent="The planner")
    assert ciso.post("/sluis/close", data=sent).headers["location"] == "/sluis"
    with house.record.known() as known:
        (decision,) = known.entries(kinds={"decision.made"})
    assert decision.actor.id == "ciso:t.ciso"
    assert decision.actor.origin == "web testclient"
    assert decision.fields["picture"] == int(sent["picture"])
    assert decision.fields["reason"] == "A warning"
    assert decision.fields["check_on"] == "2025-08-01"
    assert decision.fields["dissent"] == "The planner"
    assert state(house, "files") is State.CLOSED


def test_the_typed_name_is_checked_by_the_server(ciso: TestClient, house: House) -> None:
    """Whatever the browser lets through, another name closes nothing."""
    answer = ciso.post("/sluis/close", data=form(house, typed="yes"))
    assert answer.status_code == 400
    assert "Nothing was closed." in answer.text
    assert state(house, "files") is State.OPEN


def test_case_and_spaces_of_the_typed_name_do_not_matter(ciso: TestClient, house: House) -> None:
    """Somebody in a hurry is not held up by a capital."""
    assert ciso.post("/sluis/close", data=form(house, typed=" Files ")).status_code == 303


def test_what_must_be_typed() -> None:
    """One system by its id, several by the organisation's name."""
    assert confirmation(ESTATE, [FILES]) == "files"
    assert confirmation(ESTATE, [FILES, MAP]) == "Test Town"


def test_restricting_instead_of_closing(ciso: TestClient, house: House) -> None:
    """A system can be left readable."""
    ciso.post("/sluis/close", data=form(house, to="read_only"))
    assert state(house, "files") is State.READ_ONLY


@pytest.mark.parametrize(
    "changed", [{"reason": ""}, {"check_on": "soon"}, {"picture": "-1"}, {"target": ""}, {"to": "ajar"}]
)
def test_a_form_that_lacks_something_closes_nothing(
    changed: dict[str, str], ciso: TestClient, house: House
) -> None:
    """Every field is needed and checked."""
    assert ciso.post("/sluis/close", data=form(house, **changed)).status_code in {400, 404}
    assert state(house, "files") is State.OPEN


def test_reopening_is_refused_while_gates_lack_evidence(ciso: TestClient, house: House) -> None:
    """The page comes back with the gates named, status 409, and the refusal is an entry."""
    ciso.post("/sluis/close", data=form(house))
    wish = {"target": "files", "reason": "Needed", "to": "trial", "check_on": "2025-08-01", "picture": "99"}
    answer = ciso.post("/sluis/reopen", data=wish)
    assert answer.status_code == 409
    assert "Refused, and recorded as refused." in answer.text
    assert "A second scan is clean" in answer.text
    with house.record.known() as known:
        assert len(list(known.entries(kinds={"reopening.refused"}))) == 1
    assert state(house, "files") is State.CLOSED


def test_with_evidence_it_reopens(ciso: TestClient, house: House) -> None:
    """Evidence goes to the systems that were looked at; then reopening follows."""
    ciso.post("/sluis/close", data=form(house))
    for gate, who in (("scan", "CISO"), ("restore", "IT")):
        given = {"gate": gate, "text": "Seen", "decided_by": who, "met": "true", "target": "files"}
        answer = ciso.post("/sluis/evidence", data=given)
        assert answer.headers["location"] == "/sluis/reopen?target=files"
    assert "Every gate has evidence." in ciso.get("/sluis/reopen?target=files").text
    size = str(house.record.size())
    wish = {"target": "files", "reason": "Needed", "to": "trial", "check_on": "2025-08-01", "picture": size}
    assert ciso.post("/sluis/reopen", data=wish).headers["location"] == "/sluis"
    assert state(house, "files") is State.TRIAL


def test_nobody_but_the_ciso_speaks_for_another(
    signed_in: Callable[[Role], TestClient], house: House
) -> None:
    """A system owner who names the decider of a gate does not meet it: the word is taken as theirs."""
    signed_in(Role.CISO).post("/sluis/close", data=form(house))
    owner = signed_in(Role.SYSTEM_OWNER)
    for gate, who in (("scan", "CISO"), ("restore", "IT")):
        owner.post(
            "/sluis/evidence",
            data={"gate": gate, "text": "Seen", "decided_by": who, "met": "true", "target": "files"},
        )
    page = owner.get("/sluis/reopen?target=files").text
    assert "Every gate has evidence." not in page
    assert 'name="decided_by"' not in page


def test_a_stale_picture_is_a_conflict(ciso: TestClient, house: House) -> None:
    """Reopening on a picture from before the closing is refused: look again."""
    old = str(house.record.size())
    ciso.post("/sluis/close", data=form(house))
    for gate, who in (("scan", "CISO"), ("restore", "IT")):
        given = {"gate": gate, "text": "Seen", "decided_by": who, "met": "true", "target": "files"}
        ciso.post("/sluis/evidence", data=given)
    wish = {"target": "files", "reason": "Needed", "to": "open", "check_on": "2025-08-01", "picture": old}
    assert ciso.post("/sluis/reopen", data=wish).status_code == 409
    assert state(house, "files") is State.CLOSED


@pytest.mark.parametrize("role", list(Role))
def test_buttons_are_there_for_whom_they_work(
    role: Role, signed_in: Callable[[Role], TestClient], house: House
) -> None:
    """What a role may not do has no button, and the form is refused all the same."""
    client = signed_in(role)
    price = client.get(f"/sluis/price?target={NETWORK}")
    may_close = role in {Role.CISO, Role.CRISIS_MANAGER}
    assert ("Close now" in price.text) is may_close
    answer = client.post("/sluis/close", data=form(house))
    assert answer.status_code == (303 if may_close else 403)
    gates = client.get("/sluis/reopen?target=files").text
    assert ("Record this evidence" in gates) is (role in {Role.CISO, Role.CRISIS_MANAGER, Role.SYSTEM_OWNER})


def test_staff_see_states_alone(signed_in: Callable[[Role], TestClient]) -> None:
    """What works today, since when and how that is known: no more."""
    page = signed_in(Role.STAFF).get("/sluis").text
    assert "What is open" in page
    assert "checkbox" not in page
    assert "/sluis/price" not in page.replace('action="/sluis/price"', "")
