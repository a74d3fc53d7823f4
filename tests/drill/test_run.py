# SPDX-License-Identifier: EUPL-1.2
"""Rehearsing from start to end, on a record of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sluis.drill.case import questions
from sluis.drill.run import rehearse, scratch
from sluis.kit.errors import BadInput
from sluis.kit.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.drill.model import Case
    from sluis.house import House
    from tests.drill.conftest import Kept

RAN_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_whole_case_fits_in_one_record(kept: Kept, case: Case) -> None:
    """Every question has a reply, and the record is as long as the last day knew, or longer."""
    found = kept.rehearsal
    assert [one.question.id for one in found.answers] == [question.id for question in case.questions]
    assert found.entries >= found.days[-1].known_entries > 150
    assert found.ran_at == RAN_AT


def test_the_same_case_gives_the_same_days(kept: Kept, case: Case, tmp_path: Path) -> None:
    """Another run, with other keys, tells the same of every day."""
    again = rehearse(case, tmp_path / "home", outside=World.seeded(99, RAN_AT))
    assert again.days == kept.rehearsal.days
    assert again.entries == kept.rehearsal.entries


def test_against_the_clock_a_day_takes_its_seconds(case: Case, tmp_path: Path) -> None:
    """At two seconds a day the 288 days from the warning to the last fact take about 577 seconds."""
    waited = list[float]()
    rehearse(case, tmp_path / "home", day_s=2.0, outside=World.seeded(1, RAN_AT), wait=waited.append)
    last = max(known.at for known in case.facts)
    assert sum(waited) == pytest.approx((last - case.estate_adopted).total_seconds() / 86_400 * 2.0)


def test_a_record_that_is_there_is_left_alone(house: House, case: Case) -> None:
    """A replay goes onto a record of its own; the home's own entries stay as they are."""
    before = house.record.size()
    with pytest.raises(BadInput, match="holds a record already"):
        rehearse(case, house.settings.home)
    assert house.record.size() == before


def test_the_home_carries_the_questions(kept: Kept, case: Case) -> None:
    """Whoever opens the kept home later can answer the same questions."""
    assert questions(kept.home / "questions.yaml") == case.questions


def test_scratch_leaves_nothing_behind() -> None:
    """The folder of a scratch home is gone afterwards."""
    with scratch() as home:
        home.mkdir()
        (home / "file").write_text("x", encoding="utf-8")
    assert not home.parent.exists()


def test_the_clock_is_never_held_nor_jumps(house: House) -> None:
    """The replay's clock moves both its hands: no entry complains about it."""
    with house.record.known() as known:
        entries = list(known.entries())
    assert not [entry for entry in entries if entry.clock_held or entry.kind == "clock.jumped"]
    times = [entry.recorded_at for entry in entries]
    assert times == sorted(times)
