# SPDX-License-Identifier: EUPL-1.2
"""The estate of the OM case says what its sources say, and marks what it filled in."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sluis.drill.case import CASES
from sluis.estate.gaps import gaps
from sluis.estate.graph import Graph, Verdict
from sluis.estate.model import Basis, Effect, Estate, LinkType, SystemId
from sluis.estate.reading import read

if TYPE_CHECKING:
    from pathlib import Path

INTERNET, CASE_SYSTEMS, TAGS = map(SystemId, ("internet", "case_systems", "tags"))


@pytest.fixture(scope="module")
def om() -> Estate:
    """Return the estate of the case."""
    return read(CASES / "om-2025" / "estate.yaml")


@pytest.fixture(scope="module")
def public(shared: Path) -> dict[str, Any]:
    """Return the collected public facts, or skip where they are not."""
    return yaml.safe_load((shared / "case" / "om-2025" / "estate.yaml").read_text(encoding="utf-8"))


def test_systems_are_those_of_the_sources(om: Estate, public: dict[str, Any]) -> None:
    """The same thirty, in order, each known as the sources say."""
    assert [(one.id, one.kind, one.basis.value) for one in om.systems] == [
        (one["id"], one["kind"], one["evidence"]) for one in public["systems"]
    ]
    assert len(om.systems) == 30


def test_every_published_link_is_there(om: Estate, public: dict[str, Any]) -> None:
    """All twenty-three with type, basis and address; by post is a substitute."""
    ours = {(link.system, link.needs): (link.type.value, link.basis.value, link.source) for link in om.links}
    for theirs in public["dependencies"]:
        kind = "substitute" if theirs["type"] == "substitute_post" else theirs["type"]
        assert ours[theirs["from"], theirs["needs"]] == (kind, theirs["evidence"], theirs["source"])
    assert len(public["dependencies"]) == 23


def test_gates_teams_and_order_are_those_of_the_sources(om: Estate, public: dict[str, Any]) -> None:
    """The conditions with their addresses, the four teams, and the order in which data go in."""
    assert [(gate.id, gate.source) for gate in om.gates] == [
        (gate["id"], gate["source"]) for gate in public["gates"]
    ]
    assert [team.id.upper() for team in om.teams] == [team["id"] for team in public["crisis_teams"]]
    assert list(om.data_order) == public["data_order"]["chain"]


def test_volumes_are_those_of_the_key_figures(om: Estate, shared: Path) -> None:
    """Where a volume is derived, it is the inflow of 2022 over 365 days."""
    with (shared / "case" / "om-2025" / "om_key_figures.csv").open(encoding="utf-8") as file:
        yearly = {row["measure"]: row["2022"] for row in csv.DictReader(file)}
    derived = {stream.id: stream for stream in om.streams if stream.volume_basis is Basis.DERIVED}
    assert {name: stream.cases_per_day for name, stream in derived.items()} == {
        "zsm": round(int(yearly["via ZSM"]) / 365, 1),
        "not_zsm": round(int(yearly["not ZSM"]) / 365, 1),
    }
    assert all(stream.volume_source for stream in derived.values())


def test_what_says_it_has_a_source_has_one(om: Estate) -> None:
    """Nothing is claimed without an address; what has none is assumed."""
    things = (*om.systems, *om.links, *om.teams, *om.gates, *om.groups, *om.sites, *om.units)
    claims = (*things, *om.applications, *om.streams)
    assert [thing for thing in claims if thing.basis is not Basis.ASSUMED and not thing.source] == []
    assert all(stream.volume_source for stream in om.streams if stream.volume_basis is not Basis.ASSUMED)


def test_fields_that_nobody_published_are_marked(om: Estate) -> None:
    """Owners, impact and deciders were filled in; recovery times were not, and are unknown."""
    for system in om.systems:
        filled = {name for name in ("owner", "human_impact") if getattr(system, name) is not None}
        assert set(system.assumed) == filled
        assert (system.rto_hours, system.rpo_hours) == (None, None)
    assert all(gate.assumed == ("decider",) for gate in om.gates)


def test_people_add_up_to_what_was_published(om: Estate) -> None:
    """About 5,700, since 2,850 signers were "about half"; the split is assumed."""
    assert sum(group.people or 0 for group in om.groups) == 2 * 2850
    assert {group.basis for group in om.groups} == {Basis.ASSUMED}


def test_closing_the_case_systems_has_every_kind_of_price(om: Estate) -> None:
    """Streams stop, degrade, go stale or cannot be told, and cases a day are known for most."""
    found = {one.target: one for one in Graph(om).consequences([CASE_SYSTEMS]) if one.what == "stream"}
    by_effect: dict[Effect, set[str]] = {}
    for one in found.values():
        by_effect.setdefault(one.effect, set()).add(one.target)
    assert by_effect == {
        Effect.STOPS: {"zsm", "not_zsm", "lawyers", "execution"},
        Effect.UNKNOWN: {"traffic_appeals"},
        Effect.STALE: {"documentation", "screening", "certificates"},
        Effect.DEGRADES: {"custody"},
    }
    unknown = {stream.id for stream in om.streams if stream.cases_per_day is None}
    assert unknown & set(found) == {"screening"}


def test_going_dark_latches_the_cameras_and_ages_the_certificates(om: Estate) -> None:
    """What happened in 2025 follows from the links: five kinds of effect, each by its path."""
    found = {(one.what, one.target): one for one in Graph(om).consequences([INTERNET])}
    assert found["system", "cameras_fixed"].effect is Effect.LATCHES
    assert found["system", "remote_work"].path == ("internet", "netscaler", "remote_work")
    assert found["stream", "certificates"].path == ("internet", "link_jds", "jds", "vog", "certificates")
    assert found["stream", "claims"].via is LinkType.SUBSTITUTE
    assert ("system", "office_login") not in found
    assert {one.effect for one in found.values()} == set(Effect)


def test_nobody_can_tell_whether_the_ankle_tags_survive(om: Estate) -> None:
    """The question that kept a breached organisation online; office work was seen to go on."""
    graph = Graph(om)
    tags = graph.survives(TAGS, [INTERNET])
    assert (tags.verdict, tags.looked) == (Verdict.CANNOT_TELL, True)
    assert tags.link is not None
    assert tags.link.source is not None
    assert graph.survives("office_login", [INTERNET]).verdict is Verdict.YES


def test_what_is_not_public_is_work_to_do(om: Estate) -> None:
    """Recovery times of everything, and the links that nobody could judge."""
    found = {(gap.id, gap.field) for gap in gaps(om)}
    assert {
        ("tags", "type"),
        ("phone", "type"),
        ("internet", "rto_hours"),
        ("screening", "cases_per_day"),
    } <= found
