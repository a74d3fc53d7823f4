# SPDX-License-Identifier: EUPL-1.2
"""What was issued on stale data: the register of outputs, and what was looked at again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sluis.kit.texts import Text
from sluis.report.model import Answer, NotRecorded
from sluis.report.words import said
from sluis.switch.kinds import OUTPUT_ISSUED, OUTPUT_RECHECKED

if TYPE_CHECKING:
    from sluis.record.model import Entry
    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking


def stale_output(asking: Asking) -> Reply:
    """Return what was issued on a stale source, since when that was stale, and what a second look gave."""
    entries = asking.entries(OUTPUT_ISSUED.name, OUTPUT_RECHECKED.name)
    issued = [entry for entry in entries if entry.kind == OUTPUT_ISSUED.name and entry.fields.get("rests_on")]
    if not issued:
        return NotRecorded(Text("No output that rests on a stale source is recorded."))
    looks = {str(entry.fields["output"]): entry for entry in entries if entry.kind == OUTPUT_RECHECKED.name}
    texts = [
        text
        for entry in issued
        for text in (_issued(entry, asking), _looked(looks.get(str(entry.fields["output"])), asking))
    ]
    seqs = {entry.seq for entry in issued}
    seqs |= {looks[name].seq for entry in issued if (name := str(entry.fields["output"])) in looks}
    return Answer(tuple(texts), tuple(sorted(seqs)))


def _issued(entry: Entry, asking: Asking) -> Text:
    fields = entry.fields
    since = fields.get("stale_since")
    count = fields.get("count")
    return Text(
        "{output}, issued by {system} from {from_} until {until}: {text} How many: {count}. "
        "It rests on {source}, stale since {since}.",
        output=fields["output"],
        system=asking.reader.name(fields["system"]),
        from_=asking.day(entry.happened_at),
        until=_day(fields.get("until"), asking),
        text=said(fields["text"], asking.lang),
        count=Text("unknown") if count is None else str(count),
        source=asking.reader.name(fields["rests_on"]),
        since=_day(since, asking),
    )


def _day(value: object, asking: Asking) -> Text:
    if not isinstance(value, str):
        return Text("a day not recorded")
    return Text("{day}", day=asking.day(datetime.fromisoformat(value)))


def _looked(look: Entry | None, asking: Asking) -> Text:
    if look is None:
        return Text("Nobody recorded that it was looked at again.")
    text = said(look.fields["text"], asking.lang)
    if look.fields.get("complete"):
        return Text("All of it was looked at again: {text}", text=text)
    return Text("Part of it was looked at again: {text}", text=text)
