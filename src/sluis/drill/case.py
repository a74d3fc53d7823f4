# SPDX-License-Identifier: EUPL-1.2
"""Loads a case from its folder, or refuses it with file, line and field.

A case is nine files: `case.yaml`, `estate.yaml` (read by the estate), `timeline.yaml`,
`states.yaml`, `waves.yaml`, `decisions.yaml`, `risks.yaml`, `questions.yaml` and a README.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sluis.drill import decided
from sluis.drill.model import Case, CaseId, DateBasis, ForecastWish, KnownFact, Wave
from sluis.drill.read import read, words
from sluis.estate.model import Basis, State, StateChange, StreamId, SystemId
from sluis.kit.errors import UnknownName
from sluis.kit.texts import Text
from sluis.kit.units import horizon
from sluis.report.model import Confidence, Fact, Precision, Question, QuestionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sluis.drill.read import Piece

CASES: Final = Path(__file__).parent / "cases"
HOURS: Final = {"morning": 8, "afternoon": 14, "evening": 20}
"""Conventional hours for a part of the day; the entry keeps `part` as its precision."""
QUESTIONS: Final = "questions.yaml"
"""Name of the file of questions, in a case and in a home that was made from one."""
NOON: Final = 12
"""Hour at which something known by its day alone enters the record."""


def find(name: str) -> Path:
    """Return the folder of a case: a path, or the name of one that comes with Sluis.

    Raises `UnknownName`.
    """
    folder = Path(name)
    if (folder / "case.yaml").is_file():
        return folder
    known = sorted(path.parent.name for path in CASES.glob("*/case.yaml"))
    if name not in known:
        raise UnknownName(Text("case"), name, known)
    return CASES / name


def load(folder: Path) -> Case:
    """Return the case in `folder`; raises `BadInput` for anything that cannot be right."""
    head = read(folder / "case.yaml")
    fields = head.fields("id en nl zone begin day_0 stops estate_adopted forecast")
    try:
        zone = ZoneInfo(fields["zone"].text())
    except (ZoneInfoNotFoundError, ValueError):
        fields["zone"].refuse(Text("{text} is not a time zone.", text=fields["zone"].text()))
    adopted = fields["estate_adopted"].instant(zone)
    states = read(folder / "states.yaml").keys(("before", "sources", "systems"))
    decisions = read(folder / "decisions.yaml").keys(("close", "evidence", "reopen", "outputs"))
    return Case(
        id=CaseId(fields["id"].text()),
        folder=folder,
        words=words(fields),
        zone=zone,
        begin=fields["begin"].instant(zone),
        day_0=fields["day_0"].day(),
        stops=tuple(sorted(piece.whole() for piece in fields["stops"].items())),
        estate_adopted=adopted,
        forecast=_forecast(fields["forecast"], zone),
        facts=tuple(_fact(piece, zone) for piece in _list(folder / "timeline.yaml", "facts")),
        states=tuple(_states(states, zone, adopted)),
        waves=tuple(_wave(piece, zone) for piece in _list(folder / "waves.yaml", "waves")),
        closings=tuple(decided.closing(piece, zone) for piece in decisions["close"].items()),
        evidence=tuple(decided.evidence(piece, zone) for piece in decisions["evidence"].items()),
        reopenings=tuple(decided.reopening(piece, zone) for piece in decisions["reopen"].items()),
        outputs=tuple(decided.output(piece, zone) for piece in decisions["outputs"].items()),
        risks=tuple(decided.risk(piece, zone) for piece in _list(folder / "risks.yaml", "risks")),
        questions=questions(folder / QUESTIONS),
    )


def questions(file: Path) -> tuple[Question, ...]:
    """Return the questions in `file`, a case's or the one that a kept home carries.

    Raises `BadInput`.
    """
    return tuple(_question(piece) for piece in _list(file, "questions"))


def _list(file: Path, name: str) -> Iterator[Piece]:
    """Yield the items of the one list in `file`."""
    return read(file).fields(name)[name].items()


def _forecast(piece: Piece, zone: ZoneInfo) -> ForecastWish:
    fields = piece.fields("at history_from horizon replications seed streams")
    return ForecastWish(
        at=fields["at"].instant(zone, hour=NOON),
        history_from=fields["history_from"].day(),
        horizon=horizon(fields["horizon"].text()),
        replications=fields["replications"].whole(),
        seed=fields["seed"].whole(),
        streams=tuple(StreamId(name.text()) for name in fields["streams"].items()),
    )


def _fact(piece: Piece, zone: ZoneInfo) -> KnownFact:
    fields = piece.fields(
        "id happened actor category en nl source date_basis confidence",
        optional="time known known_basis conflict planned about",
    )
    happened_at, precision = _when(fields, zone)
    known_at = happened_at
    if "known" in fields:
        known_at = fields["known"].instant(zone, hour=NOON)
    elif precision not in {Precision.MINUTE, Precision.PART}:
        known_at = happened_at + timedelta(hours=NOON)
    planned = "planned" in fields and fields["planned"].truth()
    if known_at < happened_at and not planned:
        fields["known"].refuse(Text("Known before it happened, and not marked as planned."))
    fact = Fact(
        event=words(fields),
        by=fields["actor"].text(),
        category=fields["category"].text(),
        happened_at=happened_at,
        source=fields["source"].text(),
        basis=Basis.SOURCE,
        confidence=fields["confidence"].one_of(Confidence),
        precision=precision,
        known_basis=(fields["known_basis"] if "known_basis" in fields else fields["date_basis"])
        .one_of(DateBasis)
        .value,
        date_basis=fields["date_basis"].one_of(DateBasis).value,
        conflict=fields["conflict"].text() if "conflict" in fields else None,
        reference=fields["id"].text(),
        about=fields["about"].tags() if "about" in fields else (),
    )
    return KnownFact(known_at, fact)


def _when(fields: dict[str, Piece], zone: ZoneInfo) -> tuple[datetime, Precision]:
    """Return the instant of `happened` with `time`, and how exact that is."""
    date, month_only = fields["happened"].month_or_day()
    part = fields["time"].text() if "time" in fields else ""
    if part in {"", "early", "week"}:
        hour, minute = 0, 0
        precision = Precision.WEEK if part == "week" else Precision.MONTH if month_only else Precision.DAY
    elif part in HOURS:
        hour, minute, precision = HOURS[part], 0, Precision.PART
    else:
        try:
            clock = time.fromisoformat(part)
        except ValueError:
            fields["time"].refuse(
                Text("{text} is not a time.", text=part),
                Text("Write HH:MM or one of: morning, afternoon, evening, early, week."),
            )
        hour, minute, precision = clock.hour, clock.minute, Precision.MINUTE
    local = datetime.combine(date, time(hour, minute), tzinfo=zone)
    return local.astimezone(UTC), precision


def _states(files: dict[str, Piece], zone: ZoneInfo, adopted: datetime) -> Iterator[StateChange]:
    """Yield what each system was before its first change, and then its changes."""
    before = files["before"].fields("from state basis reason")
    links = {name: piece.text() for name, piece in files["sources"].pairs()}
    for name, changes in files["systems"].pairs():
        rows = [piece.fields("from state basis source reason") for piece in changes.items()]
        if not rows or rows[0]["from"].instant(zone) > adopted:
            yield StateChange(
                system=SystemId(name),
                state=before["state"].one_of(State),
                happened_at=before["from"].instant(zone),
                basis=before["basis"].one_of(Basis),
                reason=before["reason"].text(),
                recorded_at=adopted,
            )
        last: datetime | None = None
        for fields in rows:
            at = fields["from"].instant(zone)
            if last and at <= last:
                fields["from"].refuse(Text("This is not after the change before it."))
            last = at
            key = fields["source"].text()
            if key not in links:
                fields["source"].refuse(Text("There is no source called {name}.", name=key))
            yield StateChange(
                system=SystemId(name),
                state=fields["state"].one_of(State),
                happened_at=at,
                basis=fields["basis"].one_of(Basis),
                reason=fields["reason"].text(),
                source=links[key],
                recorded_at=max(adopted, at if at == adopted else fields["from"].instant(zone, hour=NOON)),
            )


def _wave(piece: Piece, zone: ZoneInfo) -> Wave:
    fields = piece.fields("id day date to systems en nl basis source")
    return Wave(
        id=fields["id"].text(),
        day=fields["day"].whole(),
        at=fields["date"].instant(zone),
        to=fields["to"].one_of(State),
        systems=tuple(SystemId(name.text()) for name in fields["systems"].items()),
        words=words(fields),
        basis=fields["basis"].one_of(Basis),
        source=fields["source"].text(),
    )


def _question(piece: Piece) -> Question:
    fields = piece.fields("id topic asked_by asked en nl source", optional="subject")
    return Question(
        id=QuestionId(fields["id"].text()),
        text=words(fields),
        asked_by=fields["asked_by"].text(),
        date=fields["asked"].day(),
        topic=fields["topic"].text(),
        subjects=(fields["subject"].text(),) if "subject" in fields else (),
    )
