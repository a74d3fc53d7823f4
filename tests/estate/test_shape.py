# SPDX-License-Identifier: EUPL-1.2
"""A departure from the schema is told in words: where, what, and what may have been meant."""

from __future__ import annotations

from typing import Any

import pytest

from sluis.estate.shape import departures, nearest

BARE: dict[str, Any] = {
    "organisation": "X",
    "zone": "UTC",
    "systems": [{"id": "a", "name": "A", "kind": "device"}],
}

FIELDS = "id, name, kind, owner, rto_hours, rpo_hours, human_impact, basis, source, note"


def told(document: dict[str, Any], *, whole: bool = True) -> list[tuple[str, str, str | None]]:
    """Return path, words and suggestion of each departure."""
    return [
        (".".join(map(str, each.path)), str(each.what), None if each.todo is None else str(each.todo))
        for each in departures(document, whole=whole)
    ]


def with_system(**fields: object) -> dict[str, Any]:
    """Return the bare estate with other fields in its system."""
    return BARE | {"systems": [BARE["systems"][0] | fields]}


def test_a_bare_estate_departs_nowhere() -> None:
    """Organisation, zone and one system are enough."""
    assert told(BARE) == []


@pytest.mark.parametrize(
    ("fields", "path", "words", "suggestion"),
    [
        (
            {"name": 5},
            "systems.0.name",
            "This must be a text (put numbers and dates between quotes), not 5.",
            None,
        ),
        ({"name": "  "}, "systems.0.name", "This is empty.", None),
        ({"name": "x" * 4001}, "systems.0.name", "This is longer than 4000 characters.", None),
        ({"human_impact": 5}, "systems.0.human_impact", "5 is more than 4.", None),
        ({"rto_hours": -1}, "systems.0.rto_hours", "-1 is less than 0.", None),
        (
            {"rto_hours": "soon"},
            "systems.0.rto_hours",
            "This must be a number or the word unknown, not 'soon'.",
            None,
        ),
        (
            {"basis": "asumed"},
            "systems.0.basis",
            "'asumed' is not one of: source, derived, assumed.",
            "Did you mean assumed?",
        ),
        (
            {"assumed": ["ownr"]},
            "systems.0.assumed.0",
            f"'ownr' is not one of: {FIELDS}.",
            "Did you mean owner?",
        ),
        (
            {"ownr": "ict"},
            "systems.0.ownr",
            "There is no field called ownr here.",
            "Did you mean owner?",
        ),
        (
            {"qqqqq": 1},
            "systems.0.qqqqq",
            "There is no field called qqqqq here.",
            f"Fields here: {FIELDS}, assumed.",
        ),
        (
            {"id": "two words"},
            "systems.0.id",
            "'two words' is no name that fits here.",
            "Begin with a letter or digit; letters, digits, dot, dash and underscore may follow.",
        ),
    ],
)
def test_a_wrong_field_is_told(
    fields: dict[str, object], path: str, words: str, suggestion: str | None
) -> None:
    """Each kind of fault has its own sentence, and a suggestion where one can be made."""
    assert told(with_system(**fields)) == [(path, words, suggestion)]


def test_a_missing_field_is_told() -> None:
    """The thing that lacks it is named, and the field."""
    assert told(BARE | {"systems": [{"id": "a", "name": "A"}]}) == [
        ("systems.0", "The field kind is missing.", None)
    ]


def test_a_part_need_not_have_everything() -> None:
    """One file of a folder may hold links alone; its values are looked at all the same."""
    part = {"links": [{"system": "a", "needs": "b", "type": "hard"}]}
    assert told(part, whole=False) == []
    assert len(told(part)) == 3
    assert told({"links": [{"system": "a", "needs": "b"}]}, whole=False) == [
        ("links.0", "The field type is missing.", None)
    ]


def test_lists_are_told() -> None:
    """What should be a list, an empty list of systems, and twice the same in one."""
    assert told(BARE | {"links": 5}) == [("links", "This must be a list, not 5.", None)]
    assert told(BARE | {"systems": []}) == [("systems", "This list is empty.", None)]
    stream = {"id": "s", "name": "S", "needs": ["a", "a"]}
    assert told(BARE | {"streams": [stream]}) == [
        ("streams.0.needs", "Something is in this list twice.", None)
    ]


def test_a_field_of_the_whole_may_be_meant_otherwise() -> None:
    """Names at the top get a suggestion as well."""
    assert told(BARE | {"stremas": []}) == [
        ("stremas", "There is no field called stremas here.", "Did you mean streams?")
    ]


def test_a_long_value_is_not_repeated_whole() -> None:
    """A message stays readable whatever somebody pasted."""
    (found,) = told(with_system(human_impact=["x" * 1000]))
    assert len(found[1]) < 120


def test_nothing_near_gives_no_suggestion() -> None:
    """A suggestion is made only where something comes near."""
    assert nearest("zzz", ["files", "net"]) is None
    assert str(nearest("fils", ["files", "net"])) == "Did you mean files?"
