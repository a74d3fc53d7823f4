# SPDX-License-Identifier: EUPL-1.2
"""The report on paper: one file that is both PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).

Typst sets it from data: words come in as JSON and are never read as markup. Only the typefaces that
come with Typst are used, and the date is that of the last known entry, so that the same N gives the
same bytes on any machine.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sluis.report.pages.book import book

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sluis.report.model import Report

TEMPLATE: Final = Path(__file__).parent / "templates" / "report.typ"


def write(report: Report) -> bytes:
    """Return `report` as a PDF; the same report gives the same bytes."""
    return typeset(data(report), report.recorded_at)


def data(report: Report) -> dict[str, Any]:
    """Return what the template reads: the pages as plain values."""
    return {name: value for name, value in asdict(book(report)).items() if name != "dated"}


def typeset(pages: dict[str, Any], dated: datetime | None) -> bytes:
    """Return `pages` as a PDF dated `dated` (None: the first second of 1970)."""
    import typst  # noqa: PLC0415 - the compiler is 40 MB, and only a PDF needs it

    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"report": json.dumps(pages, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0 if dated is None else int(dated.timestamp()),
    )
