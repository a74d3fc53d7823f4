# SPDX-License-Identifier: EUPL-1.2
"""The report as one page."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from sluis.kit.texts import Text
from sluis.report.html import STYLE_SOURCE, write
from tests.report.samples import line, report


class _Page(HTMLParser):
    """Collects start tags with their attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = list[tuple[str, dict[str, str | None]]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))


def _tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Page()
    parser.feed(page)
    return parser.tags


@pytest.fixture(scope="module")
def page() -> str:
    """Return the sample report as a page."""
    return write(report())


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_page_says_its_language(lang: str) -> None:
    """A screen reader needs to know how to speak."""
    assert ("html", {"lang": lang}) in _tags(write(report(lang)))


def test_the_page_needs_nothing_else(page: str) -> None:
    """No script, no picture, no font and no style sheet from elsewhere."""
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in _tags(page)}
    assert "url(" not in page
    assert "@import" not in page


def test_its_policy_allows_its_style_alone(page: str) -> None:
    """The hash in the policy is that of the style that is there."""
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    found = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{found}'" == STYLE_SOURCE
    policy = next(attrs["content"] for tag, attrs in _tags(page) if attrs.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src {STYLE_SOURCE}"


def test_no_inline_style_or_handler(page: str) -> None:
    """The policy would refuse them."""
    for _, attrs in _tags(page):
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)


def test_ids_are_unique_and_links_lead_somewhere(page: str) -> None:
    """Every anchor within the page is there, once."""
    ids = Counter(attrs["id"] for _, attrs in _tags(page) if "id" in attrs)
    assert max(ids.values()) == 1
    targets = {attrs["href"] for tag, attrs in _tags(page) if tag == "a"}
    assert {target[1:] for target in targets if target and target.startswith("#")} <= set(ids)


def test_headings_do_not_skip_a_level(page: str) -> None:
    """One first heading, and each next is at most one deeper."""
    levels = [int(tag[1]) for tag, _ in _tags(page) if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_and_headings_with_scope(page: str) -> None:
    """Each table says what it is, each heading what it heads."""
    tags = [tag for tag, _ in _tags(page)]
    assert tags.count("table") == tags.count("caption") > 4
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in _tags(page) if tag == "th")


def test_regions_that_scroll_can_be_reached_by_keyboard(page: str) -> None:
    """A wide table scrolls on its own, and can be focused."""
    regions = [attrs for _, attrs in _tags(page) if attrs.get("class") == "scroll"]
    assert regions
    assert all(attrs["tabindex"] == "0" and attrs["aria-label"] for attrs in regions)


def test_what_people_wrote_never_becomes_markup() -> None:
    """Words from the record are escaped, in tables and in pictures."""
    bad = Text("{words}", words="<script>alert(1)</script>")
    page = write(report(lines=[line(0, text=bad), line(1, kind="decision.made", text=bad)]))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_only_web_addresses_become_links() -> None:
    """A source that is no web address is shown and not linked."""
    page = write(report(lines=[line(0, source="javascript:alert(1)")]))
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


def test_the_same_report_gives_the_same_page() -> None:
    """Nothing in it depends on when it was made."""
    assert write(report()) == write(report())
