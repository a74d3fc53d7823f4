# SPDX-License-Identifier: EUPL-1.2
"""Which steps were taken at which moment: decisions, and the states of systems that followed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from sluis.estate.kinds import SYSTEM_STATE
from sluis.kit.texts import Text
from sluis.report.model import Answer, NotRecorded
from sluis.report.sayings import say
from sluis.switch.kinds import DECISION_MADE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.record.model import Entry
    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking

MOST_NAMED: Final = 12
"""Most systems that are named in one step; the entries name them all."""


def steps(asking: Asking) -> Reply:
    """Return decisions and changes of state in order of when they happened.

    Changes at one instant to one state are told together.
    """
    entries = asking.entries(DECISION_MADE.name, SYSTEM_STATE.name)
    if not entries:
        return NotRecorded(Text("No decision and no state of a system was recorded."))
    found = sorted(
        entries, key=lambda entry: (entry.happened_at, entry.kind != DECISION_MADE.name, entry.seq)
    )
    texts = list[Text]()
    for _, group in groupby(found, key=_together):
        together = [*group]
        moment = asking.moment(together[0].happened_at)
        if together[0].kind == SYSTEM_STATE.name:
            texts.append(_states(moment, together, asking))
        else:
            texts += [
                Text("{moment}: {text}", moment=moment, text=text)
                for entry in together
                if (text := say(entry, asking.reader)) is not None
            ]
    return Answer(tuple(texts), tuple(sorted(entry.seq for entry in found)))


def _order(entry: Entry) -> tuple[object, ...]:
    """Sort by moment, at one moment the decision first and states together."""
    decision = entry.kind == DECISION_MADE.name
    return entry.happened_at, not decision, "" if decision else str(entry.fields["state"]), entry.seq


def _together(entry: Entry) -> tuple[object, ...]:
    return entry.happened_at, entry.kind, entry.fields.get("state")


def _states(moment: str, entries: Sequence[Entry], asking: Asking) -> Text:
    names = [asking.reader.name(entry.fields["system"]) for entry in entries]
    systems: Text | str = ", ".join(names)
    if len(names) > MOST_NAMED:
        named = ", ".join(names[:MOST_NAMED])
        systems = Text("{named} and {more} more", named=named, more=len(names) - MOST_NAMED)
    return Text(
        "{moment}: {state}: {systems}",
        moment=moment,
        state=asking.reader.state(entries[0].fields["state"]),
        systems=systems,
    )
