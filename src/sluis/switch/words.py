# SPDX-License-Identifier: EUPL-1.2
"""Sentences of this room that other rooms show as well: alternatives, the risk they leave, gates."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

from sluis.estate.model import Effect
from sluis.kit.texts import Text
from sluis.switch.model import Lack, UnknownKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sluis.record.model import Json
    from sluis.switch.model import GateState, Words

EFFECT_NAMES: Final[Mapping[Effect, Text]] = {
    Effect.STOPS: Text("stops"),
    Effect.DEGRADES: Text("goes on with less"),
    Effect.STALE: Text("goes on with old data"),
    Effect.LATCHES: Text("goes on until it is restarted"),
    Effect.UNKNOWN: Text("nobody can tell"),
}

_NAMES: Final[Mapping[str, Text]] = {
    "asked": Text("Close what was asked"),
    "nothing": Text("Leave everything as it is"),
    "read_only": Text("Leave it readable instead of closed"),
    "gateways": Text("Close the gateways alone"),
    "links": Text("Close the links alone"),
    "dark": Text("Close everything"),
    "reopen": Text("Reopen what was asked"),
    "wait": Text("Wait another day"),
}

_RISKS: Final[Mapping[str, Text]] = {
    "asked": Text("What stays open can still be reached by whoever is inside."),
    "nothing": Text("Every way in stays open, and whoever is inside stays inside."),
    "read_only": Text("Whoever is inside can still read and copy everything there."),
    "gateways": Text("Whoever is inside already keeps every other way in and out."),
    "links": Text("The systems themselves stay within reach of whoever is inside."),
    "dark": Text("No way in or out is left; what was taken before is gone."),
    "reopen": Text("What comes back can be reached again, also by whoever was missed."),
    "wait": Text("None is added; the cost of a closed day goes on."),
}

_LACKS: Final[Mapping[Lack, Text]] = {
    Lack.NONE_GIVEN: Text("no evidence was given"),
    Lack.BEFORE_CLOSING: Text("the evidence is from before the latest closing"),
    Lack.EXPIRED: Text("the evidence has expired"),
    Lack.WRONG_DECIDER: Text("the evidence is not from its decider"),
    Lack.NOT_MET: Text("its decider says that it is not met"),
}

_UNKNOWN: Final[Mapping[UnknownKind, Text]] = {
    UnknownKind.LINK: Text("unknown dependency"),
    UnknownKind.STATE: Text("unknown state"),
    UnknownKind.VOLUME: Text("unknown volume"),
    UnknownKind.PEOPLE: Text("unknown number of people"),
    UnknownKind.NEEDS: Text("never looked at"),
}


def name_of_alternative(identifier: str, text: str | None = None) -> Text:
    """Return what an alternative is called; `text` is what a person called it, where one did."""
    if text:
        return Text("{text}", text=text)
    kind, _, rest = identifier.partition(":")
    if kind == "all_but":
        return Text("All of these but {name}", name=rest)
    return _NAMES.get(kind, Text("{text}", text=identifier))


def risk_left(identifier: str, systems: int = 0) -> Text:
    """Return the risk that an alternative leaves; `systems` is how many one that a person stated closes."""
    kind, _, rest = identifier.partition(":")
    if kind == "all_but":
        return Text("{name} stays open, with whatever is wrong there.", name=rest)
    if kind == "stated":
        return _RISKS["asked"] if systems else _RISKS["nothing"]
    return _RISKS.get(kind, _RISKS["asked"])


def name_of_lack(lack: Lack) -> Text:
    """Return why a gate is not met, in words."""
    return _LACKS[lack]


def name_of_unknown(kind: UnknownKind) -> Text:
    """Return what sort of thing is unknown, in words."""
    return _UNKNOWN[kind]


def gate_line(state: GateState) -> Text:
    """Return one line on a gate: met, or not and why."""
    if state.lack is None:
        return Text("{id} ({text}): met", id=state.gate.id, text=state.gate.text)
    return Text(
        "{id} ({text}; decided by {decider}): {why}",
        id=state.gate.id,
        text=state.gate.text,
        decider=state.gate.decider,
        why=name_of_lack(state.lack),
    )


def joined(texts: Sequence[Text]) -> Text:
    """Return several texts as one, with semicolons between."""
    return reduce(lambda one, other: Text("{one}; {other}", one=one, other=other), texts)


def said(words: Words | Json, lang: str = "en") -> str:
    """Return what a person wrote, in `lang` when it is there, else in any language that is."""
    if isinstance(words, str):
        return words
    if isinstance(words, dict):
        for language in (lang, "en", *sorted(words)):
            found = words.get(language)
            if isinstance(found, str):
                return found
    return ""


def stored(words: Words) -> Json:
    """Return what a person wrote as the record keeps it."""
    return words if isinstance(words, str) else dict(words)
