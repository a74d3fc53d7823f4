# SPDX-License-Identifier: EUPL-1.2
"""What people do in this room: publish a forecast, and record which counts it rests on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sluis.backlog.kinds import COUNTS_READ, FORECAST_MADE
from sluis.backlog.model import recorded_document
from sluis.kit.texts import LANGUAGES
from sluis.record.model import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sluis.backlog.model import Counts, Forecast
    from sluis.record.log import Record
    from sluis.record.model import Actor, Json, Receipt


def publish(
    record: Record,
    forecast: Forecast,
    counts: Sequence[Counts],
    actor: Actor,
    *,
    file: str | None = None,
    source: str | None = None,
    happened_at: datetime | None = None,
) -> Receipt:
    """Record which counts were read and the forecast made from them, as one.

    The forecast goes in whole, with its seed, so that it can be made again and scored when truth arrives.
    """
    at = happened_at or record.world.clock.now()
    named = digest(counts)
    read: dict[str, Json] = {
        "digest": named,
        "streams": [each.stream for each in counts],
        "notes": [
            {"stream": each.stream, **{lang: note.say(lang) for lang in LANGUAGES}}
            for each in counts
            for note in each.notes
        ],
        "basis": forecast.basis.value,
    }
    if file is not None:
        read["file"] = file
    made: dict[str, Json] = {
        "document": recorded_document(forecast),
        "seed": forecast.seed,
        "basis": forecast.basis.value,
        "digest": named,
    }
    if source is not None:
        made["source"] = source
    tags = tuple(f"stream:{stream.stream}" for stream in forecast.streams)
    return record.append(
        [Draft(COUNTS_READ, at, actor, read, tags), Draft(FORECAST_MADE, at, actor, made, tags)]
    )


def digest(counts: Sequence[Counts]) -> str:
    """Return the SHA-256 of the counts that a forecast rests on, in hexadecimal."""
    found = hashlib.sha256()
    for each in counts:
        found.update(f"{each.stream}\n{each.period}\n".encode())
        for row in zip(each.dates, each.arrivals, each.completions, each.backlog, strict=True):
            found.update((",".join(map(str, row)) + "\n").encode())
    return found.hexdigest()
