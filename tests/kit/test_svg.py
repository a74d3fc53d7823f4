# SPDX-License-Identifier: EUPL-1.2
"""The SVG builder: escaped once, no scripts, no inline style."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.svg import el, group, picture, points

PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]))


@given(PLAIN, PLAIN)
def test_any_text_comes_back_as_it_went_in(content: str, value: str) -> None:
    """Whatever is written inside or in an attribute parses back to itself."""
    parsed = ET.fromstring(str(el("text", content, aria_label=value)))  # noqa: S314 - our own output
    assert (parsed.text or "") == content
    assert parsed.get("aria-label") == value


def test_names_and_numbers_are_written_as_svg_wants_them() -> None:
    """Underscores become dashes, a trailing one goes, numbers lose needless digits, None is left out."""
    assert str(el("line", stroke_width=1.50, class_="axis", x1=1 / 3, y1=2, id=None)) == (
        '<line stroke-width="1.5" class="axis" x1="0.33" y1="2"/>'
    )


def test_scripts_and_inline_style_are_refused() -> None:
    """The content security policy forbids both, so the builder does."""
    with pytest.raises(ValueError, match="neither"):
        el("script", "alert(1)")
    with pytest.raises(ValueError, match="neither"):
        el("g", style="fill:red")


def test_a_picture_has_a_name_and_a_description() -> None:
    """Assistive technology finds both by the ids that the picture points at."""
    drawn = picture(group([el("g")]), width=10, height=5, title="T", description="D", name="p")
    root = ET.fromstring(str(drawn))  # noqa: S314 - our own output
    named = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.get("aria-labelledby") == "p-title p-desc"
    assert named == {"p-title": "T", "p-desc": "D"}
    assert root.get("viewBox") == "0 0 10 5"


def test_points_are_pairs() -> None:
    """Coordinates are written x,y with a space between."""
    assert points([(0, 1), (2.5, 3.0)]) == "0,1 2.5,3"
