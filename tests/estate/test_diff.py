# SPDX-License-Identifier: EUPL-1.2
"""A difference between two estates is told thing by thing and field by field."""

from __future__ import annotations

from dataclasses import replace

from sluis.estate.diff import Change, diff, identity
from sluis.estate.document import NOUNS
from sluis.estate.model import Link, LinkType, System, SystemId
from tests.estate.samples import FILES, HOSPITAL, LAB, NET


def test_the_same_estate_differs_nowhere() -> None:
    """Nothing changed, nothing told; the order in which things stand is no change."""
    assert diff(HOSPITAL, HOSPITAL) == ()
    assert diff(HOSPITAL, replace(HOSPITAL, systems=HOSPITAL.systems[::-1])) == ()


def test_at_first_everything_is_new() -> None:
    """Before the first version there is nothing: each thing is added."""
    found = diff(None, HOSPITAL)
    assert {change.what for change in found} == {"added"}
    assert len(found) == sum(len(getattr(HOSPITAL, noun)) for noun in NOUNS)


def test_new_gone_and_changed_are_told() -> None:
    """Each with its list, its name and, where it changed, both values."""
    systems = (
        replace(HOSPITAL.systems[0], owner=None, rto_hours=8.0),
        *HOSPITAL.systems[2:],
        System(SystemId("mri"), "Scanner", "device"),
    )
    found = diff(HOSPITAL, replace(HOSPITAL, systems=systems))
    assert [change.line() for change in found] == [
        "removed systems/files",
        "changed systems/net: owner ict → unknown; rto_hours 4.0 → 8.0",
        "added systems/mri",
    ]
    assert [str(change.text()) for change in found] == [
        "Gone from systems: files",
        "Changed in systems: net (owner: ict → unknown; rto_hours: 4.0 → 8.0)",
        "New in systems: mri",
    ]


def test_a_link_that_becomes_known_is_a_change() -> None:
    """The two ends make the link; that its type is known now is what changed."""
    links = tuple(
        replace(link, type=LinkType.HARD) if link.type is LinkType.UNKNOWN else link
        for link in HOSPITAL.links
    )
    (found,) = diff(HOSPITAL, replace(HOSPITAL, links=links))
    assert found == Change("links", "alarm → net", "changed", (("type", "unknown", "hard"),))


def test_an_order_of_data_stands_beside_another_link() -> None:
    """Two links between the same two are told apart when one is an order of entering data."""
    ordered = Link(LAB, FILES, LinkType.DATA_ORDER)
    (found,) = diff(HOSPITAL, replace(HOSPITAL, links=(*HOSPITAL.links, ordered)))
    assert (found.what, found.id) == ("added", "lab → files (data_order)")
    assert identity(Link(FILES, NET, LinkType.HARD)) == "files → net"


def test_lists_in_a_field_are_told_as_lists() -> None:
    """What a stream needs reads as names; nothing is a dash."""
    streams = (replace(HOSPITAL.streams[0], needs=(FILES, LAB)), replace(HOSPITAL.streams[1], needs=()))
    assert [change.line() for change in diff(HOSPITAL, replace(HOSPITAL, streams=streams))] == [
        "changed streams/visits: needs files → files, lab",
        "changed streams/tests: needs lab → –",
    ]


def test_the_organisation_itself_may_change() -> None:
    """Its name, its clock, and the order in which data are entered: here order is the point."""
    other = replace(HOSPITAL, zone="UTC", data_order=("discharge", "admission"))
    assert [change.line() for change in diff(HOSPITAL, other)] == [
        "changed estate/zone: zone Europe/Amsterdam → UTC",
        "changed estate/data_order: data_order admission, treatment, discharge → discharge, admission",
    ]
