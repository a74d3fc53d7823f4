# SPDX-License-Identifier: EUPL-1.2
"""What was decided in a case: closings, evidence, reopenings, outputs and risks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sluis.drill import decided
from sluis.drill.read import read
from sluis.estate.model import Basis, State
from sluis.kit.errors import BadInput
from sluis.report.model import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.drill.read import Piece

ZONE = ZoneInfo("Europe/Amsterdam")
WORDS = "en: Why\nnl: Waarom\nbasis: source\nsource: https://example.org/\n"
NOON = datetime(2025, 8, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def piece(tmp_path: Path) -> Piece:
    """Return a risk that was seen and decided."""
    return of(
        tmp_path,
        f"id: R1\nat: '2025-08-01'\nby: bar\nto: OM\n{WORDS}"
        "seen: {at: '2025-08-02', basis: derived}\n"
        "decided: {at: '2025-08-03', basis: source, outcome: mitigated, en: Post, nl: Post}\n",
    )


def of(folder: Path, text: str) -> Piece:
    """Return `text` as read from a file."""
    file = folder / "decisions.yaml"
    file.write_text(text, encoding="utf-8")
    return read(file)


def test_a_closing_keeps_its_alternatives(tmp_path: Path) -> None:
    """Targets, reason, dated check and alternatives come out; an alternative may be to close nothing."""
    found = decided.closing(
        of(
            tmp_path,
            f"id: D0\nat: '2025-07-17T20:00'\nactor: board\ntargets: [internet]\n{WORDS}check: '2025-07-24'\n"
            "alternatives:\n- {targets: [], en: Wait, nl: Wachten, basis: assumed}\n",
        ),
        ZONE,
    )
    assert (found.targets, found.check) == (("internet",), date(2025, 7, 24))
    assert found.at == datetime(2025, 7, 17, 18, 0, tzinfo=UTC)
    assert [(way.targets, way.basis) for way in found.alternatives] == [((), Basis.ASSUMED)]


def test_evidence_and_reopening_stand_at_noon_of_a_bare_day(tmp_path: Path) -> None:
    """A day without an hour enters the record at noon on the clock of the case."""
    shown = decided.evidence(
        of(tmp_path, f"gate: G1\nsystems: [mail]\nat: '2025-08-01'\nactor: OM\n{WORDS}"), ZONE
    )
    back = decided.reopening(
        of(
            tmp_path,
            f"id: D1\nat: '2025-08-01'\nactor: OM\nwave: W1\nsystems: [mail]\nto: trial\n{WORDS}"
            "check: '2025-08-07'\n",
        ),
        ZONE,
    )
    assert (shown.gate, shown.systems, shown.at) == ("G1", ("mail",), NOON)
    assert (back.systems, back.to, back.at) == (("mail",), State.TRIAL, NOON)


def test_an_output_says_from_when_to_when_it_was_stale(tmp_path: Path) -> None:
    """Issued, until, found out and stale since are four different instants."""
    found = decided.output(
        of(
            tmp_path,
            "id: O1\nissued: '2025-07-18'\nuntil: '2025-09-25'\nat: '2025-08-01'\n"
            "system: vog\nstream: certificates\nstale: jds\n"
            f"stale_since: '2025-07-18'\n{WORDS}",
        ),
        ZONE,
    )
    assert found.at == NOON
    assert found.issued_at == found.stale_since == datetime(2025, 7, 17, 22, 0, tzinfo=UTC)
    assert found.until == datetime(2025, 9, 24, 22, 0, tzinfo=UTC)


def test_a_risk_tells_its_story(piece: Piece) -> None:
    """Flagged, seen and decided come in that order, with the outcome."""
    story = decided.risk(piece, ZONE)
    assert story.risk.happened_at == NOON
    assert story.seen
    assert story.seen.words is None
    assert story.decided
    assert story.decided.outcome is Outcome.MITIGATED
    assert story.risk.happened_at < story.seen.at < story.decided.at


def test_silence_is_kept_as_silence(tmp_path: Path) -> None:
    """A risk that nobody is known to have seen or decided has neither."""
    text = f"id: R1\nat: '2025-08-01'\nby: bar\nto: OM\n{WORDS}seen: null\ndecided: null\n"
    story = decided.risk(of(tmp_path, text), ZONE)
    assert (story.seen, story.decided) == (None, None)


def test_a_risk_is_not_seen_before_it_was_flagged(tmp_path: Path) -> None:
    """Time goes one way; the error points at the step that came too early."""
    text = (
        f"id: R1\nat: '2025-08-01'\nby: bar\nto: OM\n{WORDS}seen: {{at: '2025-07-01', basis: source}}\n"
        "decided: null\n"
    )
    with pytest.raises(BadInput, match="before the risk was flagged") as caught:
        decided.risk(of(tmp_path, text), ZONE)
    assert caught.value.field == "seen"
