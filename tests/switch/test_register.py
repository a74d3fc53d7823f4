# SPDX-License-Identifier: EUPL-1.2
"""What was issued while its source was dark is found from states and links, not from memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.acts import observe
from sluis.estate.model import LinkType, State, SystemId
from sluis.record.model import Size
from sluis.switch.acts import recheck_output, record_output
from sluis.switch.model import Freshness, Output, OutputId, Recheck, RecheckOutcome, RecheckStatus, Spell
from sluis.switch.register import judge, judged, register, stale_spells
from tests.switch.estates import ESTATE, NOON, OWNER, change, ids, link

if TYPE_CHECKING:
    from sluis.record.log import Record

HOUR = timedelta(hours=1)
CERTS, LINE = SystemId("certs"), SystemId("line")
END = NOON + 9 * HOUR
DARK = [
    change("line", State.OPEN, NOON - HOUR),
    change("line", State.CLOSED, NOON),
    change("line", State.TRIAL, NOON + 2 * HOUR),
    change("line", State.OPEN, NOON + 4 * HOUR),
]
PATH = ("line", "partner", "certs")
OUTPUT = Output(OutputId("o1"), CERTS, "Certificates", NOON + HOUR, count=9)


def test_a_spell_lasts_as_long_as_the_source_is_dark() -> None:
    """From closing until it is back, even on trial."""
    assert stale_spells(ESTATE, DARK, CERTS, END) == (Spell(NOON, NOON + 2 * HOUR, Freshness.STALE, PATH),)


def test_a_spell_that_goes_on_has_no_end() -> None:
    """Seen from an instant at which the source is still dark."""
    assert stale_spells(ESTATE, DARK, CERTS, NOON + HOUR) == (Spell(NOON, None, Freshness.STALE, PATH),)


def test_what_is_said_again_does_not_break_a_spell() -> None:
    """Two entries that say closed are one time of darkness."""
    again = [*DARK, change("line", State.CLOSED, NOON + HOUR), change("partner", State.OPEN, NOON + HOUR)]
    assert len(stale_spells(ESTATE, again, CERTS, END)) == 1


def test_another_cause_is_another_spell() -> None:
    """When the partner itself closes, the path says so."""
    both = [*DARK, change("partner", State.CLOSED, NOON + HOUR)]
    assert [(spell.since, spell.until, spell.path) for spell in stale_spells(ESTATE, both, CERTS, END)] == [
        (NOON, NOON + HOUR, PATH),
        (NOON + HOUR, None, ("partner", "certs")),
    ]


def test_an_unknown_source_leaves_what_rests_on_it_unknown() -> None:
    """Neither fresh nor stale."""
    found = stale_spells(ESTATE, [change("partner", State.UNKNOWN, NOON)], CERTS, END)
    assert [spell.freshness for spell in found] == [Freshness.CANNOT_TELL]


def test_a_state_of_its_own_does_not_make_a_system_stale() -> None:
    """What issues may be limited itself: it is stale by what it rests on alone."""
    assert stale_spells(ESTATE, [change("certs", State.TRIAL, NOON)], CERTS, END) == ()


def test_links_of_no_freshness_make_nothing_stale() -> None:
    """Planning goes on with less; it does not say old things."""
    assert stale_spells(ESTATE, [change("files", State.CLOSED, NOON)], SystemId("plan"), END) == ()


def test_what_is_stopped_cannot_rest_on_anything_fresh() -> None:
    """Something issued though its system should have stopped rested on nothing current."""
    assert stale_spells(ESTATE, [change("files", State.CLOSED, NOON)], SystemId("index"), END)[
        0
    ].freshness is (Freshness.STALE)


def test_circles_and_links_that_carry_nothing_are_left_alone() -> None:
    """A circle ends, and a link of type none is no path."""
    estate = replace(
        ESTATE, links=(*ESTATE.links, link("line", "certs"), link("certs", "files", LinkType.NONE))
    )
    assert len(stale_spells(estate, DARK, CERTS, END)) == 1
    assert stale_spells(estate, [change("files", State.CLOSED, NOON)], CERTS, END) == ()


@pytest.mark.parametrize(
    ("output", "freshness"),
    [
        (OUTPUT, Freshness.STALE),
        (replace(OUTPUT, happened_at=NOON), Freshness.STALE),
        (replace(OUTPUT, happened_at=NOON + 2 * HOUR), Freshness.FRESH),
        (replace(OUTPUT, happened_at=NOON - HOUR), Freshness.FRESH),
        (replace(OUTPUT, happened_at=NOON - HOUR, until=NOON + HOUR), Freshness.STALE),
        (replace(OUTPUT, happened_at=END, stale_since=NOON, rests_on=LINE), Freshness.STALE),
        (replace(OUTPUT, system=SystemId("tags")), Freshness.CANNOT_TELL),
    ],
)
def test_an_output_is_judged_by_when_it_was_issued(output: Output, freshness: Freshness) -> None:
    """Any part of its time in a spell is enough; what people state counts as well."""
    assert judge(ESTATE, DARK, output, (), END).freshness is freshness


def look(count: int | None, *, complete: bool = False) -> Recheck:
    """Return a look at the output."""
    return Recheck(OUTPUT.id, RecheckOutcome.SOUND, complete, "Looked", count, NOON + HOUR)


@pytest.mark.parametrize(
    ("looks", "status", "rechecked"),
    [
        ((), RecheckStatus.OPEN, 0),
        ((look(4),), RecheckStatus.PARTLY, 4),
        ((look(4), look(5)), RecheckStatus.DONE, 9),
        ((look(None, complete=True),), RecheckStatus.DONE, None),
        ((look(None),), RecheckStatus.PARTLY, None),
    ],
)
def test_looking_again_is_counted(
    looks: tuple[Recheck, ...], status: RecheckStatus, rechecked: int | None
) -> None:
    """Done when as many were looked at as were issued, or when somebody says so; uncounted is not zero."""
    found = judge(ESTATE, DARK, OUTPUT, looks, END)
    assert (found.status, found.rechecked, found.rechecks) == (status, rechecked, looks)


def test_the_register_holds_what_is_not_fresh(record: Record) -> None:
    """Fresh output was judged and is not on it; later knowledge and later output are not seen."""
    observe(record, DARK[1:], OWNER)
    record_output(record, OUTPUT, OWNER)
    record_output(record, replace(OUTPUT, id=OutputId("o0"), happened_at=NOON - HOUR), OWNER)
    then = record.size()
    recheck_output(record, replace(look(9), happened_at=None), OWNER)
    record_output(record, replace(OUTPUT, id=OutputId("o2"), happened_at=END), OWNER)
    with record.known() as known:
        assert [each.output.id for each in judged(known, NOON + 2 * HOUR)] == ["o0", "o1"]
        found = register(known, NOON + 2 * HOUR)
    assert [(each.output.id, each.status) for each in found] == [("o1", RecheckStatus.DONE)]
    with record.known(then) as known:
        assert [each.status for each in register(known, END)] == [RecheckStatus.OPEN]
    with record.known(Size(then - 2)) as known:
        assert register(known, END) == ()


def test_a_later_look_is_not_seen_before_its_time(record: Record) -> None:
    """The register as of an instant knows no recheck that came after it."""
    observe(record, DARK[1:], OWNER)
    record_output(record, OUTPUT, OWNER)
    recheck_output(record, replace(look(9), happened_at=END), OWNER)
    with record.known() as known:
        assert [each.status for each in register(known, NOON + HOUR)] == [RecheckStatus.OPEN]
        assert [each.status for each in register(known, END)] == [RecheckStatus.DONE]


def test_the_partner_is_stale_before_what_rests_on_it() -> None:
    """Each step of a chain has its own spells."""
    assert stale_spells(ESTATE, DARK, ids("partner")[0], END)[0].path == ("line", "partner")
