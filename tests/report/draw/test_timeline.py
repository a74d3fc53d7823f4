# SPDX-License-Identifier: EUPL-1.2
"""The picture with two clocks."""

from __future__ import annotations

from datetime import timedelta

from sluis.kit.texts import Text
from sluis.record.model import Seq
from sluis.report.draw.timeline import as_table, draw, sentence, within
from tests.report.samples import SVG, T0, classes, line, parsed, texts

ZONE = "Europe/Amsterdam"
LINES = [line(0), line(1, hours=10, delay_hours=100), line(2, hours=200, kind="decision.made")]


def test_each_line_is_drawn_and_late_ones_differ() -> None:
    """Three entries, of which one is late: another class, and a triangle instead of a ring."""
    found = classes(draw(LINES, lang="en", zone=ZONE))
    assert found.count("entry") == 2
    assert found.count("entry late") == 1


def test_a_late_line_leans() -> None:
    """The foot of a line lies at its recorded moment, right of its head."""
    root = parsed(draw(LINES, lang="en", zone=ZONE))
    late = next(group for group in root.iter(f"{SVG}g") if group.attrib.get("class") == "entry late")
    between = late.findall(f"{SVG}line")[0]
    assert float(between.attrib["x2"]) - float(between.attrib["x1"]) > 100


def test_every_line_says_both_times() -> None:
    """Hovering gives the words and both moments on the organisation's clock."""
    svg = draw(LINES, lang="en", zone=ZONE)
    assert "Entry 1: Something happened. Happened 18 July 2025, 08:00, recorded 22 July 2025, 12:00." in svg


def test_decisions_have_a_flag() -> None:
    """A decision is named above the line, with its number."""
    shown = [line(5, kind="decision.made", text=Text("Close the internet"))]
    assert "5 · Close the internet" in texts(draw(shown, lang="en", zone=ZONE))
    assert "5 · Short" in texts(draw(shown, lang="en", zone=ZONE, flags={Seq(5): "Short"}))


def test_crowded_flags_are_dropped_not_stacked_over() -> None:
    """At most four flags stand above one moment; no two on one row overlap."""
    shown = [line(number, kind="decision.made") for number in range(9)]
    flags = [text for text in texts(draw(shown, lang="en", zone=ZONE)) if " · " in text]
    assert len(flags) == 4


def test_what_lies_outside_is_counted() -> None:
    """Entries before the window are not drawn but their number is."""
    svg = draw(LINES, lang="en", zone=ZONE, since=T0 + timedelta(hours=5))
    assert "1 entries lie outside this picture" in texts(svg)
    assert classes(svg).count("entry") == 1


def test_a_window_takes_both_clocks() -> None:
    """A line is within only when it happened and was recorded within."""
    assert within(LINES, None, T0 + timedelta(hours=50)) == [LINES[0]]
    assert within(LINES, T0, None) == LINES


def test_an_empty_timeline_is_a_picture() -> None:
    """Nothing recorded is drawn as nothing, with its description."""
    svg = draw([], lang="en", zone=ZONE)
    assert "entry" not in classes(svg)
    assert sentence([], "en").startswith("0 entries")


def test_the_sentence_counts_late_ones() -> None:
    """The description says how many were late."""
    assert sentence(LINES, "en") == "3 entries; 1 were recorded more than 24 hours after they happened."


def test_the_table_marks_late_ones() -> None:
    """Each line is a row, and late is a word, not only a colour."""
    table = as_table(LINES, "en", ZONE)
    assert [row[3] for row in table.rows] == ["", "late", ""]
    assert table.rows[0][1] == "17 July 2025, 22:00"
