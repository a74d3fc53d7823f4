# SPDX-License-Identifier: EUPL-1.2
"""Replies from what people noted about a topic, by the tags that they gave it.

`answers:TOPIC` marks an entry that answers; `topic:TOPIC` one that touches upon it. Without the
first kind the reply is "not recorded", and the second kind is named beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.kit.texts import Text
from sluis.report.model import Answer, NotRecorded
from sluis.report.sayings import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking

MISSING: Final[Mapping[str, Text]] = {
    "shifts": Text("No entry says which unit worked in shifts, or when."),
    "time_lost": Text("No entry measures how much working time is lost to ICT trouble."),
    "data_seen": Text("No entry says whether data were seen, changed or taken."),
    "held_too_long": Text("No entry names or counts people who were held longer than the law allows."),
}


def told(asking: Asking) -> Reply:
    """Return what the entries say that answer the question's topic, newest last."""
    topic = asking.question.topic
    answering = tuple(asking.known.entries(tags=[f"answers:{topic}"]))
    if answering:
        found = sorted(answering, key=lambda entry: (entry.happened_at, entry.seq))
        texts = [(entry, say(entry, asking.reader)) for entry in found]
        return Answer(
            tuple(
                Text("{day}: {text}", day=asking.day(entry.happened_at), text=text)
                for entry, text in texts
                if text is not None
            ),
            tuple(entry.seq for entry in found),
        )
    near = tuple(entry.seq for entry in asking.known.entries(tags=[f"topic:{topic}"]))
    return NotRecorded(MISSING.get(topic, Text("No entry answers this.")), near)
