# SPDX-License-Identifier: EUPL-1.2
"""`sluis status`: what is open and closed, since when, and what waits for a decision.

It answers within 0.4 s of CPU, most of which goes to importing SQLAlchemy. So it reads projections
alone: no entry is decrypted, no signature is checked (`sluis record verify` does), and nothing heavy is
loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sluis.cli.home import opened
from sluis.cli.options import AsJson, command, of
from sluis.cli.out import stamp
from sluis.cli.words import STATES
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.estate.model import StateAt
    from sluis.record.log import Known
    from sluis.record.model import Json

app = command()


@app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the state of every system as it is known now."""
    out = of(context).out(as_json=as_json)
    with opened(of(context).home, checked=False) as house:
        now = house.world.clock.now()
        with house.record.known() as known:
            systems = _systems(known, now)
            waiting = _waiting(known, now)
    if as_json:
        out.document(
            "sluis.status/1",
            {
                "as_of": stamp(now),
                "entry": known.size - 1,
                "recorded_at": stamp(known.recorded_at) if known.recorded_at else None,
                "systems": [
                    {
                        "id": one.system,
                        "state": one.state.value,
                        "since": stamp(one.since) if one.since else None,
                    }
                    for one in systems
                ],
                "decisions_waiting": waiting,
            },
        )
        return
    columns = (Text("System"), Text("State"), Text("Since"))
    out.table(columns, [(one.system, STATES[one.state], one.since) for one in systems])
    out.progress(
        Text(
            "As known at entry {entry}, recorded {at}. Waiting for a decision: {count}.",
            entry=known.size - 1,
            at=stamp(known.recorded_at) if known.recorded_at else "-",
            count=len(waiting),
        )
    )


def _systems(known: Known, now: datetime) -> list[StateAt]:
    """Return every system of the estate; one of which nothing was recorded is unknown."""
    from sluis.estate import store
    from sluis.estate.model import State, StateAt

    found = store.latest(known, now)
    nothing = (State.UNKNOWN, None, None, None, None)
    return [found.get(system, StateAt(system, *nothing)) for system in store.system_ids(known)]


def _waiting(known: Known, now: datetime) -> list[Json]:
    """Return the checks that are due and the risks that were flagged and not decided, oldest first each."""
    from sluis.report.store import undecided_risks
    from sluis.switch.store import due_checks

    checks: list[Json] = [
        {"id": decision, "what": "check", "due": due.isoformat(), "entry": seq}
        for decision, due, seq in due_checks(known, now)
    ]
    risks: list[Json] = [
        {"id": risk, "what": "risk", "since": stamp(since), "standing": standing.value}
        for risk, standing, since in undecided_risks(known)
    ]
    return checks + risks
