# SPDX-License-Identifier: EUPL-1.2
"""Does it survive if we go dark? Answered from typed links, "cannot tell" included.

Going dark is closing what the recorded decisions closed; before the first such decision, and where
the question names no systems of its own, it is closing everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.graph import Graph, Verdict
from sluis.estate.model import SystemId
from sluis.kit.errors import UnknownName
from sluis.kit.texts import Text
from sluis.report.decisions import closings
from sluis.report.model import Answer, NotRecorded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.estate.graph import Survival
    from sluis.estate.model import Estate
    from sluis.record.model import Seq
    from sluis.report.model import Reply
    from sluis.report.replies.asking import Asking

VERDICTS: Final[Mapping[Verdict, Text]] = {
    Verdict.YES: Text("Yes: {target} needs nothing that closes, by every link recorded."),
    Verdict.DEGRADED: Text("Yes, but worse: {target} loses something that it can do without."),
    Verdict.STALE: Text("It runs on, but goes stale: {target} gets no new data."),
    Verdict.UNTIL_RESTART: Text("It runs on, but {target} cannot be started again once it is off."),
    Verdict.NO: Text("No: {target} stops."),
    Verdict.CANNOT_TELL: Text("Nobody can tell whether {target} survives: a link is unknown."),
}


def survives(asking: Asking) -> Reply:
    """Return whether the first subject survives, with the path that decides."""
    estate = asking.estate
    if estate is None or not asking.question.subjects:
        return NotRecorded(Text("No estate is recorded, or the question names no system."))
    target = SystemId(asking.question.subjects[0])
    closed, seqs = _dark(asking, estate, target)
    try:
        found = Graph(estate).survives(target, closed)
    except UnknownName as error:
        return NotRecorded(error.what)
    name = asking.reader.name
    texts = [_verdict(found, name(target))]
    if len(found.path) > 1:
        texts.append(Text("The path: {path}.", path=" → ".join(name(step) for step in found.path)))
    if found.link is not None and found.link.note:
        texts.append(Text("What is known of it: {note}", note=found.link.note))
    if seqs or asking.question.subjects[1:]:
        texts.append(Text("Going dark is taken as closing: {systems}.", systems=", ".join(map(name, closed))))
    else:
        texts.append(Text("Going dark is taken as closing everything else."))
    return Answer(tuple(texts), tuple(sorted({*asking.adoption(), *seqs})))


def _verdict(found: Survival, name: str) -> Text:
    if found.verdict is Verdict.CANNOT_TELL and not found.looked:
        return Text(
            "Nobody can tell whether {target} survives: nobody recorded whether it needs what closes.",
            target=name,
        )
    return Text(VERDICTS[found.verdict].source, target=name)


def _dark(asking: Asking, estate: Estate, target: SystemId) -> tuple[list[SystemId], tuple[Seq, ...]]:
    """Return what going dark closes, and the decisions that say so."""
    if asking.question.subjects[1:]:
        return [SystemId(subject) for subject in asking.question.subjects[1:]], ()
    decided = closings(asking.known)
    systems = [system for closing in decided for system in closing.targets if system != target]
    if systems:
        return list(dict.fromkeys(systems)), tuple(closing.seq for closing in decided)
    return [system.id for system in estate.systems if system.id != target], ()
