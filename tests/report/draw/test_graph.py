# SPDX-License-Identifier: EUPL-1.2
"""The picture of systems and what they need."""

from __future__ import annotations

import itertools
from dataclasses import replace

from sluis.estate.model import Estate, Link, LinkType, State, System, SystemId
from sluis.report.draw.graph import LINK_NAMES, as_table, draw, nodes_and_ties, sentence
from tests.report.samples import ESTATE, MAIL, NET, SVG, TAGS, classes, parsed, states, texts

NOW = states((NET, State.CLOSED), (MAIL, State.TRIAL))


def _crowd(count: int) -> Estate:
    """Return an estate of `count` systems of three kinds, each needing the one before."""
    systems = tuple(System(SystemId(f"s{at}"), f"System {at}", f"kind{at % 3}") for at in range(count))
    links = tuple(Link(b.id, a.id, LinkType.HARD) for a, b in itertools.pairwise(systems))
    return Estate("Crowd", "UTC", systems, links)


def test_every_system_is_a_box_with_its_state() -> None:
    """Five systems, five boxes; what nobody recorded is unknown."""
    svg = draw(ESTATE, NOW, lang="en")
    boxes = {
        group.attrib["data-system"]: group.attrib["class"]
        for group in parsed(svg).iter(f"{SVG}g")
        if "data-system" in group.attrib
    }
    assert boxes == {
        "net": "system state-closed",
        "mail": "system state-trial",
        "files": "system state-unknown",
        "tags": "system state-unknown",
        "desk": "system state-unknown",
    }


def test_what_is_needed_lies_left() -> None:
    """The internet is left of mail, mail left of case files."""
    x = {
        group.attrib["data-system"]: float(group.findall(f"{SVG}rect")[0].attrib["x"])
        for group in parsed(draw(ESTATE, NOW, lang="en")).iter(f"{SVG}g")
        if "data-system" in group.attrib
    }
    assert x["net"] < x["mail"] < x["files"]


def test_every_kind_of_link_looks_its_own() -> None:
    """A link's type is its class, and an unknown one carries a question mark."""
    found = classes(draw(ESTATE, NOW, lang="en"))
    assert {"link link-hard", "link link-freshness", "link link-unknown"} <= set(found)
    assert "?" in texts(draw(ESTATE, NOW, lang="en"))


def test_a_known_absence_of_a_link_is_not_drawn() -> None:
    """Somebody looked and found none: no line, and no line is not the same as not looked."""
    looked = replace(ESTATE, links=(*ESTATE.links, Link(SystemId("desk"), NET, LinkType.NONE)))
    assert "link link-none" not in classes(draw(looked, NOW, lang="en"))
    assert (
        "does not need Internet & links"
        in {row[0]: row[2] for row in as_table(looked, NOW, "en").rows}["Desk phones"]
    )


def test_systems_without_a_link_stand_apart() -> None:
    """They are named, under words that do not say that they need nothing."""
    assert "No link is recorded for:" in texts(draw(ESTATE, NOW, lang="en"))


def test_only_kinds_of_link_that_occur_are_in_the_legend() -> None:
    """The legend explains what is there and no more."""
    found = texts(draw(ESTATE, NOW, lang="en"))
    assert LINK_NAMES[LinkType.HARD].say("en") in found
    assert LINK_NAMES[LinkType.SUBSTITUTE].say("en") not in found


def test_a_crowd_is_taken_together_by_kind() -> None:
    """Beyond forty systems there is a box for each kind, with how many are in each state."""
    crowd = _crowd(41)
    boxes, ties = nodes_and_ties(crowd, states((SystemId("s0"), State.CLOSED), (SystemId("s3"), State.OPEN)))
    assert [box.label for box in boxes] == ["kind0 (14)", "kind1 (14)", "kind2 (13)"]
    assert boxes[0].counts == ((State.CLOSED, 1), (State.UNKNOWN, 12), (State.OPEN, 1))
    assert boxes[0].state is State.CLOSED
    assert {(tie.user, tie.needs) for tie in ties} == {
        ("kind1", "kind0"),
        ("kind2", "kind1"),
        ("kind0", "kind2"),
    }


def test_forty_are_drawn_one_by_one() -> None:
    """At the limit every system still has its box, within the picture."""
    svg = draw(_crowd(40), {}, lang="en")
    root = parsed(svg)
    boxes = [group for group in root.iter(f"{SVG}g") if "data-system" in group.attrib]
    assert len(boxes) == 40
    width = float(root.attrib["viewBox"].split()[2])
    for box in boxes:
        rect = box.findall(f"{SVG}rect")[0]
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= width


def test_the_hardest_link_between_two_kinds_is_kept() -> None:
    """Of a hard and a degraded link between the same kinds the hard one is drawn."""
    crowd = _crowd(6)
    both = replace(crowd, links=(Link(SystemId("s4"), SystemId("s3"), LinkType.DEGRADED), *crowd.links))
    _, ties = nodes_and_ties(both, {}, readable=1)
    assert {tie.type for tie in ties} == {LinkType.HARD}


def test_cycles_do_not_break_the_picture() -> None:
    """Two systems that need each other are drawn, both links with them."""
    loop = replace(ESTATE, links=(Link(NET, MAIL, LinkType.HARD), Link(MAIL, NET, LinkType.HARD)))
    assert classes(draw(loop, NOW, lang="en")).count("link link-hard") == 2


def test_the_sentence_counts_states_and_unknown_links() -> None:
    """What nobody knows is counted, not hidden."""
    words = sentence(*nodes_and_ties(ESTATE, NOW), "en")
    assert words == "5 systems: 1 trial, 1 closed, 3 unknown. 3 links, of which 1 unknown."


def test_names_become_text_and_not_markup() -> None:
    """An ampersand in a name is escaped."""
    assert "Internet &amp; links" in draw(ESTATE, NOW, lang="en")


def test_the_table_has_every_system() -> None:
    """Each system is a row with its state and what it needs, however many there are."""
    rows = {row[0]: row[1:] for row in as_table(ESTATE, NOW, "en").rows}
    assert rows["Mail"] == ("trial", "stops without Internet & links")
    assert rows["Ankle tags"] == ("unknown", "nobody knows what it does without Internet & links")
    assert rows["Desk phones"] == ("unknown", "no link recorded")
    assert len(as_table(_crowd(90), {}, "en").rows) == 90
    assert TAGS in {system.id for system in ESTATE.systems}


def test_an_empty_estate_is_a_picture() -> None:
    """No systems give an empty picture, not an error."""
    assert "0 systems" in draw(Estate("Nobody", "UTC", ()), {}, lang="en")
