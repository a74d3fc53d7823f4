# SPDX-License-Identifier: EUPL-1.2
"""Decision sheets, as the decision lay on the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sluis.estate.kinds import SYSTEM_STATE
from sluis.estate.model import Basis, State
from sluis.record.model import Entry, Size
from sluis.report.decisions import closings, price_texts, sheets, title
from sluis.report.reader import reader_of
from sluis.switch.kinds import DECISION_MADE
from tests.report.samples import ESTATE, NET, T0, decision_fields, entry, recorded

if TYPE_CHECKING:
    from sluis.record.log import Record
    from sluis.record.model import Json

EN = reader_of(ESTATE, "en")
HOUR = timedelta(hours=1)


def _decision(seq: int = 5, **fields: Json) -> Entry:
    return recorded(seq, DECISION_MADE, decision_fields(**fields))


def _state(seq: int, system: str, state: State, hours: float) -> Entry:
    return entry(
        seq,
        SYSTEM_STATE,
        happened_at=T0 + hours * HOUR,
        system=system,
        state=state.value,
        basis="source",
        reason="",
    )


def _said(price: dict[str, Json]) -> list[str]:
    return [text.say("en") for text in price_texts(price, EN)]


def test_a_sheet_holds_what_its_entry_says() -> None:
    """Who, when, why, on which picture, and when to look again."""
    found = sheets([_decision(dissent="The CIO.", check_text={"en": "Is it out?"})], EN)[0]  # type: ignore[arg-type] - as recorded
    assert (found.id, found.seq, found.actor) == ("D1", 5, "Board")
    assert found.title.say("en") == "Close Internet & links"
    assert found.reason == "Waiting takes too long."
    assert (found.picture, found.check_on, found.check_text) == (3, date(2025, 7, 24), "Is it out?")
    assert (found.dissent, found.basis, found.source) == (
        "The CIO.",
        Basis.SOURCE,
        "https://example.org/decision",
    )


def test_what_was_not_said_is_not_made_up() -> None:
    """No check, no dissent, no source: each is None."""
    fields = decision_fields()
    for name in ("check_on", "source", "basis"):
        del fields[name]
    found = sheets([recorded(1, DECISION_MADE, fields)], EN)[0]
    assert (found.check_on, found.source, found.basis, found.dissent, found.check_text) == (None,) * 5


def test_alternatives_stand_with_their_price_and_the_choice() -> None:
    """The alternative that was asked for carries the name of the decision."""
    found = sheets([_decision()], EN)[0].options
    assert [(option.name.say("en"), option.chosen) for option in found] == [
        ("Leave everything as it is", False),
        ("Close Internet & links", True),
    ]
    assert "120 cases a day" in [text.say("en") for text in found[1].price]


def test_an_alternative_in_someones_words() -> None:
    """What a person called it comes first, in the reader's language."""
    stated: Json = [
        {"id": "stated:0", "text": {"en": "Mail alone", "nl": "Alleen mail"}, "price": {}, "chosen": True}
    ]
    found = sheets([_decision(alternatives=stated)], reader_of(ESTATE, "nl"))[0].options
    assert [option.name.say("nl") for option in found] == ["Alleen mail"]


def test_all_but_one_names_the_one() -> None:
    """An alternative that leaves one system out names it, not its id."""
    left: Json = [{"id": "all_but:net", "price": {}, "chosen": True}]
    assert sheets([_decision(alternatives=left)], EN)[0].options[0].name.say("en") == (
        "All of these but Internet & links"
    )


def test_without_a_mark_what_was_asked_is_the_choice() -> None:
    """Older entries that mark no choice get their own decision first."""
    found = sheets([_decision(alternatives=[])], EN)[0].options
    assert [(option.name.say("en"), option.chosen) for option in found] == [("Close Internet & links", True)]


def test_the_picture_knows_nothing_later() -> None:
    """Not open then: by entries before the picture, at the moment of the decision."""
    entries = [
        _state(0, "mail", State.CLOSED, -5),
        _state(1, "files", State.READ_ONLY, -4),
        _state(2, "files", State.OPEN, -3),
        _state(3, "tags", State.CLOSED, -2),
        _decision(4, picture=3),
        _state(5, "desk", State.CLOSED, -9),
    ]
    assert sheets(entries, EN)[0].closed_then == ("Mail",)


def test_sheets_stand_in_order_of_deciding() -> None:
    """What was recorded first may have been decided later."""
    early = replace(_decision(9, decision="D0"), happened_at=T0 - HOUR)
    assert [sheet.id for sheet in sheets([_decision(4), early], EN)] == ["D0", "D1"]


def test_titles_say_what_is_done() -> None:
    """Close, restrict, reopen: each names the systems, and the state where it is not closed."""
    assert title(_decision(), EN).say("en") == "Close Internet & links"
    assert title(_decision(to="read_only"), EN).say("en") == "Restrict Internet & links to read-only"
    assert title(_decision(act="reopen", to="trial"), EN).say("en") == "Reopen Internet & links to trial"


def test_a_price_in_words() -> None:
    """Streams, cases, people, and what nobody can tell."""
    assert _said(decision_fields()["price"]) == [  # type: ignore[arg-type] - as recorded
        "stops: Criminal cases",
        "120 cases a day",
        "30 cases a day go worse or stale",
        "at least 40 people cannot work",
        "nobody can tell about: Ankle tags",
    ]


def test_a_price_with_unknown_volumes_is_a_lower_bound() -> None:
    """Where a volume is unknown the figure says "at least", zero included."""
    assert _said({"cases_per_day": 0, "volumes_unknown": 2}) == ["at least 0 cases a day"]
    assert _said({"people": 12, "people_unknown": 0}) == ["12 people cannot work"]


def test_a_count_of_unknowns_is_said_too() -> None:
    """Where ids are not given, how many things nobody can tell about."""
    assert _said({"unknowns": 3}) == ["nobody can tell about 3 things"]


def test_reopening_says_what_comes_back() -> None:
    """The price of waiting is what reopening brings back; without one, nothing comes back by it alone."""
    options: Json = [{"id": "reopen", "price": {}, "chosen": True}, {"id": "wait", "price": {"people": 3}}]
    back = _decision(act="reopen", to="open", price={"people": 3}, alternatives=options)
    found = sheets([back], EN)[0].options
    assert [text.say("en") for text in found[0].price] == [
        "comes back: what waiting costs",
        "3 people cannot work",
    ]
    assert [text.say("en") for text in found[1].price] == ["3 people cannot work"]
    alone = _decision(act="reopen", to="open", price={"people": 0}, alternatives=options)
    assert [text.say("en") for text in sheets([alone], EN)[0].options[0].price] == [
        "no work comes back by this alone"
    ]


def test_no_price_says_that_nothing_is_lost() -> None:
    """An empty price is said, not left blank."""
    assert _said({}) == ["no cases and no people are lost"]


def test_closings_are_decisions_to_close(story: Record) -> None:
    """The known decisions to close, with what they closed; none before the first."""
    with story.known() as known:
        found = closings(known)
    assert [(closing.targets, closing.price["people"]) for closing in found] == [((NET,), 40)]
    with story.known(Size(2)) as known:
        assert closings(known) == ()
