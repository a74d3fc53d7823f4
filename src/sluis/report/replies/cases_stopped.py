# SPDX-License-Identifier: EUPL-1.2
"""How many cases cannot proceed, and which: the price in the decisions, as it was computed then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.texts import Text
from sluis.report.decisions import closings, price_texts
from sluis.report.model import Answer, NotRecorded

if TYPE_CHECKING:
    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking


def cases_stopped(asking: Asking) -> Reply:
    """Return the price of each closing; "at least" where a volume is unknown."""
    decided = [closing for closing in closings(asking.known) if closing.price]
    if not decided:
        return NotRecorded(Text("No decision to close with a price is recorded."))
    name = asking.reader.name
    texts = [
        Text(
            "{day}, closing {systems}: {price}.",
            day=asking.day(closing.happened_at),
            systems=", ".join(map(name, closing.targets)),
            price="; ".join(text.say(asking.lang) for text in price_texts(closing.price, asking.reader)),
        )
        for closing in decided
    ]
    return Answer(tuple(texts), tuple(closing.seq for closing in decided))
