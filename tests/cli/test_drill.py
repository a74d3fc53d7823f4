# SPDX-License-Identifier: EUPL-1.2
"""`sluis drill`: a case from warning to answers, thrown away or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Sluis


def test_a_drill_leaves_no_home_unless_it_is_kept(sluis: Sluis) -> None:
    """Without `--keep` the home of the user is neither made nor touched."""
    found = sluis("drill", "om-2025", "--json").document
    assert found["schema"] == "sluis.drill/1"
    assert [day["day"] for day in found["days"]] == [-1, 0, 4, 21, 53, 70, 91, 180]
    assert len(found["questions"]) == 12
    assert not sluis.home.exists()
    survives = next(one for one in found["questions"] if one["id"] == "Q33")
    assert "can tell" in survives["answer"], "the link is of type unknown: never a silent yes or no"
    assert survives["entries"]


def test_a_kept_drill_can_be_opened_and_verified(sluis: Sluis) -> None:
    """With `--keep` the home is there, verifies, and holds what the drill said."""
    found = sluis("drill", "om-2025", "--keep", "--json").document
    verified = sluis("record", "verify", "--json").document
    assert (verified["ok"], verified["entries"]) == (True, found["entries"])


def test_a_second_replay_onto_the_same_home_is_refused(kept: Sluis) -> None:
    """A replay never mixes with a record that is there."""
    ran = kept("drill", "om-2025", "--keep")
    assert (ran.status, ran.out) == (2, "")
    assert "holds a record already" in ran.err


def test_people_see_the_days_and_the_answers(sluis: Sluis) -> None:
    """A row a day, a paragraph a question, and progress beside it."""
    ran = sluis("drill", "om-2025")
    assert ran.rows[0][:3] == ["Day", "Date", "Open"]
    assert ran.rows[2][:2] == ["0", "2025-07-17"]
    assert "Q33  If we go dark, does ankle-tag monitoring still work?" in ran.out
    assert "Not recorded." in ran.out
    assert "Replayed" in ran.err


def test_an_unknown_case_is_bad_input(sluis: Sluis) -> None:
    """The nearest name is suggested."""
    ran = sluis("drill", "om-2024")
    assert ran.status == 2
    assert "om-2025" in ran.err


def test_a_broken_case_makes_no_home(sluis: Sluis, tmp_path: Path) -> None:
    """What cannot be read is refused by file, line and field before anything is made."""
    (tmp_path / "case.yaml").write_text("id: x\n", encoding="utf-8")
    ran = sluis("drill", str(tmp_path), "--keep")
    assert ran.status == 2
    assert "case.yaml:1" in ran.err
    assert not sluis.home.exists()


def test_the_answers_are_in_the_language_asked_for(sluis: Sluis) -> None:
    """The questions of the case come in Dutch, in the order of the case."""
    dutch = sluis("--lang", "nl", "drill", "om-2025", "--json").document["questions"]
    assert [one["id"] for one in dutch][:3] == ["Q16", "Q17", "Q20"]
    assert dutch[10]["question"] == "Als wij van internet gaan, werkt het toezicht op enkelbanden dan nog?"


def test_a_pace_below_nothing_is_bad_usage(sluis: Sluis) -> None:
    """Time does not run backwards."""
    assert sluis("drill", "om-2025", "--pace", "-1").status == 2
