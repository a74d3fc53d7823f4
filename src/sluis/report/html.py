# SPDX-License-Identifier: EUPL-1.2
"""The report as one HTML file that needs nothing else: no script, no font, no request.

Its own content security policy allows the one style sheet inside it by its hash and nothing more
(CSP Level 3, section 2.3.1). A server that adds a policy of its own must allow `STYLE_SOURCE`.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sluis.report.pages.book import book

if TYPE_CHECKING:
    from sluis.report.model import Report

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLE: Final = (TEMPLATES / "report.css").read_text(encoding="utf-8")
STYLE_SOURCE: Final = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
"""Source expression that allows the style of the report, for `style-src`."""


def write(report: Report) -> str:
    """Return `report` as a whole page; the same report gives the same text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only a page needs it

    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    return environment.get_template("report.html").render(
        book=asdict(book(report)), style=STYLE, style_source=STYLE_SOURCE
    )
