# SPDX-License-Identifier: EUPL-1.2
"""How Sphinx builds the documentation (`make docs`). Pages load nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

_VERSION = re.search(
    r'__version__ = "([^"]+)"',
    (Path(__file__).parents[1] / "src" / "sluis" / "__init__.py").read_text(encoding="utf-8"),
)

project = "Sluis"
author = "The Sluis authors"
copyright = "2026 The Sluis authors, EUPL-1.2"
release = _VERSION.group(1) if _VERSION else "unknown"
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = "Sluis"
html_show_sourcelink = False
html_copy_source = False
