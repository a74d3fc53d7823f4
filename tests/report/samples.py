# SPDX-License-Identifier: EUPL-1.2
"""A small organisation, a small record and a whole report, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sluis.estate import acts as estate_acts
from sluis.estate.model import (
    Basis,
    Estate,
    Gate,
    GateId,
    Link,
    LinkType,
    State,
    StateAt,
    StateChange,
    Stream,
    StreamId,
    System,
    SystemId,
)
from sluis.kit.texts import Text
from sluis.record.model import Actor, Draft, Entry, Seq, Size
from sluis.report import acts
from sluis.report.draw.fan import Fan, Shade
from sluis.report.draw.odds import Odds
from sluis.report.kinds import FACT_NOTED
from sluis.report.model import (
    Answer,
    Answered,
    Completeness,
    Confidence,
    DecisionSheet,
    Fact,
    ForecastSeen,
    Head,
    Knower,
    NotRecorded,
    Option,
    Outcome,
    Precision,
    Question,
    QuestionId,
    Report,
    Risk,
    RiskId,
    RiskLine,
    Standing,
    TimelineLine,
)
from sluis.switch.kinds import DECISION_MADE, GATE_EVIDENCE, OUTPUT_ISSUED, OUTPUT_RECHECKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sluis.record.log import Record
    from sluis.record.model import Json, Kind

WHO = Actor("replay", "test")
DAY = timedelta(days=1)
T0 = datetime(2025, 7, 17, 20, 0, tzinfo=UTC)
"""The moment of the first decision."""
CASES = "cases"
MAIL = SystemId("mail")
NET = SystemId("net")
FILES = SystemId("files")
TAGS = SystemId("tags")
DESK = SystemId("desk")

ESTATE = Estate(
    organisation="Bureau of Samples",
    zone="Europe/Amsterdam",
    systems=(
        System(NET, "Internet & links", "link"),
        System(MAIL, "Mail", "service"),
        System(FILES, "Case files", "application"),
        System(TAGS, "Ankle tags", "device"),
        System(DESK, "Desk phones", "service"),
    ),
    links=(
        Link(MAIL, NET, LinkType.HARD),
        Link(FILES, MAIL, LinkType.FRESHNESS),
        Link(TAGS, NET, LinkType.UNKNOWN),
    ),
    streams=(Stream(StreamId(CASES), "Criminal cases", (MAIL,), 120.0),),
    gates=(Gate(GateId("G1"), "the intruder is out", "CISO"),),
)

SVG = "{http://www.w3.org/2000/svg}"


def entry(
    seq: int,
    kind: Kind | str,
    *,
    happened_at: datetime = T0,
    delay: timedelta = timedelta(hours=1),
    tags: tuple[str, ...] = (),
    **fields: Json,
) -> Entry:
    """Return an entry with `fields`, recorded `delay` after it happened."""
    return recorded(seq, kind, fields, happened_at=happened_at, delay=delay, tags=tags)


def recorded(
    seq: int,
    kind: Kind | str,
    fields: Mapping[str, Json],
    *,
    happened_at: datetime = T0,
    delay: timedelta = timedelta(hours=1),
    tags: tuple[str, ...] = (),
) -> Entry:
    """Return an entry as the record would give it, recorded `delay` after it happened."""
    name, version = (kind, 1) if isinstance(kind, str) else (kind.name, kind.version)
    return Entry(
        Seq(seq), name, version, happened_at + delay, "main", happened_at, WHO, dict(fields), tags=tags
    )


def fact(seq: int, event: str = "It rained.", **fields: Json) -> Entry:
    """Return an entry that notes a fact."""
    given: dict[str, Json] = {
        "event": event,
        "by": "Weather office",
        "category": "weather",
        "source": None,
        "basis": "source",
        "confidence": "high",
    }
    return recorded(seq, FACT_NOTED, given | fields)


def decision_fields(**fields: Json) -> dict[str, Json]:
    """Return the fields of a decision to close the internet, as `switch` writes them."""
    price: dict[str, Json] = {
        "streams_stopped": [CASES],
        "cases_per_day": 120.0,
        "cases_touched_per_day": 30.0,
        "volumes_unknown": 0,
        "people": 40,
        "people_unknown": 1,
        "unknown": [TAGS],
    }
    given: dict[str, Json] = {
        "decision": "D1",
        "act": "close",
        "targets": [NET],
        "systems": [NET],
        "to": "closed",
        "picture": 3,
        "price": price,
        "alternatives": [
            {"id": "nothing", "targets": [], "to": "open", "price": {}, "chosen": False},
            {"id": "asked", "targets": [NET], "to": "closed", "price": price, "chosen": True},
        ],
        "choice": "asked",
        "reason": {"en": "Waiting takes too long.", "nl": "Wachten duurt te lang."},
        "decided_by": "Board",
        "check_on": "2025-07-24",
        "basis": "source",
        "source": "https://example.org/decision",
    }
    return given | fields


def forecast_fields(**fields: Json) -> dict[str, Json]:
    """Return the fields of a forecast of one stream, two dates far."""
    stream: dict[str, Json] = {
        "stream": CASES,
        "dates": ["2025-08-01", "2025-09-01"],
        "levels": [0.1, 0.5, 0.9],
        "values": [[90.0, 100.0, 110.0], [80.0, 95.0, 120.0]],
        "history": [["2025-07-01", 50.0]],
        "target": 60.0,
        "caught_up": {
            "definition": "level at most 60",
            "by": [
                {"date": "2025-08-01", "probability": 0.1},
                {"date": "2025-09-01", "probability": 0.6},
            ],
            "not_within_horizon": 0.4,
        },
    }
    return {"document": {"streams": fields.get("streams", [stream])}, "seed": 1, "basis": "assumed"} | {
        name: value for name, value in fields.items() if name != "streams"
    }


def recheck_fields(**fields: Json) -> dict[str, Json]:
    """Return the fields of a second look at half of the output."""
    given: dict[str, Json] = {"output": "O1", "outcome": "sound", "complete": False, "text": "Half."}
    return given | fields


def fill(record: Record) -> None:
    """Put a short story in `record`: an estate, states, facts, a decision, risks, an output."""
    clock = record.world.clock
    now = clock.now()
    estate_acts.adopt(record, ESTATE, WHO)
    estate_acts.observe(
        record,
        [StateChange(system.id, State.OPEN, now, Basis.ASSUMED, "before") for system in ESTATE.systems],
        WHO,
    )
    warned = Fact(
        {"en": "A warning came.", "nl": "Er kwam een waarschuwing."},
        "NCSC",
        "warning",
        now - 3 * DAY,
        "https://example.org/warning",
        Basis.SOURCE,
        Confidence.HIGH,
        reference="F1",
        about=("answers:data_seen",),
    )
    acts.note(record, [warned], WHO)
    _advance(record, hours=1)
    at = clock.now()
    drafts = [
        Draft(DECISION_MADE, at, WHO, decision_fields(), ("decision:D1", f"system:{NET}")),
        *(
            estate_acts.state_draft(StateChange(name, State.CLOSED, at, Basis.SOURCE, "cut"), WHO)
            for name in (NET, MAIL)
        ),
    ]
    record.append(drafts)
    risk = Risk(RiskId("R1"), "Mail is lost.", "Staff", "Board", at, "https://example.org/risk")
    acts.raise_risk(record, risk, WHO)
    _advance(record, hours=5)
    acts.raise_risk(
        record, replace(risk, id=RiskId("R2"), text="Desks are short.", about=("topic:shifts",)), WHO
    )
    acts.see_risk(record, RiskId("R2"), WHO, seen_by="Board")
    acts.decide_risk(
        record, RiskId("R2"), WHO, outcome=Outcome.ACCEPTED, reason="No room.", decided_by="Board"
    )
    _advance(record, hours=72)
    evidence: dict[str, Json] = {"gate": "G1", "text": "Nobody is in.", "decided_by": "CISO", "met": True}
    output: dict[str, Json] = {
        "output": "O1",
        "system": FILES,
        "text": "Certificates.",
        "rests_on": MAIL,
        "stale_since": at.isoformat(),
        "until": clock.now().isoformat(),
    }
    back = StateChange(MAIL, State.OPEN, clock.now(), Basis.SOURCE, "back")
    record.append(
        [
            Draft(GATE_EVIDENCE, clock.now(), WHO, evidence, ("gate:G1",)),
            Draft(OUTPUT_ISSUED, at, WHO, output, ("output:O1",)),
            Draft(OUTPUT_RECHECKED, clock.now(), WHO, recheck_fields(), ("output:O1",)),
            estate_acts.state_draft(back, WHO),
        ]
    )


def _advance(record: Record, *, hours: float) -> None:
    clock = record.world.clock
    clock.advance(hours * 3600)  # type: ignore[attr-defined] - tests own a manual clock


def question(topic: str, *subjects: str, asked: date | None = date(2025, 9, 19)) -> Question:
    """Return a question on `topic`."""
    text = {"en": f"What about {topic}?", "nl": f"Hoe zit het met {topic}?"}
    return Question(QuestionId(f"Q-{topic}"), text, "Parliament", asked, topic, subjects)


def line(seq: int, *, hours: float = 0.0, delay_hours: float = 1.0, **given: object) -> TimelineLine:
    """Return a line that happened `hours` after the first decision."""
    happened = T0 + timedelta(hours=hours)
    made = TimelineLine(
        seq=Seq(seq),
        kind="fact.noted",
        happened_at=happened,
        recorded_at=happened + timedelta(hours=delay_hours),
        known_from=(
            Knower(Text("Board"), happened),
            Knower(Text("readers of the record"), happened + timedelta(hours=delay_hours)),
        ),
        late=delay_hours > 24,
        actor="replay",
        text=Text("Something happened."),
        source="https://example.org/a",
        basis=Basis.SOURCE,
    )
    return replace(made, **given)  # type: ignore[arg-type] - tests name real fields


def risk_line(name: str = "R1", standing: Standing = Standing.RAISED, **given: object) -> RiskLine:
    """Return a risk that was raised at the first decision."""
    made = RiskLine(
        id=RiskId(name),
        text="Mail is lost.",
        raised_by="Staff",
        raised_to="Board",
        raised_at=T0,
        recorded_at=T0,
        source="https://example.org/risk",
        standing=standing,
        silence_hours=50.0,
        entries=(Seq(7),),
    )
    return replace(made, **given)  # type: ignore[arg-type] - tests name real fields


SHEET = DecisionSheet(
    id="D1",
    seq=Seq(5),
    title=Text("Close {systems}", systems="Internet & links"),
    decided_at=T0,
    recorded_at=T0 + timedelta(hours=1),
    actor="Board",
    picture=Size(4),
    closed_then=("Desk phones",),
    options=(
        Option(Text("Close everything"), (Text("120 cases a day"),), chosen=True),
        Option(Text("Wait"), (), chosen=False),
    ),
    reason="Waiting takes too long.",
    check_on=date(2025, 7, 24),
    source="https://example.org/decision",
)

DATES = tuple(date(2025, 8, 1) + index * 7 * DAY for index in range(20))
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def fan(**given: object) -> Fan:
    """Return a fan that falls from 1,000 cases."""
    values = tuple(tuple(1000.0 - 30 * row + 100 * level for level in LEVELS) for row in range(len(DATES)))
    history = tuple((date(2025, 7, 1) + index * DAY, 500.0 + 20 * index) for index in range(25))
    made = Fan(
        name="Criminal cases",
        as_of=date(2025, 7, 28),
        dates=DATES,
        levels=LEVELS,
        values=values,
        history=history,
        closures=(Shade(date(2025, 7, 17), None, "systems closed"),),
        target=550.0,
    )
    return replace(made, **given)  # type: ignore[arg-type] - tests name real fields


def odds(*, beyond: float = 0.1) -> Odds:
    """Return odds that rise to 1 − `beyond`."""
    by = tuple((when, (index + 1) / len(DATES) * (1 - beyond)) for index, when in enumerate(DATES))
    return Odds("Criminal cases", by, beyond, "at most 550 cases")


def states(*pairs: tuple[SystemId, State]) -> dict[SystemId, StateAt]:
    """Return a state for each pair."""
    return {name: StateAt(name, state, T0, Basis.SOURCE, "", 1) for name, state in pairs}


def changes(*steps: tuple[SystemId, State, float]) -> list[StateChange]:
    """Return a change for each system, state and number of days after the first decision."""
    return [
        StateChange(name, state, T0 + days * DAY, Basis.SOURCE, "", seq=index)
        for index, (name, state, days) in enumerate(steps)
    ]


def report(lang: str = "en", *, lines: Sequence[TimelineLine] = (), **given: object) -> Report:
    """Return a whole report of which every section has something to say."""
    told = tuple(lines) or (
        line(0, precision=Precision.DAY, date_basis="inferred"),
        line(1, hours=30, delay_hours=60, basis=Basis.ASSUMED, conflict="Others say otherwise."),
        line(5, kind="decision.made", text=Text("The board decided.")),
        line(6, recognised=False, confidence=Confidence.LOW, source=None),
    )
    made = Report(
        lang=lang,
        organisation="Bureau of Samples",
        zone="Europe/Amsterdam",
        size=Size(8),
        recorded_at=T0 + 10 * DAY,
        estate=ESTATE,
        states=tuple(states((NET, State.CLOSED), (MAIL, State.TRIAL), (FILES, State.OPEN)).values()),
        history=tuple(changes((NET, State.CLOSED, 0), (MAIL, State.CLOSED, 0), (MAIL, State.TRIAL, 4))),
        timeline=told,
        decisions=(SHEET,),
        risks=(risk_line(), risk_line("R2", Standing.SEEN, seen_at=T0 + DAY, seen_by="Board")),
        completeness=Completeness(
            Size(8), (), (("fact.noted", 3), ("decision.made", 1)), (Seq(1),), (Seq(1),), (Seq(6),), ()
        ),
        questions=(
            Answered(question("steps"), Answer((Text("It closed."),), (Seq(4), Seq(5), Seq(6)))),
            Answered(question("time_lost"), NotRecorded(Text("No entry says."), (Seq(6),))),
        ),
        head=Head("test.example/record", Size(8), "cm9vdA==", "test.example/record+01+key"),
        forecasts=(ForecastSeen(Seq(7), T0, CASES, "Criminal cases", fan(), odds(), Basis.ASSUMED),),
    )
    return replace(made, **given)  # type: ignore[arg-type] - tests name real fields


def parsed(svg: str) -> ET.Element:
    """Return a picture as a tree; raises when it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314 - it is our own picture


def texts(svg: str) -> list[str]:
    """Return the visible words of a picture."""
    return [found.text or "" for found in parsed(svg).iter(f"{SVG}text")]


def classes(svg: str) -> list[str]:
    """Return the class of every element that has one."""
    return [found.attrib["class"] for found in parsed(svg).iter() if "class" in found.attrib]
