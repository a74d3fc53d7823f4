# SPDX-License-Identifier: EUPL-1.2
"""What was issued on stale data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.record.model import Draft, Size
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.stale_output import stale_output
from sluis.switch.kinds import OUTPUT_ISSUED, OUTPUT_RECHECKED
from tests.report.samples import DESK, WHO, question

if TYPE_CHECKING:
    from sluis.record.log import Record
    from sluis.record.model import Json


def _ask(record: Record, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return stale_output(Asking(known, question("stale_output"), "en"))


def _told(reply: Reply) -> list[str]:
    assert isinstance(reply, Answer)
    return [str(text) for text in reply.text]


def test_what_was_issued_and_why_it_is_stale(story: Record) -> None:
    """By whom, from when to when, how many, and through which path its source was stale."""
    told = _told(_ask(story))
    assert told[0] == "O1, issued by Case files from 16 July 2025 until 19 July 2025: Certificates."
    assert told[1] == "How many there are is unknown."
    assert told[2].startswith("What it rests on was stale from 16 July 2025 on: ")
    assert told[2].endswith("Mail → Case files.")
    assert told[3] == "Part of it was looked at again."
    assert told[4] == "19 July 2025: Half."


def test_the_entries_are_those_of_output_and_second_look(story: Record) -> None:
    """Both can be found in the record."""
    found = _ask(story)
    assert isinstance(found, Answer)
    assert found.entries == (16, 17)


def test_before_the_second_look_nobody_had_looked(story: Record) -> None:
    """As of N a later look does not show."""
    assert _told(_ask(story, 17))[3] == "Nobody recorded that it was looked at again."


def test_a_whole_second_look_is_told_as_whole(story: Record) -> None:
    """A complete look says all, and each look is told."""
    fields: dict[str, Json] = {"output": "O1", "outcome": "sound", "complete": True, "text": "The rest."}
    story.append([Draft(OUTPUT_RECHECKED, story.world.clock.now(), WHO, fields, ("output:O1",))])
    told = _told(_ask(story))
    assert told[3] == "All of it was looked at again."
    assert told[-1] == "19 July 2025: The rest."


def test_a_counted_output_says_how_many(story: Record) -> None:
    """A number that somebody counted is given, and a span without an end says so."""
    fields: dict[str, Json] = {
        "output": "O2",
        "system": "files",
        "text": "Letters.",
        "count": 12,
        "rests_on": "mail",
        "stale_since": story.world.clock.now().isoformat(),
    }
    story.append([Draft(OUTPUT_ISSUED, story.world.clock.now(), WHO, fields, ("output:O2",))])
    told = _told(_ask(story))
    assert "How many there are: 12." in told
    assert any("until a day not recorded" in text for text in told)


def test_nothing_stale_is_not_recorded(record: Record, story: Record) -> None:
    """An output of a system that rests on nothing dark is not on the register."""
    assert record is story
    with story.known(Size(7)) as known:
        assert isinstance(stale_output(Asking(known, question("x"), "en")), NotRecorded)
    fields: dict[str, Json] = {"output": "O3", "system": DESK, "text": "Calls."}
    story.append([Draft(OUTPUT_ISSUED, story.world.clock.now(), WHO, fields, ("output:O3",))])
    assert not any("O3" in text for text in _told(_ask(story)))
