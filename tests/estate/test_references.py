# SPDX-License-Identifier: EUPL-1.2
"""What a schema cannot say: ids twice, names that nothing has, links that contradict each other."""

from __future__ import annotations

from typing import Any

import pytest

from sluis.estate import references
from sluis.estate.model import Group, Link, Stream, Unit
from sluis.estate.references import Part, faults, pointers_of

SYSTEMS = [{"id": "net"}, {"id": "files"}]


def told(*documents: dict[str, Any]) -> list[str]:
    """Return each fault as `part path: words suggestion`; parts are numbered, places are paths."""
    parts = [
        Part(document, lambda path, number=number: f"{number}:{_spelled(path)}")
        for number, document in enumerate(documents)
    ]
    numbers = {id(part): number for number, part in enumerate(parts)}
    return [
        f"{numbers[id(part)]}:{_spelled(found.path)}: {found.what}" + (f" {found.todo}" if found.todo else "")
        for part, found in faults(parts)
    ]


def _spelled(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


def test_what_points_somewhere_is_no_fault() -> None:
    """Links and needs that name what is there pass, in whichever file it stands."""
    links = {"links": [{"system": "files", "needs": "net", "type": "hard"}]}
    assert told({"systems": SYSTEMS}, links, {"streams": [{"id": "s", "needs": ["files"]}]}) == []


def test_an_id_that_occurs_twice_is_told_with_both_places() -> None:
    """The second one is the fault; the first one's place is in the words, across files as well."""
    assert told({"systems": SYSTEMS}, {"systems": [{"id": "net"}]}) == [
        "1:systems.0.id: net is there already: 0:systems.0.id."
    ]


def test_the_same_id_in_two_lists_is_no_fault() -> None:
    """A stream may be called like the system that it needs."""
    assert told({"systems": SYSTEMS, "streams": [{"id": "net", "needs": ["net"]}]}) == []


@pytest.mark.parametrize(
    ("second", "count"),
    [("hard", 1), ("none", 1), ("unknown", 1), ("data_order", 0)],
)
def test_two_links_between_the_same_two_contradict(second: str, count: int) -> None:
    """One link says how a loss is felt; beside it only an order of entering data may stand."""
    links = [{"system": "files", "needs": "net", "type": kind} for kind in ("hard", second)]
    found = told({"systems": SYSTEMS, "links": links})
    assert found == ["0:links.1: files → net is there already: 0:links.0."] * count


def test_the_other_way_round_is_another_link() -> None:
    """Two systems may need each other."""
    links = [
        {"system": "files", "needs": "net", "type": "hard"},
        {"system": "net", "needs": "files", "type": "degraded"},
    ]
    assert told({"systems": SYSTEMS, "links": links}) == []


def test_a_link_to_itself_is_a_fault() -> None:
    """A system does not need itself."""
    links = [{"system": "net", "needs": "net", "type": "hard"}]
    assert told({"systems": SYSTEMS, "links": links}) == ["0:links.0.needs: A system does not need itself."]


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    """Single names and names in lists are looked up in the list that they point into."""
    document = {
        "systems": SYSTEMS,
        "units": [{"id": "care"}],
        "streams": [{"id": "visits", "needs": ["net", "fils"], "unit": "car"}],
        "groups": [{"id": "nurses", "site": "main", "streams": ["visits", "files"]}],
    }
    assert told(document) == [
        "0:streams.0.needs.1: There is nothing called fils in systems. Did you mean files?",
        "0:streams.0.unit: There is nothing called car in units. Did you mean care?",
        "0:groups.0.site: There is nothing called main in sites.",
        "0:groups.0.streams.1: There is nothing called files in streams.",
    ]


def test_unknown_may_stand_where_a_name_may_lack() -> None:
    """The word is no name: it points nowhere, and nothing can be called that."""
    assert told({"systems": SYSTEMS, "groups": [{"id": "nurses", "site": "unknown"}]}) == []
    assert told({"systems": [{"id": "unknown"}]}) == [
        "0:systems.0.id: Nothing can be called unknown: the word is for what nobody knows."
    ]
    links = [{"system": "net", "needs": "unknown", "type": "hard"}]
    assert told({"systems": SYSTEMS, "links": links}) == [
        "0:links.0.needs: There is nothing called unknown in systems."
    ]


def test_what_has_no_shape_is_passed_over() -> None:
    """Rows that the schema refuses do no further harm."""
    document: dict[str, Any] = {
        "systems": [5, {"id": 5}, {}],
        "links": "x",
        "streams": [{"needs": [5], "unit": 3}],
    }
    assert told(document) == []


def test_very_many_faults_get_no_suggestions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for the nearest name takes time, and nobody reads a thousand suggestions."""
    monkeypatch.setattr(references, "_SUGGESTED", 1)
    streams = [{"id": name, "needs": ["fils"]} for name in "abc"]
    found = told({"systems": SYSTEMS, "streams": streams})
    assert [each.endswith("Did you mean files?") for each in found] == [True, False, False]


def test_pointers_follow_from_the_types() -> None:
    """Which field points where is read from the dataclasses."""
    assert [(each.field, each.noun, each.may_be_unknown) for each in pointers_of(Group)] == [
        ("unit", "units", True),
        ("site", "sites", True),
        ("needs", "systems", False),
        ("streams", "streams", False),
    ]
    assert [each.field for each in pointers_of(Link)] == ["system", "needs"]
    assert [each.field for each in pointers_of(Stream)] == ["needs", "unit"]
    assert pointers_of(Unit) == ()
