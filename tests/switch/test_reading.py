# SPDX-License-Identifier: EUPL-1.2
"""An entry gives back what was put into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import Basis, GateId, State, StreamId, SystemId
from sluis.record.model import Entry, Seq
from sluis.switch import drafts, reading
from sluis.switch.model import Act, DecisionId, Evidence, Output, OutputId, Recheck, RecheckOutcome
from tests.switch.estates import CISO, NOON, ids

if TYPE_CHECKING:
    from sluis.record.model import Draft, Json

RECORDED = NOON + timedelta(minutes=1)


def entry(draft: Draft) -> Entry:
    """Return the entry that a draft becomes."""
    kind = draft.kind
    return Entry(
        Seq(7),
        kind.name,
        kind.version,
        RECORDED,
        "main",
        draft.happened_at,
        draft.actor,
        dict(draft.fields),
        draft.tags,
    )


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(GateId("out"), "x", "ciso", happened_at=NOON),
        Evidence(
            GateId("out"),
            {"nl": "x"},
            "b",
            met=False,
            systems=ids("a", "b"),
            happened_at=NOON,
            expires_at=RECORDED,
            basis=Basis.DERIVED,
            source="s",
        ),
    ],
)
def test_evidence_comes_back(evidence: Evidence) -> None:
    """With and without its particulars."""
    assert reading.evidence(entry(drafts.evidence(evidence, CISO, NOON))) == replace(evidence, seq=Seq(7))


@pytest.mark.parametrize(
    "output",
    [
        Output(OutputId("o"), SystemId("s"), "x", NOON),
        Output(
            OutputId("o"),
            SystemId("s"),
            {"en": "x"},
            NOON,
            RECORDED,
            StreamId("w"),
            3,
            "1-3",
            SystemId("t"),
            NOON,
            Basis.SOURCE,
            "page",
        ),
    ],
)
def test_an_output_comes_back(output: Output) -> None:
    """With and without its particulars."""
    assert reading.output(entry(drafts.output(output, CISO))) == replace(output, seq=Seq(7))


@pytest.mark.parametrize("count", [None, 4])
def test_a_recheck_comes_back(count: int | None) -> None:
    """An uncounted look stays uncounted."""
    looked = Recheck(
        OutputId("o"),
        RecheckOutcome.WITHDRAWN,
        complete=True,
        text="x",
        count=count,
        happened_at=NOON,
        basis=Basis.ASSUMED,
        source="s",
    )
    assert reading.recheck(entry(drafts.recheck(looked, CISO, NOON))) == replace(looked, seq=Seq(7))


def test_a_decision_comes_back_without_its_particulars() -> None:
    """What nobody said is None."""
    fields: dict[str, Json] = {
        "decision": "D0",
        "act": "close",
        "targets": ["reader"],
        "systems": ["files"],
        "to": "closed",
        "picture": 4,
        "price": {"cases_per_day": 1.5},
        "alternatives": [{"id": "asked"}],
        "choice": "asked",
        "reason": "x",
        "decided_by": "board",
    }
    shell = entry(drafts.evidence(Evidence(GateId("out"), "x"), CISO, NOON))
    found = reading.decision(replace(shell, fields=fields), Seq(9))
    assert (found.id, found.act, found.targets, found.systems) == (
        DecisionId("D0"),
        Act.CLOSE,
        ("reader",),
        ids("files"),
    )
    assert (found.to_state, found.picture, found.price, found.checked) == (
        State.CLOSED,
        4,
        {"cases_per_day": 1.5},
        9,
    )
    assert (found.second, found.check_on, found.check_text, found.dissent, found.basis) == (None,) * 5
    assert (found.actor, found.decided_by, found.happened_at, found.recorded_at) == (
        CISO.id,
        "board",
        NOON,
        RECORDED,
    )
    dated = reading.decision(replace(shell, fields=fields | {"check_on": "2025-07-20"}), None)
    assert dated.check_on == date(2025, 7, 20)


@pytest.mark.parametrize(
    ("value", "strings"), [(["a", "b"], ("a", "b")), (None, ()), ("a", ()), ([1], ("1",))]
)
def test_lists_of_strings(value: Json, strings: tuple[str, ...]) -> None:
    """Anything that is no list is empty."""
    assert reading.strings(value) == strings


def test_instants() -> None:
    """ISO 8601 with its zone; nothing stays nothing."""
    assert reading.instant("2025-07-16T14:00:00+02:00") == datetime(2025, 7, 16, 12, tzinfo=UTC)
    assert reading.instant(None) is None
