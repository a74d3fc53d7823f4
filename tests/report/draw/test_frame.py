# SPDX-License-Identifier: EUPL-1.2
"""What all pictures share."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sluis.kit.svg import el
from sluis.report.draw.axes import Scale, days
from sluis.report.draw.frame import WIDTH, date_axis, framed, moment_line, number_axis, span
from tests.report.samples import SVG, parsed


def test_a_picture_has_a_name_and_a_description() -> None:
    """Title and description are there and named by the picture, for who cannot see it."""
    root = parsed(framed((el("rect"),), 100, title="Backlog <1>", description="It falls.", name="one"))
    labels = root.attrib["aria-labelledby"].split()
    found = {child.attrib["id"]: child.text for child in root if "id" in child.attrib}
    assert [found[label] for label in labels] == ["Backlog <1>", "It falls."]
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"] == f"0 0 {WIDTH:g} 100"


def test_a_picture_obeys_a_strict_policy() -> None:
    """No script and no inline style: both are refused by the console's policy."""
    svg = framed((el("rect"),), 100, title="t", description="d", name="n")
    assert "<script" not in svg
    assert "style=" not in svg


def test_a_span_is_never_empty() -> None:
    """One moment still spans a day; none at all is a mistake of ours."""
    assert span([date(1970, 1, 2)]) == (1.0, 2.0)
    with pytest.raises(ValueError, match="empty"):
        span([])


def test_a_span_mixes_dates_and_instants() -> None:
    """Dates and instants lie on one line."""
    assert span([datetime(1970, 1, 5, 12, tzinfo=UTC), date(1970, 1, 2)]) == (1.0, 4.5)


def test_the_date_axis_labels_its_lines() -> None:
    """Each hairline has one label, at the same place."""
    scale = Scale(days(date(2025, 7, 1)), days(date(2025, 7, 6)), 50, 600)
    root = parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{date_axis(scale, 10, 90, "en")}</svg>')
    lines = [float(line.attrib["x1"]) for line in root.iter(f"{SVG}line")]
    labels = [float(text.attrib["x"]) for text in root.iter(f"{SVG}text")]
    assert lines == labels
    assert len(lines) == 6


def test_the_number_axis_writes_numbers_of_the_language() -> None:
    """Thousands are separated as readers expect."""
    scale = Scale(0, 2000, 100, 0)
    assert "2,000" in number_axis(scale, (0.0, 2000.0), 50, 600, "en").markup
    assert "2.000" in number_axis(scale, (0.0, 2000.0), 50, 600, "nl").markup
    assert "0.25" in number_axis(Scale(0, 1, 100, 0), (0.0, 0.25), 50, 600, "en").markup


@pytest.mark.parametrize(("x", "anchor"), [(10, "start"), (300, "middle"), (WIDTH - 5, "end")])
def test_the_label_of_now_stays_in_the_picture(x: float, anchor: str) -> None:
    """Near an edge the label turns inwards."""
    assert f'text-anchor="{anchor}"' in moment_line(x, 20, 90, "today").markup
