# SPDX-License-Identifier: EUPL-1.2
"""What each kind of entry says, in words: a registry from kind to sentence.

A sentence is a `Text` with what people wrote already in the reader's language. A kind that is not
here, or an entry without the fields that its sentence needs, says nothing: its line is shown raw.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from sluis.estate.model import State
from sluis.kit.texts import Text
from sluis.report.model import Outcome
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sluis.record.model import Entry


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom entries are put in words."""

    lang: str
    organisation: str = ""
    zone: str = "UTC"
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of systems, streams and gates by id, from the estate as known."""

    def name(self, thing: object) -> str:
        """Return the name of an id, or the id itself."""
        return self.names.get(str(thing), str(thing))

    def names_of(self, things: object) -> str:
        """Return the names of a list of ids, with commas."""
        return (
            ", ".join(self.name(thing) for thing in things) if isinstance(things, list) else self.name(things)
        )


Saying: TypeAlias = "Callable[[Entry, Reader], Text]"

STATE_NAMES: Final[Mapping[str, Text]] = {
    State.OPEN: Text("open"),
    State.TRIAL: Text("trial"),
    State.READ_ONLY: Text("read-only"),
    State.CLOSED: Text("closed"),
    State.UNKNOWN: Text("unknown"),
}
OUTCOME_NAMES: Final[Mapping[Outcome, Text]] = {
    Outcome.ACCEPTED: Text("accepted"),
    Outcome.MITIGATED: Text("made smaller"),
    Outcome.AVOIDED: Text("avoided"),
    Outcome.PASSED_ON: Text("passed on"),
}


def say(entry: Entry, reader: Reader) -> Text | None:
    """Return the sentence of `entry`; None when its kind has none or a field that it needs is missing."""
    saying = SAYINGS.get(entry.kind)
    if saying is None:
        return None
    try:
        return saying(entry, reader)
    except KeyError:
        return None


def _fact(entry: Entry, reader: Reader) -> Text:
    return Text("{by}: {event}", by=entry.fields["by"], event=said(entry.fields["event"], reader.lang))


def _risk_raised(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    return Text(
        "{by} raised a risk to {to}: {text}",
        by=fields["raised_by"],
        to=fields["raised_to"],
        text=said(fields["text"], reader.lang),
    )


def _risk_seen(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    if fields.get("note"):
        note = said(fields["note"], reader.lang)
        return Text("{by} saw risk {risk}. {note}", by=fields["seen_by"], risk=fields["risk"], note=note)
    return Text("{by} saw risk {risk}.", by=fields["seen_by"], risk=fields["risk"])


def _risk_decided(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    outcome = str(fields["outcome"])
    return Text(
        "{by} decided on risk {risk}: {outcome}. {reason}",
        by=fields["decided_by"],
        risk=fields["risk"],
        outcome=OUTCOME_NAMES[Outcome(outcome)] if outcome in set(Outcome) else outcome,
        reason=said(fields["reason"], reader.lang),
    )


def _risk_closed(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    return Text(
        "Risk {risk} is closed. {reason}", risk=fields["risk"], reason=said(fields["reason"], reader.lang)
    )


def _state(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    state = str(fields["state"])
    return Text(
        "{system}: {state}. {reason}",
        system=reader.name(fields["system"]),
        state=STATE_NAMES.get(state, state),
        reason=said(fields.get("reason"), reader.lang),
    )


def _started(entry: Entry, reader: Reader) -> Text:
    del reader
    return Text("The record {origin} begins.", origin=entry.fields["origin"])


def _clock_jumped(entry: Entry, reader: Reader) -> Text:
    del reader
    return Text("The clock of the writer jumped by {seconds} s.", seconds=entry.fields["jumped_s"])


def _link_issued(entry: Entry, reader: Reader) -> Text:
    del reader
    fields = entry.fields
    return Text("A sign-in link was issued for {name} as {role}.", name=fields["name"], role=fields["role"])


def _signed_in(entry: Entry, reader: Reader) -> Text:
    del reader
    fields = entry.fields
    return Text(
        "{person} signed in as {role} by {method}.",
        person=fields["person"],
        role=fields["role"],
        method=fields["method"],
    )


def _refused(entry: Entry, reader: Reader) -> Text:
    del reader
    return Text("Access was refused: {reason}.", reason=entry.fields["reason"])


def _signed_out(entry: Entry, reader: Reader) -> Text:
    del reader
    return Text("{person} signed out: {why}.", person=entry.fields["person"], why=entry.fields["why"])


def _passkey_added(entry: Entry, reader: Reader) -> Text:
    del reader
    fields = entry.fields
    return Text("{person} added the passkey {label}.", person=fields["person"], label=fields["label"])


SAYINGS: Final[Mapping[str, Saying]] = {
    "record.started": _started,
    "clock.jumped": _clock_jumped,
    "fact.noted": _fact,
    "risk.raised": _risk_raised,
    "risk.seen": _risk_seen,
    "risk.decided": _risk_decided,
    "risk.closed": _risk_closed,
    "system.state": _state,
    "access.link_issued": _link_issued,
    "access.signed_in": _signed_in,
    "access.refused": _refused,
    "access.signed_out": _signed_out,
    "access.passkey_added": _passkey_added,
}
