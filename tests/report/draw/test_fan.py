# SPDX-License-Identifier: EUPL-1.2
"""The fan chart of a backlog."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import State
from sluis.report.draw.fan import Shade, as_table, draw, sentence
from sluis.report.draw.marks import FILLS
from tests.report.samples import DATES, SVG, classes, fan, parsed, texts


def test_three_bands_and_a_median() -> None:
    """Seven levels give three bands, widest first, and a dashed median."""
    found = classes(draw(fan(), lang="en"))
    assert found.count("band") == 3
    assert found.count("median") == 1
    assert fan().bands() == ((0.05, 0.95), (0.1, 0.9), (0.25, 0.75))


def test_many_levels_still_give_three_bands() -> None:
    """Of five pairs the widest, the middle and the narrowest are drawn."""
    levels = (0.01, 0.05, 0.1, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9, 0.95, 0.99)
    many = fan(levels=levels, values=tuple(tuple(100.0 * level for level in levels) for _ in DATES))
    assert many.bands() == ((0.01, 0.99), (0.1, 0.9), (0.4, 0.6))


def test_levels_without_a_partner_make_no_band() -> None:
    """A level that has no mirror image around the median is not half a band."""
    one = fan(levels=(0.1, 0.5), values=tuple((1.0, 2.0) for _ in DATES))
    assert one.bands() == ()
    assert "median" in classes(draw(one, lang="en"))


def test_the_bands_begin_at_the_last_known_value() -> None:
    """The fan opens at the end of the history, without a gap."""
    shown = fan()
    root = parsed(draw(shown, lang="en"))
    history = next(line for line in root.iter(f"{SVG}polyline") if line.attrib["class"] == "history")
    median = next(line for line in root.iter(f"{SVG}polyline") if line.attrib["class"] == "median")
    assert history.attrib["points"].split()[-1] == median.attrib["points"].split()[0]


def test_closures_are_shaded_with_their_days() -> None:
    """A closure is a shaded span, and says when it was and whether it still is."""
    svg = draw(fan(), lang="en")
    assert classes(svg).count("closure") == 1
    assert "systems closed: 17 July 2025 – still so" in svg
    ended = draw(fan(closures=(Shade(date(2025, 7, 17), date(2025, 7, 20), "dark"),)), lang="en")
    assert "dark: 17 July 2025 – 20 July 2025" in ended


def test_a_closure_without_end_ends_at_the_forecast() -> None:
    """What comes after the day of the forecast is not known, and not shaded."""
    root = parsed(draw(fan(), lang="en"))
    shade = next(rect for rect in root.iter(f"{SVG}rect") if rect.attrib.get("class") == "closure")
    now = next(group for group in root.iter(f"{SVG}g") if group.attrib.get("class") == "moment")
    line = float(now.findall(f"{SVG}line")[0].attrib["x1"])
    assert abs(float(shade.attrib["x"]) + float(shade.attrib["width"]) - line) < 0.02


def test_running_worse_looks_its_own() -> None:
    """A stream that ran worse is shaded in another colour than one that stood still."""
    worse = draw(fan(closures=(Shade(date(2025, 7, 17), None, "ran worse", worse=True),)), lang="en")
    assert FILLS[State.TRIAL] in worse
    assert FILLS[State.CLOSED] not in worse


def test_the_level_of_caught_up_is_drawn_where_it_is_one() -> None:
    """Without a level there is no line."""
    assert "target" in classes(draw(fan(), lang="en"))
    assert "target" not in classes(draw(fan(target=None), lang="en"))


def test_a_history_alone_is_a_picture() -> None:
    """Without a forecast the history is drawn, and the description says that there is none."""
    svg = draw(fan(dates=(), values=()), lang="en")
    assert "band" not in classes(svg)
    assert "There is no forecast for Criminal cases." in svg


def test_a_forecast_alone_is_a_picture() -> None:
    """Without a history the bands begin at the first date."""
    assert classes(draw(fan(history=(), closures=()), lang="en")).count("band") == 3


def test_the_sentence_gives_band_and_median() -> None:
    """The last day of the 80 % band and the median are said."""
    words = sentence(fan(), "en")
    assert "12 December 2025" in words
    assert "between 440 and 520 cases (80% band), median 480" in words


def test_labels_at_the_right_do_not_overlap() -> None:
    """Names of lines that end close together stand at least a line apart."""
    flat = fan(values=tuple(tuple(500.0 + level for level in fan().levels) for _ in DATES))
    root = parsed(draw(flat, lang="en"))
    edge = max(
        float(found.attrib["x"]) for found in root.iter(f"{SVG}text") if "text-anchor" not in found.attrib
    )
    tops = sorted(
        float(found.attrib["y"]) for found in root.iter(f"{SVG}text") if float(found.attrib["x"]) == edge
    )
    assert len(tops) == 5
    assert all(b - a >= 11 for a, b in itertools.pairwise(tops))


def test_the_table_has_the_same_numbers() -> None:
    """At most twelve dates, the last among them, with a column for each level."""
    table = as_table(fan(), "en")
    assert len(table.rows) <= 12
    assert table.rows[-1][0] == "12 December 2025"
    assert table.rows[-1][1:] == tuple(f"{value:,.0f}" for value in fan().values[-1])
    assert table.head == ("Date", "5%", "10%", "25%", "50%", "75%", "90%", "95%")


def test_numbers_are_those_of_the_language() -> None:
    """Dutch has a point between thousands."""
    assert "2.000" in texts(draw(fan(target=1900.0), lang="nl"))


@given(
    st.lists(st.floats(min_value=0, max_value=1e7), min_size=7, max_size=7).map(sorted),
    st.floats(min_value=0, max_value=1e7),
)
def test_any_forecast_can_be_drawn(row: list[float], target: float) -> None:
    """No size of backlog breaks the picture or leaves it."""
    shown = fan(values=tuple(tuple(row) for _ in DATES), target=target)
    root = parsed(draw(shown, lang="en"))
    for polygon in root.iter(f"{SVG}polygon"):
        for pair in polygon.attrib["points"].split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= 690
            assert 0 <= y <= 300
