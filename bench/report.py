# SPDX-License-Identifier: EUPL-1.2
"""How long a report on 1,000 entries takes: gathered, on paper, as a page and as data.

Run: `.venv/bin/python -m bench.report [--json]`. Seconds of wall and of processor. `first` is the first
report of a process, which loads typesetter, templates and languages on the way; `again` is the second.
The record is made from a seed: one estate, states, facts in two languages, decisions, risks, a forecast.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.synthetic import estate
from sluis.backlog.kinds import FORECAST_MADE
from sluis.backlog.model import LEVELS
from sluis.estate import acts as estate_acts
from sluis.estate import store as estate_store
from sluis.estate.model import Basis, State, StateChange
from sluis.kit.clock import ManualClock
from sluis.kit.database import Database
from sluis.kit.world import World
from sluis.record.log import create_record
from sluis.record.model import Actor, Draft
from sluis.report import acts, document, html, pdf, store
from sluis.report.gather import gather, head_of
from sluis.report.model import Fact, Question, QuestionId, Risk, RiskId
from sluis.report.questions import TOPICS
from sluis.switch import store as switch_store
from sluis.switch.kinds import DECISION_MADE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.estate.model import Estate
    from sluis.record.log import Record
    from sluis.record.model import Json
    from sluis.report.model import Report

ENTRIES, SYSTEMS, LINKS, SEED = 1_000, 40, 70, 20250717
START = datetime(2025, 7, 1, 8, tzinfo=UTC)
WHO = Actor("bench", "bench")
PROJECTIONS = (*estate_store.PROJECTIONS, *switch_store.PROJECTIONS, *store.PROJECTIONS)
QUESTIONS = tuple(
    Question(QuestionId(topic), f"What about {topic}?", "Parliament", date(2025, 9, 19), topic, ("s1",))
    for topic in TOPICS
)


def fill(record: Record, made: Estate, clock: ManualClock) -> None:
    """Write 1,000 entries: an estate, then states, decisions, risks, a forecast, and facts for the rest."""
    estate_acts.adopt(record, made, WHO)
    closed = [system.id for system in made.systems[:20]]
    for state, days in ((State.OPEN, 0), (State.CLOSED, 16), (State.TRIAL, 50), (State.OPEN, 90)):
        at = START + timedelta(days=days)
        changes = [StateChange(name, state, at, Basis.SOURCE, "As decided.") for name in closed]
        estate_acts.observe(record, changes, WHO)
    record.append([decision(number, closed) for number in range(20)])
    for number in range(60):
        at = clock.now()
        risk = Risk(RiskId(f"R{number}"), "Somebody may be harmed by what is closed.", "Staff", "Board", at)
        acts.raise_risk(record, risk, WHO)
    record.append([Draft(FORECAST_MADE, clock.now(), WHO, forecast())])
    facts = []
    for number in range(ENTRIES - record.size()):
        text = f"Number {number}: somebody notes what happened, in a sentence of the usual length."
        at = START + timedelta(hours=2 * number)
        facts.append(
            Fact(
                {"en": text, "nl": text},
                "Board",
                "note",
                at,
                f"https://example.org/{number % 80}",
                Basis.SOURCE,
            )
        )
    clock.set(START + timedelta(days=100))
    acts.note(record, facts, WHO)


def decision(number: int, systems: list[Any]) -> Draft:
    """Return a decision with three alternatives."""
    price: dict[str, Json] = {"streams_stopped": [], "cases_per_day": 100.0 + number, "people": 40}
    fields: dict[str, Json] = {
        "decision": f"D{number}",
        "act": "close",
        "targets": systems[:3],
        "systems": systems[:3],
        "to": "closed",
        "picture": 50,
        "price": price,
        "alternatives": [
            {"id": name, "price": price, "chosen": name == "asked", "targets": [], "to": "closed"}
            for name in ("asked", "nothing", "dark")
        ],
        "choice": "asked",
        "reason": "Waiting takes too long.",
        "decided_by": "Board",
    }
    return Draft(DECISION_MADE, START + timedelta(days=16, hours=number), WHO, fields)


def forecast() -> dict[str, Json]:
    """Return a forecast of eight streams, a year far, week by week."""
    dates = [(date(2025, 11, 1) + timedelta(weeks=week)).isoformat() for week in range(52)]
    streams: list[Json] = [
        {
            "stream": f"w{stream}",
            "dates": [*dates],
            "levels": [*LEVELS],
            "values": [[1000.0 - 10 * week + 400 * level for level in LEVELS] for week in range(52)],
            "history": [
                [(date(2025, 7, 1) + timedelta(days=day)).isoformat(), 500.0 + day] for day in range(120)
            ],
            "caught_up": {
                "definition": "at most 600 cases",
                "by": [{"date": when, "probability": week / 60} for week, when in enumerate(dates)],
                "not_within_horizon": 0.15,
            },
        }
        for stream in range(8)
    ]
    return {"document": {"as_of": "2025-10-31", "streams": streams}, "seed": 1, "basis": "assumed"}


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """Return what `work` gives, with seconds of wall and of processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, {
        "wall_s": round(time.perf_counter() - wall, 3),
        "cpu_s": round(time.process_time() - cpu, 3),
    }


def gathered(record: Record) -> Report:
    """Return the report on everything that is known."""
    with record.known() as known:
        return gather(known, QUESTIONS, lang="nl", head=head_of(record, known))


def whole(record: Record) -> tuple[dict[str, dict[str, float]], bytes]:
    """Make one report in every form; return the times of each part, and the paper."""
    report, gathering = timed(lambda: gathered(record))
    paper, printing = timed(lambda: pdf.write(report))
    _, paging = timed(lambda: html.write(report))
    _, dumping = timed(lambda: json.dumps(document.document(report)))
    parts = {"gather": gathering, "pdf": printing, "html": paging, "json": dumping}
    total = {name: round(sum(part[name] for part in parts.values()), 3) for name in ("wall_s", "cpu_s")}
    return {**parts, "total": total}, paper


def measure() -> dict[str, Any]:
    """Return all figures."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(f"sqlite:///{folder}/bench.db")
        database.migrate()
        clock = ManualClock(START)
        world = World(clock, World.seeded(SEED, START).randomness)
        record = create_record(database, world, Path(folder) / "keys", "bench", "bench.example", PROJECTIONS)
        fill(record, estate(SYSTEMS, LINKS, SEED, streams=8), clock)
        first, paper = whole(record)
        again, same = whole(record)
        entries = record.size()
        database.close()
    assert hashlib.sha256(paper).digest() == hashlib.sha256(same).digest(), "two reports differ"
    return {
        "entries": entries,
        "first": first,
        "again": again,
        "pdf_kB": round(len(paper) / 1000),
        "target": {"wall_s": 5.0, "cpu_s": 1.5},
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = measure()
    if arguments.json:
        print(json.dumps(found))
        return
    for name in ("first", "again"):
        for part, times in found[name].items():
            print(f"{name:6} {part:7} {times['wall_s']:7.3f} s wall {times['cpu_s']:7.3f} s CPU")
    print(f"{found['entries']} entries, {found['pdf_kB']} kB of PDF, the same bytes twice")


if __name__ == "__main__":
    main()
