# SPDX-License-Identifier: EUPL-1.2
"""A small builder of SVG: elements as values, escaped once, no scripts and no inline style.

Pictures are drawn on the server under a strict content security policy, so that looks come from
presentation attributes and classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Element:
    """A finished piece of SVG."""

    markup: str

    def __str__(self) -> str:
        """Return the markup."""
        return self.markup


def el(tag: str, *children: Element | str, **attributes: str | float | None) -> Element:
    """Return `<tag …>children</tag>`.

    Strings are escaped. In attribute names `_` stands for `-` and a trailing `_` is dropped
    (`class_`); None leaves an attribute out; numbers are written with at most two decimals.
    """
    if tag == "script" or "style" in attributes:
        msg = "pictures carry neither scripts nor inline style"
        raise ValueError(msg)
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(child.markup if isinstance(child, Element) else escape(child) for child in children)
    return Element(f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>")


def group(children: Iterable[Element], **attributes: str | float | None) -> Element:
    """Return the children in a `<g>`."""
    return el("g", *children, **attributes)


def picture(
    *children: Element, width: float, height: float, title: str, description: str, name: str
) -> Element:
    """Return a whole `<svg>` with an accessible name and description (SVG 2, section 5.7).

    `name` makes the ids unique on a page.
    """
    return el(
        "svg",
        el("title", title, id=f"{name}-title"),
        el("desc", description, id=f"{name}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="picture",
    )


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Return coordinates as SVG writes them: `x,y x,y`."""
    return " ".join(f"{_value(x)},{_value(y)}" for x, y in pairs)


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
