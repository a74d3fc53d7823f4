# SPDX-License-Identifier: EUPL-1.2
"""`sluis access`: one-time links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.access.acts import sign_in_by_link
from sluis.access.model import Role
from sluis.house import open_house
from sluis.kit.errors import Denied

if TYPE_CHECKING:
    from tests.cli.conftest import Sluis


def test_a_link_signs_one_person_in_once(kept: Sluis) -> None:
    """The address has the code behind its #; it opens one session, and no second."""
    ran = kept("access", "invite", "J. de Vries", "--role", "ciso", "--address", "http://localhost:9/")
    link = ran.out.strip()
    assert link.startswith("http://localhost:9/sign-in#")
    assert "once" in ran.err
    house = open_house(kept.home)
    opened = sign_in_by_link(house.record, link, "test")
    assert (opened.person.name, opened.person.role) == ("J. de Vries", Role.CISO)
    with pytest.raises(Denied):
        sign_in_by_link(house.record, link, "test")
    house.close()


def test_the_document_names_person_role_and_end(kept: Sluis) -> None:
    """For machines: who, in which role, the address, and until when."""
    found = kept("access", "invite", "Eva Smit", "--role", "commission", "--hours", "8", "--json").document
    assert (found["schema"], found["person"], found["role"]) == (
        "sluis.link/1",
        "commission:eva.smit",
        "commission",
    )
    assert found["expires_at"].endswith("Z")
    assert "/sign-in#" in found["address"]


def test_the_code_is_nowhere_in_the_record(kept: Sluis) -> None:
    """That somebody was invited is recorded; the code is not."""
    code = kept("access", "invite", "Eva Smit", "--role", "commission").out.strip().partition("#")[2]
    shown = kept("record", "tail", "--json")
    assert shown.document["entries"][-1]["kind"] == "access.link_issued"
    assert code not in shown.out
    assert code.encode() not in (kept.home / "sluis.db").read_bytes()


@pytest.mark.parametrize("hours", ["0", "-1", "1000"])
def test_a_link_lives_for_at_most_a_week(kept: Sluis, hours: str) -> None:
    """A time that is nothing, negative or too long is refused, and no link is made."""
    ran = kept("access", "invite", "x", "--role", "staff", "--hours", hours)
    assert (ran.status, ran.out) == (2, "")
