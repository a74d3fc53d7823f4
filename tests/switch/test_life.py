# SPDX-License-Identifier: EUPL-1.2
"""Whatever people do, in whatever order: nothing reopens unless every gate is met, and closing holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluis.estate import store as estates
from sluis.estate.model import GateId, State, SystemId
from sluis.record.model import Actor
from sluis.switch.acts import add_evidence, close, reopen
from sluis.switch.gates import GatesLack
from sluis.switch.model import Evidence
from tests.switch.estates import CISO, NOON, ids

if TYPE_CHECKING:
    from sluis.record.log import Record

DECIDERS: Final = {"out": "ciso", "clean": "board"}
GATES: Final = {"files": ("out", "clean"), "home": ("out",)}
CLOCK = count(1)
"""Minutes: one record serves all examples, and time only goes on."""

acts = st.one_of(
    st.tuples(st.just("close"), st.sampled_from(["files", "home"])),
    st.tuples(st.just("reopen"), st.sampled_from(["files", "home"])),
    st.tuples(st.sampled_from(["ciso", "board"]), st.sampled_from(["out", "clean"])),
    st.tuples(st.just("no"), st.sampled_from(["out", "clean"])),
)


@dataclass
class Simple:
    """The rules in their simplest form, to compare with."""

    open: dict[str, bool] = field(default_factory=lambda: {"files": True, "home": True})
    met: dict[tuple[str, str], bool] = field(default_factory=dict)

    def close(self, system: str) -> None:
        """Close, which makes all evidence on the system old."""
        if self.open[system]:
            self.open[system] = False
            for gate in GATES[system]:
                self.met[system, gate] = False

    def say(self, gate: str, decider: str, *, met: bool) -> None:
        """Take a word on a gate: that of its decider counts for whatever the gate guards."""
        if DECIDERS[gate] == decider:
            for system in GATES:
                self.met[system, gate] = met

    def may_reopen(self, system: str) -> bool:
        """Every gate that guards it is met."""
        return all(self.met.get((system, gate), False) for gate in GATES[system])


def now() -> datetime:
    """Return the next minute."""
    return NOON + timedelta(minutes=next(CLOCK))


@given(st.lists(acts, min_size=4, max_size=9))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_reopens_without_its_gates(record: Record, steps: list[tuple[str, str]]) -> None:
    """Acts on a real record agree with the rules in their simplest form, step by step."""
    rules = Simple()
    for gate, decider in DECIDERS.items():
        add_evidence(record, Evidence(GateId(gate), "x", decider, met=False, happened_at=now()), CISO)
    for system in GATES:
        with record.known() as known:
            rules.open[system] = estates.states(known, now())[SystemId(system)].state is State.OPEN
    for what, name in steps:
        at = now()
        if what == "close":
            close(record, [name], CISO, reason="x", happened_at=at)
            rules.close(name)
        elif what == "reopen":
            lacks = False
            try:
                reopen(record, [name], CISO, reason="x", happened_at=at)
            except GatesLack:
                lacks = True
            assert lacks == (not rules.open[name] and not rules.may_reopen(name))
            rules.open[name] |= not lacks
        else:
            decider = DECIDERS[name] if what == "no" else what
            given_by = Actor(f"{decider}:x", "cli")
            add_evidence(record, Evidence(GateId(name), "x", met=what != "no", happened_at=at), given_by)
            rules.say(name, decider, met=what != "no")
        with record.known() as known:
            found = estates.states(known, at)
        assert {system: found[ids(system)[0]].state is State.OPEN for system in GATES} == rules.open
