# SPDX-License-Identifier: EUPL-1.2
"""A published forecast goes into the record whole, with what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sluis.backlog.acts import digest, publish
from sluis.backlog.forecast import forecast
from sluis.backlog.kinds import COUNTS_READ, FORECAST_MADE
from sluis.backlog.model import recorded_document
from sluis.kit.texts import Text
from sluis.kit.units import Horizon, Period
from sluis.record.model import Actor
from tests.backlog.made import steady
from tests.conftest import START

if TYPE_CHECKING:
    from sluis.backlog.model import Forecast
    from sluis.record.log import Record

WHO = Actor("planner:a", "cli")
COUNTS = (steady(90), replace(steady(90, stream="notices"), notes=(Text("The file is empty."),)))


def made() -> Forecast:
    """Return a small forecast of both streams."""
    return forecast(COUNTS, (), COUNTS[0].dates[-1], Horizon(3, Period.DAY), replications=50)


def entries(record: Record) -> list[Any]:
    """Return the entries of this room."""
    with record.known() as known:
        return list(known.entries(kinds={COUNTS_READ.name, FORECAST_MADE.name}))


def test_counts_and_forecast_are_recorded_together(record: Record) -> None:
    """Two entries, about each stream, tied by the digest of the counts."""
    receipt = publish(record, made(), COUNTS, WHO, file="counts.csv", source="a page")
    read, published = entries(record)
    assert [read.seq, published.seq] == list(receipt.seqs)
    assert read.tags == published.tags == ("stream:letters", "stream:notices")
    assert read.fields["digest"] == published.fields["digest"] == digest(COUNTS)
    assert (read.fields["file"], published.fields["source"]) == ("counts.csv", "a page")
    assert read.actor == WHO
    assert published.happened_at == START


def test_the_forecast_is_kept_whole(record: Record) -> None:
    """Seed, replications and every quantile are in the entry, as they were said."""
    publish(record, made(), COUNTS, WHO)
    published = entries(record)[1]
    assert published.fields["document"] == recorded_document(made())
    assert published.fields["seed"] == made().seed


def test_it_can_be_made_again_from_the_entry(record: Record) -> None:
    """The seed and replications of the entry give the same numbers."""
    publish(record, made(), COUNTS, WHO)
    document = entries(record)[1].fields["document"]
    again = forecast(
        COUNTS,
        (),
        COUNTS[0].dates[-1],
        Horizon(3, Period.DAY),
        replications=document["replications"],
        seed=document["seed"],
    )
    assert recorded_document(again)["streams"] == document["streams"]


def test_notes_keep_their_stream_and_language(record: Record) -> None:
    """What was odd about the counts is told for each stream, in each language."""
    publish(record, made(), COUNTS, WHO)
    (note,) = entries(record)[0].fields["notes"]
    assert (note["stream"], note["en"]) == ("notices", "The file is empty.")
    assert "nl" in note


def test_it_may_have_happened_before(record: Record) -> None:
    """A replay dates its forecast."""
    then = datetime(2025, 1, 1, tzinfo=UTC)
    publish(record, made(), COUNTS, WHO, happened_at=then)
    assert {entry.happened_at for entry in entries(record)} == {then}


def test_the_digest_is_that_of_the_counts() -> None:
    """One case more is another digest; a note is not."""
    one = COUNTS[:1]
    more = replace(one[0], arrivals=(*one[0].arrivals[:-1], 1e6))
    assert digest(one) == digest((replace(one[0], notes=(Text("Odd."),)),))
    assert len({digest(one), digest((more,)), digest(COUNTS)}) == 3
