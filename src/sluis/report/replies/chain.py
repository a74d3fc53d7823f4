# SPDX-License-Identifier: EUPL-1.2
"""Why did it reach so far? What closing did along typed links, and on what the most rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.graph import Graph
from sluis.estate.model import Effect, LinkType
from sluis.kit.texts import Text
from sluis.report.decisions import closings
from sluis.report.model import Answer, NotRecorded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.estate.model import Consequence
    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking

EFFECTS: Final[Mapping[Effect, Text]] = {
    Effect.STOPS: Text("Stopped: {things}."),
    Effect.DEGRADES: Text("Went on, but worse: {things}."),
    Effect.STALE: Text("Went on with old data: {things}."),
    Effect.LATCHES: Text("Ran on, but could not start again: {things}."),
    Effect.UNKNOWN: Text("Nobody could tell about: {things}."),
}
_REPEATED: Final = 2


def chain(asking: Asking) -> Reply:
    """Return what the closings did to other systems and to work streams, by the links recorded."""
    estate, decided = asking.estate, closings(asking.known)
    if estate is None or not decided:
        return NotRecorded(Text("No estate or no decision to close is recorded."))
    graph = Graph(estate)
    closed = list(dict.fromkeys(system for closing in decided for system in closing.targets))
    reached = [found for found in graph.consequences(closed) if found.what in {"system", "stream"}]
    name = asking.reader.name
    texts = [
        Text(
            "Reached by closing {closed}: {systems} other systems, {streams} streams.",
            closed=", ".join(map(name, closed)),
            systems=sum(found.what == "system" for found in reached),
            streams=sum(found.what == "stream" for found in reached),
        ),
        *_by_effect(reached, asking),
    ]
    hubs = _hubs(reached)
    if hubs:
        most = ", ".join(f"{name(hub)} ({count})" for hub, count in hubs)
        texts.append(Text("Most of it went through: {hubs}.", hubs=most))
    unknown = sum(link.type is LinkType.UNKNOWN for link in estate.links)
    if unknown:
        texts.append(Text("Links of which nobody knows what they do: {count}.", count=unknown))
    return Answer(tuple(texts), tuple(sorted({*asking.adoption(), *(closing.seq for closing in decided)})))


def _by_effect(reached: list[Consequence], asking: Asking) -> list[Text]:
    texts = list[Text]()
    for effect, words in EFFECTS.items():
        hit = [found.target for found in reached if found.effect is effect]
        things = dict.fromkeys(map(asking.reader.name, hit))
        if things:
            texts.append(Text(words.source, things=", ".join(things)))
    return texts


def _hubs(reached: list[Consequence]) -> list[tuple[str, int]]:
    """Return the three systems that most paths pass, with how many; those that at least two pass."""
    passed = dict[str, int]()
    for found in reached:
        for step in found.path[:-1]:
            passed[step] = passed.get(step, 0) + 1
    most = sorted(passed.items(), key=lambda hub: (-hub[1], hub[0]))
    return [hub for hub in most if hub[1] >= _REPEATED][:3]
