# SPDX-License-Identifier: EUPL-1.2
"""The document of a rehearsal keeps the shape that others build on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sluis.drill.document import SCHEMA, document

if TYPE_CHECKING:
    from tests.drill.conftest import Kept

TWELVE = ["Q16", "Q17", "Q20", "Q21", "Q05", "Q24", "Q02", "Q07", "Q26", "Q29", "Q33", "Q38"]


def made(kept: Kept, lang: str = "en") -> Any:
    """Return the document as whoever reads it gets it."""
    return json.loads(json.dumps(document(kept.rehearsal, lang)))


def test_each_day_has_what_the_contract_names(kept: Kept) -> None:
    """Day, date, states by system, and how many entries were known."""
    days = made(kept)["days"]
    assert [day["day"] for day in days] == [-1, 0, 4, 21, 53, 70, 91, 180]
    assert days[1]["date"] == "2025-07-17"
    assert days[1]["states"]["internet"] == "closed"
    assert days[4]["states"]["link_jds"] == "unknown"
    assert all(isinstance(day["known_entries"], int) for day in days)
    assert {state for day in days for state in day["states"].values()} == {
        "open",
        "closed",
        "read_only",
        "trial",
        "unknown",
    }


def test_all_twelve_questions_are_answered_or_said_not_to_be(kept: Kept) -> None:
    """Each has an answer with the entries that it rests on, or says plainly that it is not recorded."""
    found = made(kept)["questions"]
    assert [one["id"] for one in found] == TWELVE
    for one in found:
        assert ("answer" in one) != ("not_recorded" in one), one["id"]
        if "answer" in one:
            assert one["answer"]
            assert one["entries"]
            assert all(0 <= seq < kept.rehearsal.entries for seq in one["entries"])
        else:
            assert one["not_recorded"] is True
            assert one["why"]


def test_what_nobody_recorded_is_not_made_up(kept: Kept) -> None:
    """How many cases stopped, who worked in shifts, which time was lost, who was held: nobody recorded it."""
    found = {one["id"]: one for one in made(kept)["questions"]}
    assert found["Q07"]["not_recorded"] is True
    assert found["Q29"]["not_recorded"] is True


def test_the_waves_carry_their_source(kept: Kept) -> None:
    """Six waves, each with its day, systems and the page that says so."""
    waves = made(kept)["waves"]
    assert [wave["day"] for wave in waves] == [4, 21, 53, 70, 91, 180]
    assert all(wave["source"].startswith("https://") and wave["systems"] for wave in waves)


def test_dark_is_left_out_until_a_gate_runs(kept: Kept) -> None:
    """What was not measured is not in the document."""
    assert "dark" not in made(kept)
    assert SCHEMA == "sluis.drill/1"


def test_sentences_are_in_the_language_asked_for(kept: Kept) -> None:
    """The same question in Dutch is another sentence about the same thing."""
    english, dutch = made(kept)["questions"][0], made(kept, "nl")["questions"][0]
    assert english["id"] == dutch["id"]
    assert dutch["question"] == "Welke stappen heeft het OM op welk moment gezet?"
    assert english["entries"] == dutch["entries"]
