# SPDX-License-Identifier: EUPL-1.2
"""`sluis reopen`: refused while a gate lacks evidence, and it says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Sluis


def test_a_gate_without_evidence_refuses_with_3(kept: Sluis) -> None:
    """The refusal names every gate that lacks evidence, and the system stays as it was."""
    ran = kept("reopen", "netscaler", "--reason", "people ask for it")
    assert (ran.status, ran.out) == (3, "")
    assert all(gate in ran.err for gate in ("G1", "G2", "G3", "G4", "G5"))
    systems = {one["id"]: one["state"] for one in kept("status", "--json").document["systems"]}
    assert systems["netscaler"] == "unknown"


def test_evidence_opens_the_way(kept: Sluis) -> None:
    """With each gate's evidence from its decider the system goes on trial."""
    given = ("reopen", "netscaler", "--reason", "replaced", "--to", "trial")
    for gate in ("G1", "G2", "G3", "G4"):
        ran = kept(*given, "--by", "ciso:j.devries", "--evidence", f"{gate}=shown")
        assert ran.status == 3
    ran = kept(*given, "--by", "crisis_manager:m.deboer", "--evidence", "G5=decided", "--json")
    assert ran.status == 0, ran.err
    assert ran.document["changed"] == ["netscaler"]


def test_the_gates_can_be_looked_at(kept: Sluis) -> None:
    """A dry run lists the gates with who decides and what is lacking, and writes nothing."""
    before = kept("record", "tail", "--json").document["known_entries"]
    found = kept("reopen", "netscaler", "--dry-run", "--json").document
    assert found["schema"] == "sluis.gates/1"
    assert [one["gate"] for one in found["gates"]] == ["G1", "G2", "G3", "G4", "G5"]
    assert not any(one["met"] for one in found["gates"])
    assert kept("reopen", "netscaler", "--dry-run").rows[0] == ["Gate", "Decider", "Met", "Condition"]
    assert kept("record", "tail", "--json").document["known_entries"] == before


def test_what_is_open_is_said_to_be(kept: Sluis) -> None:
    """Reopening what is open writes nothing and says since when."""
    ran = kept("reopen", "mail_internal", "--reason", "to be sure")
    assert ran.status == 0
    assert "mail_internal is open already" in ran.out


@pytest.mark.parametrize("given", ["G1", "=x", "G1="])
def test_evidence_needs_a_gate_and_a_text(kept: Sluis, given: str) -> None:
    """Half of it is bad input."""
    ran = kept("reopen", "netscaler", "--reason", "x", "--evidence", given)
    assert ran.status == 2
    assert "--evidence" in ran.err


@pytest.mark.parametrize("wrong", [("--evidence", "ZZ=x"), ("--check", "morgen")])
def test_bad_input_writes_nothing(kept: Sluis, wrong: tuple[str, str]) -> None:
    """An unknown gate or a day that is none: the good evidence beside it is not recorded either."""
    before = kept("record", "tail", "--json").document["known_entries"]
    ran = kept("reopen", "netscaler", "--reason", "x", "--evidence", "G1=shown", *wrong)
    assert ran.status == 2
    assert kept("record", "tail", "--json").document["known_entries"] == before
