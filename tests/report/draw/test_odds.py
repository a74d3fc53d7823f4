# SPDX-License-Identifier: EUPL-1.2
"""The odds of being caught up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.report.draw.odds import Odds, as_table, draw, sentence, told
from tests.report.samples import DATES, classes, odds, texts


def test_a_date_is_named_when_it_is_likely() -> None:
    """The first date with odds of at least 70 % is said, and what lies beyond."""
    assert sentence(odds(), "en") == (
        "Caught up by 14 November 2025 with 70% odds; 10% says not before 12 December 2025."
    )


def test_unlikely_is_said_as_it_is() -> None:
    """Where 70 % is never reached, the best odds are given and no date is promised."""
    found = sentence(odds(beyond=0.6), "en")
    assert found.startswith("By 12 December 2025 the odds of being caught up are 40%; 60%")


def test_certain_is_said_as_it_is() -> None:
    """When every run is caught up within the horizon, nothing lies beyond."""
    assert "in every run" in sentence(odds(beyond=0.0), "en")


def test_no_forecast_is_said_as_it_is() -> None:
    """Without dates there is a sentence and a picture, and no curve."""
    empty = Odds("Criminal cases", (), 1.0)
    assert sentence(empty, "en") == "There is no forecast for Criminal cases."
    assert "odds" not in classes(draw(empty, lang="en"))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "less than 1%"),
        (0.004, "less than 1%"),
        (0.5, "50%"),
        (0.996, "more than 99%"),
        (1.0, "more than 99%"),
    ],
)
def test_hardly_is_not_never(share: float, words: str) -> None:
    """None of the runs is not never, and all of them is not always."""
    assert told(share, "en") == words


def test_milestones_carry_their_date() -> None:
    """Half and four fifths are marked with the first date that reaches them."""
    found = texts(draw(odds(), lang="en"))
    assert "50% by 17 Oct" in found
    assert "80% by 28 Nov" in found
    assert not any(text.startswith("95%") for text in found)


def test_what_lies_beyond_is_drawn() -> None:
    """The bracket at the end names the share that is not caught up; without a share there is none."""
    assert "10%" in texts(draw(odds(), lang="en"))
    assert "beyond" in classes(draw(odds(), lang="en"))
    assert "beyond" not in classes(draw(odds(beyond=0.0), lang="en"))


def test_the_table_ends_with_what_lies_beyond() -> None:
    """The last row is not a date but the rest."""
    table = as_table(odds(), "en")
    assert table.rows[-1] == ("Not within the horizon", "10%")
    assert table.rows[-2] == ("12 December 2025", "90%")
    assert len(table.rows) <= 13


@given(st.floats(min_value=0, max_value=1))
def test_the_first_date_that_is_reached(share: float) -> None:
    """No earlier date has the odds asked for; None only when no date has them."""
    shown = odds()
    found = shown.reached(share)
    earlier = [have for when, have in shown.by if found is None or when < found]
    assert all(have < share for have in earlier)


def test_a_single_date_is_a_picture() -> None:
    """One date gives a curve of one point without dividing by zero."""
    assert "odds" in classes(draw(Odds("x", ((date(2025, 8, 1), 0.5),), 0.5), lang="nl"))
    assert DATES[0] == date(2025, 8, 1)
