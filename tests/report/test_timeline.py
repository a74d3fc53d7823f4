# SPDX-License-Identifier: EUPL-1.2
"""Entries as lines with two clocks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import Basis
from sluis.report.kinds import RISK_RAISED
from sluis.report.model import Confidence, Precision
from sluis.report.reader import reader_of
from sluis.report.timeline import LATE_AFTER, SPANS, is_late, line, lines, raw
from sluis.switch.kinds import DECISION_MADE
from tests.report.samples import ESTATE, T0, decision_fields, entry, fact, recorded

EN = reader_of(ESTATE, "en")
HOUR = timedelta(hours=1)


def test_lines_stand_in_order_of_when_it_happened() -> None:
    """What came in later may have happened earlier; at one moment the record's order holds."""
    told = [fact(0), entry(1, "x", happened_at=T0 - 5 * HOUR), fact(2)]
    assert [line.seq for line in lines(told, EN)] == [1, 0, 2]


def test_a_line_has_both_moments_and_the_recorder() -> None:
    """Two clocks, the words, and who wrote it down."""
    found = line(fact(3, "It rained."), EN)
    assert (found.happened_at, found.recorded_at) == (T0, T0 + HOUR)
    assert found.actor == "replay"
    assert str(found.text) == "Weather office: It rained."
    assert found.recognised


@pytest.mark.parametrize(
    ("hours", "precision", "late"),
    [
        (24, Precision.MINUTE, False),
        (24.1, Precision.MINUTE, True),
        (29, Precision.PART, False),
        (31, Precision.PART, True),
        (47, Precision.DAY, False),
        (49, Precision.DAY, True),
        (24 * 8 - 1, Precision.WEEK, False),
        (24 * 8 + 1, Precision.WEEK, True),
        (24 * 32 - 1, Precision.MONTH, False),
        (24 * 33, Precision.MONTH, True),
        (-5, Precision.MINUTE, False),
    ],
)
def test_late_is_what_is_certainly_late(hours: float, precision: Precision, *, late: bool) -> None:
    """More than 24 hours after the end of the span in which it may have happened."""
    assert is_late(T0, T0 + hours * HOUR, precision) is late


@given(st.floats(min_value=0, max_value=5000), st.sampled_from(list(Precision)))
def test_a_coarser_moment_is_never_later(hours: float, precision: Precision) -> None:
    """Knowing the moment less exactly can only take a reproach away."""
    when = T0 + hours * HOUR
    assert is_late(T0, when, Precision.MINUTE) or not is_late(T0, when, precision)
    assert is_late(T0, when, precision) == (hours * HOUR > LATE_AFTER + SPANS[precision])


def test_how_a_fact_is_known_comes_along() -> None:
    """Basis, confidence, precision, source and conflict are on the line."""
    found = line(
        fact(
            1,
            basis="assumed",
            confidence="low",
            precision="day",
            date_basis="inferred",
            source="https://example.org",
            conflict={"en": "Others say no.", "nl": "Anderen zeggen van niet."},  # type: ignore[arg-type] - as recorded
        ),
        reader_of(ESTATE, "nl"),
    )
    assert (found.basis, found.confidence, found.precision) == (Basis.ASSUMED, Confidence.LOW, Precision.DAY)
    assert found.source == "https://example.org"
    assert found.date_basis == "inferred"
    assert found.conflict == "Anderen zeggen van niet."


def test_words_of_another_release_are_no_error() -> None:
    """A basis that this release does not know is left out of the line."""
    found = line(fact(1, basis="rumoured", confidence="absolute"), EN)
    assert found.basis is None
    assert found.confidence is None


def test_an_unknown_kind_is_shown_raw() -> None:
    """Kind, version and every field, and marked as not recognised."""
    found = line(entry(4, "moon.landed", place="sea", at=3), EN)
    assert not found.recognised
    assert str(found.text) == "moon.landed (version 1): at: 3; place: sea"
    assert raw(entry(4, "x")).say("en") == "x (version 1): "


def test_whoever_reads_the_record_knows_once_it_is_recorded() -> None:
    """The last knower of every line is the reader of the record."""
    for told in (fact(1), entry(2, "moon.landed")):
        last = line(told, EN).known_from[-1]
        assert (str(last.who), last.since) == ("readers of the record", T0 + HOUR)


def test_who_did_it_knew_at_once() -> None:
    """The one who said or did a fact knew it as it happened."""
    assert [(str(knower.who), knower.since) for knower in line(fact(1), EN).known_from[:-1]] == [
        ("Weather office", T0)
    ]


def test_the_organisation_knows_from_when_the_source_says() -> None:
    """A fact with `known_at` could be known by the organisation from then."""
    known = line(fact(1, known_at="2025-08-12T10:00:00+00:00"), EN).known_from
    assert [str(knower.who) for knower in known] == [
        "Weather office",
        "Bureau of Samples",
        "readers of the record",
    ]
    assert known[1].since.isoformat() == "2025-08-12T10:00:00+00:00"


def test_who_was_told_of_a_risk_could_know() -> None:
    """Both ends of a risk could know from the moment at which it was raised."""
    raised = entry(1, RISK_RAISED, risk="R1", text="x", raised_by="Staff", raised_to="Board", source=None)
    assert [str(knower.who) for knower in line(raised, EN).known_from[:-1]] == ["Staff", "Board"]


def test_who_decided_knew() -> None:
    """The decider, not the one who wrote it down."""
    made = recorded(1, DECISION_MADE, decision_fields())
    assert [str(knower.who) for knower in line(made, EN).known_from[:-1]] == ["Board"]
