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


def test_what_was_seen_is_recorded(sluis: Sluis, estate: Path) -> None:
    """Everything open but one, since a day, with the reason; then status says so."""
    sluis("estate", "adopt", str(estate))
    given = ("estate", "observe", "mail=trial", "--all", "open", "--since", "2026-01-02")
    found = sluis(*given, "--reason", "looked", "--json").document
    assert found["schema"] == "sluis.observed/1"
    assert len(found["entries"]) == 2
    systems = {
        one["id"]: (one["state"], one["since"]) for one in sluis("status", "--json").document["systems"]
    }
    assert systems == {"mail": ("trial", "2026-01-02T00:00:00Z"), "net": ("open", "2026-01-02T00:00:00Z")}


@pytest.mark.parametrize(
    "given",
    [("mail=ajar",), ("mail",), ("maill=open",), (), ("mail=open", "--since", "yesterday")],
)
def test_what_cannot_have_been_seen_is_refused(sluis: Sluis, estate: Path, given: tuple[str, ...]) -> None:
    """A state, a system or a time that is none is bad input, and nothing is written."""
    sluis("estate", "adopt", str(estate))
    assert sluis("estate", "observe", *given, "--reason", "looked").status == 2
    assert sluis("estate", "observe", "mail=open").status == 2, "without a reason"
    assert sluis("record", "tail", "--json").document["known_entries"] == 2
