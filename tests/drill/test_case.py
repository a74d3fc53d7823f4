# SPDX-License-Identifier: EUPL-1.2
"""Loading a case: the one that comes with Sluis is whole, and a broken one is refused by place."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import yaml

from sluis.drill.case import find, load
from sluis.estate.model import Basis, State
from sluis.kit.errors import BadInput, UnknownName
from sluis.report.model import Precision

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.drill.model import Case

STATES = {
    "on": State.OPEN,
    "off": State.CLOSED,
    "read_only": State.READ_ONLY,
    "limited": State.TRIAL,
    "planned": State.UNKNOWN,
    "unknown": State.UNKNOWN,
}


@pytest.fixture(scope="module")
def case() -> Case:
    """Return the case of 2025."""
    return load(find("om-2025"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the case that a test may break."""
    return shutil.copytree(find("om-2025"), tmp_path / "case")


def test_the_case_is_whole(case: Case) -> None:
    """56 facts, 30 systems, 12 questions, 8 stops, and each fact says where it comes from."""
    assert len(case.facts) == 56
    assert len({change.system for change in case.states}) == 30
    assert len(case.questions) == 12
    assert case.stops == (-1, 0, 4, 21, 53, 70, 91, 180)
    assert all(known.fact.source for known in case.facts)


def test_facts_carry_two_times(case: Case) -> None:
    """The first traces happened in June and were known on 23 July, those of May on 11 August."""
    by_reference = {known.fact.reference: known for known in case.facts}
    june, may = by_reference["F07"], by_reference["F06"]
    assert june.fact.happened_at == datetime(2025, 5, 31, 22, 0, tzinfo=UTC)
    assert june.at == datetime(2025, 7, 23, 10, 0, tzinfo=UTC)
    assert may.at == datetime(2025, 8, 11, 10, 0, tzinfo=UTC)
    assert june.fact.conflict
    assert may.fact.precision is Precision.MONTH


@pytest.mark.parametrize(
    ("reference", "hour_utc", "precision"),
    [("F12", 18, Precision.PART), ("F16", 20, Precision.MINUTE), ("F14", 22, Precision.DAY)],
)
def test_parts_of_a_day_have_an_hour_and_say_that_it_is_a_convention(
    case: Case, reference: str, hour_utc: int, precision: Precision
) -> None:
    """An evening is placed at 20:00 and keeps its precision; a bare day begins at midnight."""
    fact = next(known.fact for known in case.facts if known.fact.reference == reference)
    assert (fact.happened_at.hour, fact.precision) == (hour_utc, precision)


def test_nothing_is_known_before_it_happened_unless_it_was_planned(case: Case) -> None:
    """Only the two planned steps are known ahead."""
    ahead = {known.fact.reference for known in case.facts if known.at < known.fact.happened_at}
    assert ahead == {"F41", "F55"}


def test_what_was_filled_in_is_marked(case: Case) -> None:
    """States before the first change are assumed, and those that follow say their source."""
    first = [change for change in case.states if change.recorded_at == case.estate_adopted]
    assert len(first) == 30
    assert {change.basis for change in first} == {Basis.ASSUMED, Basis.SOURCE}
    assert all(change.source for change in case.states if change.basis is not Basis.ASSUMED)


def test_facts_match_the_collected_timeline(case: Case, shared: Path) -> None:
    """Each fact has the day, kind, source and confidence of the collected timeline."""
    with (shared / "case" / "om-2025" / "timeline.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(case.facts)
    for row, known in zip(rows, case.facts, strict=True):
        fact = known.fact
        local = fact.happened_at.astimezone(case.zone)
        assert local.date().isoformat().startswith(row["date"])
        assert (row["kind"], row["source"], row["confidence"]) == (
            fact.category,
            fact.source,
            fact.confidence.value,
        )


def test_states_match_the_collected_estate(case: Case, shared: Path) -> None:
    """Every stated interval of every system begins at the same instant with the same state."""
    estate = yaml.safe_load((shared / "case" / "om-2025" / "estate.yaml").read_text(encoding="utf-8"))
    ours = {(change.system, change.happened_at): change.state for change in case.states}
    for system in estate["systems"]:
        for interval in system["states"]:
            if system["id"] == "tags":
                continue
            at = datetime.fromisoformat(interval["from"]).replace(tzinfo=case.zone).astimezone(UTC)
            assert ours[system["id"], at] is STATES[interval["status"]], system["id"]


def test_an_unknown_case_suggests_the_nearest() -> None:
    """A slip in the name gets a suggestion; a path with a case in it is taken as it is."""
    with pytest.raises(UnknownName) as caught:
        find("om-2052")
    assert "om-2025" in str(caught.value.explain().todo)


def test_a_path_is_a_case_too(copy: Path) -> None:
    """A folder with a case.yaml can be rehearsed without being installed."""
    assert find(str(copy)) == copy


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        ("case.yaml", "Europe/Amsterdam", "Europe/Atlantis", "zone"),
        ("case.yaml", "day_0: '2025-07-17'", "day_0: tomorrow", "day_0"),
        ("timeline.yaml", "time: '22:45'", "time: late", "facts[15].time"),
        ("timeline.yaml", "known: '2025-08-11'", "known: '2025-04-11'", "facts[5].known"),
        ("timeline.yaml", "confidence: high", "confidence: total", "facts[0].confidence"),
        ("states.yaml", "source: techzine,", "source: nowhere,", "systems.internet[0].source"),
        ("states.yaml", "from: '2025-08-07T12:00'", "from: '2025-07-07T12:00'", "systems.internet[1].from"),
        ("decisions.yaml", "gate: G2", "port: G2", "evidence[0].port"),
        ("questions.yaml", "asked: '2025-09-03'", "asked: 2025", "questions[0].asked"),
        ("waves.yaml", "to: read_only", "to: ajar", "waves[0].to"),
    ],
)
def test_a_broken_case_is_refused_by_place(copy: Path, name: str, old: str, new: str, field: str) -> None:
    """A mistake in any of the files names that file, the line and the field."""
    file = copy / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load(copy)
    assert caught.value.field == field
    assert caught.value.file == str(file)
    assert caught.value.line


def test_a_case_without_one_of_its_files_is_refused(copy: Path) -> None:
    """The missing file is named."""
    (copy / "risks.yaml").unlink()
    with pytest.raises(BadInput, match=r"risks\.yaml"):
        load(copy)
