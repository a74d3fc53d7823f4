# SPDX-License-Identifier: EUPL-1.2
"""What was issued on stale data: the register of outputs, and what was looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.kit.texts import Text
from sluis.report.model import Answer, NotRecorded
from sluis.report.words import said
from sluis.switch.model import Freshness, RecheckStatus
from sluis.switch.register import register

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking
    from sluis.switch.model import Spell, StaleOutput

STATUSES: Final[Mapping[RecheckStatus, Text]] = {
    RecheckStatus.OPEN: Text("Nobody recorded that it was looked at again."),
    RecheckStatus.PARTLY: Text("Part of it was looked at again."),
    RecheckStatus.DONE: Text("All of it was looked at again."),
}


def stale_output(asking: Asking) -> Reply:
    """Return what was issued on a stale source, or may have been, and what a second look gave."""
    at = asking.known.recorded_at
    found = register(asking.known, at) if at is not None and asking.estate is not None else ()
    if not found:
        return NotRecorded(Text("No output that rests on a stale source is recorded."))
    texts = [text for stale in found for text in _told(stale, asking)]
    seqs = {stale.output.seq for stale in found}
    seqs |= {recheck.seq for stale in found for recheck in stale.rechecks}
    return Answer(tuple(texts), tuple(sorted(seq for seq in seqs if seq is not None)))


def _told(stale: StaleOutput, asking: Asking) -> list[Text]:
    output = stale.output
    words = Text(
        "{output}, issued by {system} from {first} until {last}: {text}",
        output=output.id,
        system=asking.reader.name(output.system),
        first=asking.day(output.happened_at),
        last=_day(output.until, asking),
        text=said(output.text, asking.lang),
    )
    count = (
        Text("How many there are is unknown.")
        if output.count is None
        else Text("How many there are: {count}.", count=output.count)
    )
    looks = [
        Text("{day}: {text}", day=_day(recheck.happened_at, asking), text=said(recheck.text, asking.lang))
        for recheck in stale.rechecks
    ]
    first = min(stale.spells, key=lambda spell: (spell.freshness is not stale.freshness, spell.since))
    return [words, count, _spell(first, asking), STATUSES[stale.status], *looks]


def _spell(spell: Spell, asking: Asking) -> Text:
    path = " → ".join(asking.reader.name(step) for step in spell.path)
    words = (
        Text("Nobody can tell whether it was stale from {since} on: {path}.")
        if spell.freshness is Freshness.CANNOT_TELL
        else Text("What it rests on was stale from {since} on: {path}.")
    )
    return Text(words.source, since=asking.day(spell.since), path=path)


def _day(when: datetime | None, asking: Asking) -> Text:
    return Text("a day not recorded") if when is None else Text("{day}", day=asking.day(when))
