# SPDX-License-Identifier: EUPL-1.2
"""`sluis status`: what is open and closed, at what cost in CPU and imports."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import State

if TYPE_CHECKING:
    from tests.cli.conftest import Sluis

HEAVY = "ortools numpy fastapi typst pydantic alembic structlog cryptography babel rich yaml"
CPU_S = 0.4
"""The budget: CPU of the whole process, start to end (see the performance pages of the documentation)."""
RUNS = 5


def test_the_document_has_what_the_contract_names(kept: Sluis) -> None:
    """As of when, at which entry, every system with its state and since when, and what waits."""
    found = kept("status", "--json").document
    assert found["schema"] == "sluis.status/1"
    assert found["as_of"] > found["recorded_at"]
    assert found["entry"] > 150
    systems = {one["id"]: one for one in found["systems"]}
    assert len(systems) == 30
    assert systems["loket_verkeer"] == {
        "id": "loket_verkeer",
        "state": "closed",
        "since": "2025-07-17T22:00:00Z",
    }
    assert {one["state"] for one in systems.values()} <= set(State)


def test_what_waits_is_named(kept: Sluis) -> None:
    """Checks that are overdue and risks that nobody decided on, each with its id."""
    waiting = kept("status", "--json").document["decisions_waiting"]
    kinds = {
        one["what"]: [other["id"] for other in waiting if other["what"] == one["what"]] for one in waiting
    }
    assert "D0" in kinds["check"]
    assert "R05" in kinds["risk"]
    assert "R02" not in kinds["risk"], "that one was decided"


def test_people_get_rows(kept: Sluis) -> None:
    """Piped, there is a line a system below the headings, and the rest goes to standard error."""
    ran = kept("status")
    assert ran.rows[0] == ["System", "State", "Since"]
    assert len(ran.rows) == 31
    assert ["internet", "on trial", "2025-08-07T10:00:00Z"] in ran.rows
    assert "Waiting for a decision" in ran.err


def test_a_system_without_an_entry_is_unknown(sluis: Sluis, tmp_path: Path) -> None:
    """What the estate names and nobody recorded is shown, as unknown since never."""
    estate = tmp_path / "estate.yaml"
    estate.write_text("organisation: Test\nzone: UTC\nsystems:\n- {id: mail, name: Mail, kind: service}\n")
    assert sluis("estate", "adopt", str(estate)).status == 0
    systems = sluis("status", "--json").document["systems"]
    assert systems == [{"id": "mail", "state": "unknown", "since": None}]


def test_nothing_heavy_is_imported(kept: Sluis) -> None:
    """Neither solver, web server, compiler nor cryptography is loaded, with or without JSON."""
    code = (
        "import sys\nfrom sluis.cli import main\n"
        "try:\n    main.run(sys.argv[1:])\nexcept SystemExit as left:\n    assert not left.code\n"
        f"print(sorted(set('{HEAVY}'.split()) & set(sys.modules)), file=sys.stderr)"
    )
    for form in ((), ("--json",)):
        ran = subprocess.run(
            [sys.executable, "-c", code, "--home", str(kept.home), "status", *form],
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stderr.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_it_stays_within_its_budget_of_cpu(kept: Sluis) -> None:
    """The least CPU of several runs, user and system together, is at most 0.4 s."""
    command = [str(Path(sys.executable).with_name("sluis")), "--home", str(kept.home), "status", "--json"]
    spent = list[float]()
    for _ in range(RUNS):
        before = _children_s()
        ran = subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
        spent.append(_children_s() - before)
        assert json.loads(ran.stdout)["schema"] == "sluis.status/1"
    assert min(spent) <= CPU_S


def _children_s() -> float:
    """Return the CPU seconds of ended children so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
