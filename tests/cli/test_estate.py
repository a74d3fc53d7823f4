# SPDX-License-Identifier: EUPL-1.2
"""`sluis estate`: show, compare, adopt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Sluis

ESTATE = """organisation: Test
zone: UTC
systems:
- {id: mail, name: Mail, kind: service}
- {id: net, name: Net, kind: link}
links:
- {system: mail, needs: net, type: hard}
"""


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    """Return the file of a small estate."""
    file = tmp_path / "estate.yaml"
    file.write_text(ESTATE, encoding="utf-8")
    return file


def test_adopting_makes_the_home_and_is_recorded(sluis: Sluis, estate: Path) -> None:
    """The first adoption makes a home, shows what is new, and says by which entry."""
    found = sluis("estate", "adopt", str(estate), "--json").document
    assert found["schema"] == "sluis.estate-diff/1"
    assert found["entry"] == 1
    assert {"noun": "systems", "id": "mail", "what": "added"} in found["changes"]
    assert [entry["kind"] for entry in sluis("record", "tail", "--json").document["entries"]] == [
        "record.started",
        "estate.adopted",
    ]


def test_adopting_twice_changes_nothing(sluis: Sluis, estate: Path) -> None:
    """The same file again is no change, and writes no entry."""
    sluis("estate", "adopt", str(estate))
    again = sluis("estate", "adopt", str(estate))
    assert (again.status, again.out) == (0, "")
    assert "Nothing changes." in again.err
    assert sluis("record", "tail", "--json").document["known_entries"] == 2


def test_the_difference_is_shown_and_not_written(sluis: Sluis, estate: Path) -> None:
    """`diff` names what would change; the record stays as long as it was."""
    sluis("estate", "adopt", str(estate))
    estate.write_text(ESTATE.replace("type: hard", "type: unknown"), encoding="utf-8")
    found = sluis("estate", "diff", str(estate), "--json").document
    assert [(one["noun"], one["what"]) for one in found["changes"]] == [("links", "changed")]
    assert found["entry"] is None
    assert "type" in sluis("estate", "diff", str(estate)).out
    assert sluis("record", "tail", "--json").document["known_entries"] == 2


def test_what_nobody_wrote_down_is_shown_as_work(sluis: Sluis, estate: Path) -> None:
    """The systems come with what they need, and the gaps are listed for machines and counted for people."""
    sluis("estate", "adopt", str(estate))
    ran = sluis("estate", "show")
    assert ["mail", "Mail", "service", "", "net (hard)"] in ran.rows
    assert "not written down" in ran.err
    found = sluis("estate", "show", "--json").document
    assert found["schema"] == "sluis.estate/1"
    assert {gap["id"] for gap in found["gaps"]} >= {"mail", "net"}


def test_a_mistake_names_file_line_and_field_and_makes_no_home(sluis: Sluis, estate: Path) -> None:
    """A broken estate is refused before anything is made."""
    estate.write_text(ESTATE.replace("needs: net", "needs: nte"), encoding="utf-8")
    ran = sluis("estate", "adopt", str(estate))
    assert ran.status == 2
    assert f"{estate}:7" in ran.err
    assert not sluis.home.exists()
