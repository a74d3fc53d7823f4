# SPDX-License-Identifier: EUPL-1.2
"""The document `sluis.price/1` keeps its shape."""

from __future__ import annotations

import json
from typing import Any

from sluis.estate.model import Effect
from sluis.record.model import Size
from sluis.switch.document import cost_document, price_document
from sluis.switch.ground import Ground
from sluis.switch.price import cost, price
from tests.switch.estates import ESTATE, NOON, states

DOCUMENT: dict[str, Any] = price_document(price(ESTATE, states(), ["line", "files"], as_of=Size(7), at=NOON))


def test_the_document_has_the_fields_of_the_contract() -> None:
    """Others build on these; more may come, none may go."""
    assert DOCUMENT["schema"] == "sluis.price/1"
    assert {
        "streams",
        "people",
        "unknown",
        "alternatives",
        "targets",
        "systems",
        "applications",
        "terms",
    } <= set(DOCUMENT)
    for stream in DOCUMENT["streams"]:
        assert {"id", "effect", "cases_per_day", "basis"} <= set(stream)
        assert stream["effect"] in set(Effect)
    assert (DOCUMENT["as_of"], DOCUMENT["entry"], DOCUMENT["known_entries"]) == ("2025-07-16T12:00:00Z", 6, 7)
    assert DOCUMENT["closes"] == ["line", "files"]
    assert json.loads(json.dumps(DOCUMENT)) == DOCUMENT


def test_what_is_not_known_is_null_and_not_zero() -> None:
    """A stream without a volume, and the cases that a degraded stream loses."""
    streams = {each["id"]: each for each in DOCUMENT["streams"]}
    assert streams["remote"]["cases_per_day"] is None
    assert streams["planning"]["lost_per_day"] is None
    assert {each["kind"] for each in DOCUMENT["unknown"]} == {"link", "volume", "people", "needs"}


def test_people_are_a_number_with_their_basis_and_groups_beside_it() -> None:
    """The count, how it is known, how many groups are of unknown size, and the groups behind it."""
    assert (DOCUMENT["people"], DOCUMENT["people_unknown"], DOCUMENT["people_basis"]) == (45, 1, "assumed")
    groups = DOCUMENT["groups"]
    assert isinstance(groups, list)
    assert len(groups) == 3


def test_alternatives_stand_side_by_side() -> None:
    """Each with targets, state, price and the risk that it leaves."""
    for each in DOCUMENT["alternatives"]:
        assert {
            "id",
            "name",
            "targets",
            "to",
            "streams_stopped",
            "cases_per_day",
            "people",
            "risk_left",
        } <= set(each)


def test_sentences_come_in_the_language_asked_for() -> None:
    """And the numbers stay the same."""
    found = price(ESTATE, states(), ["line"])
    english, dutch = price_document(found, "en"), price_document(found, "nl")
    assert english["streams"] == dutch["streams"]
    assert english["as_of"] is None


def test_the_sum_of_nothing_is_nothing() -> None:
    """The same fields, all empty."""
    free = cost_document(cost(Ground.of(ESTATE, states()), {}))
    assert not any(free.values())
    assert set(free) < set(DOCUMENT)
