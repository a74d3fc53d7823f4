# SPDX-License-Identifier: EUPL-1.2
"""What each kind of entry says, in words: a registry from kind to sentence.

A sentence is a `Text` with what people wrote already in the reader's language. A kind that is not
here, or an entry without the fields that its sentence needs, says nothing: its line is shown raw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from sluis.kit.texts import Text
from sluis.report.decisions import title
from sluis.report.model import Outcome, Standing
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sluis.record.model import Entry, Json
    from sluis.report.reader import Reader


Saying: TypeAlias = "Callable[[Entry, Reader], Text]"

OUTCOME_NAMES: Final[Mapping[Outcome, Text]] = {
    Outcome.ACCEPTED: Text("accepted"),
    Outcome.MITIGATED: Text("made smaller"),
    Outcome.AVOIDED: Text("avoided"),
    Outcome.PASSED_ON: Text("passed on"),
}

STANDING_NAMES: Final[Mapping[Standing, Text]] = {
    Standing.RAISED: Text("silent"),
    Standing.SEEN: Text("seen, no decision"),
    Standing.DECIDED: Text("decided"),
    Standing.CLOSED: Text("closed"),
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
    return Text(
        "{system}: {state}. {reason}",
        system=reader.name(fields["system"]),
        state=reader.state(fields["state"]),
        reason=said(fields.get("reason"), reader.lang),
    )


def _adopted(entry: Entry, reader: Reader) -> Text:
    changes = entry.fields["changes"]
    count = len(changes) if isinstance(changes, list) else 0
    return Text(
        "A version of the estate of {organisation} was adopted: {count} changes.",
        organisation=reader.organisation,
        count=count,
    )


def _decision(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    return Text(
        "{by} decided: {what}. {reason}",
        by=fields["decided_by"],
        what=title(entry, reader),
        reason=said(fields["reason"], reader.lang),
    )


def _checked(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    found = said(fields["found"], reader.lang)
    return Text("Decision {decision} was looked at again: {found}", decision=fields["decision"], found=found)


def _evidence(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    words = (
        Text("{by} says that gate {gate} is met: {text}")
        if fields["met"]
        else Text("{by} says that gate {gate} is not met: {text}")
    )
    text = said(fields["text"], reader.lang)
    return Text(words.source, by=fields["decided_by"], gate=fields["gate"], text=text)


def _reopening_refused(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    lacking = fields["lacking"]
    gates = _ids(lacking, "gate")
    return Text(
        "Reopening {systems} was refused: gates lack evidence: {gates}.",
        systems=reader.names_of(fields["systems"]),
        gates=", ".join(str(gate) for gate in gates),
    )


def _output(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    text = said(fields["text"], reader.lang)
    if fields.get("rests_on"):
        return Text(
            "{system} issued: {text} It rests on {source}, which was stale.",
            system=reader.name(fields["system"]),
            text=text,
            source=reader.name(fields["rests_on"]),
        )
    return Text("{system} issued: {text}", system=reader.name(fields["system"]), text=text)


def _rechecked(entry: Entry, reader: Reader) -> Text:
    fields = entry.fields
    text = said(fields["text"], reader.lang)
    return Text("Output {output} was looked at again: {text}", output=fields["output"], text=text)


def _exported(entry: Entry, reader: Reader) -> Text:
    del reader
    fields = entry.fields
    return Text(
        "{person} exported {what} as of {size} entries.",
        person=fields["person"],
        what=fields["what"],
        size=fields["size"],
    )


def _counts(entry: Entry, reader: Reader) -> Text:
    return Text(
        "Counts were read: {streams}.", streams=reader.names_of(_ids(entry.fields["streams"], "stream"))
    )


def _forecast(entry: Entry, reader: Reader) -> Text:
    document = entry.fields["document"]
    streams = _ids(document["streams"], "stream") if isinstance(document, dict) else []
    return Text("A forecast was made: {streams}.", streams=reader.names_of(streams))


def _ids(listed: Json, name: str) -> list[Json]:
    """Return the ids in a list of ids, or of objects that carry one under `name`."""
    return (
        [each.get(name) if isinstance(each, dict) else each for each in listed]
        if isinstance(listed, list)
        else []
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
    "estate.adopted": _adopted,
    "system.state": _state,
    "decision.made": _decision,
    "decision.checked": _checked,
    "gate.evidence": _evidence,
    "reopening.refused": _reopening_refused,
    "output.issued": _output,
    "output.rechecked": _rechecked,
    "counts.read": _counts,
    "forecast.made": _forecast,
    "access.link_issued": _link_issued,
    "access.signed_in": _signed_in,
    "access.refused": _refused,
    "access.signed_out": _signed_out,
    "access.passkey_added": _passkey_added,
    "access.exported": _exported,
}
