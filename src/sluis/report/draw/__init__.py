# SPDX-License-Identifier: EUPL-1.2
"""Pictures as SVG: pure functions from data to a string, shared by PDF, HTML and screens.

Each picture module has `draw(…) -> str` and `as_table(…) -> Table` with the same numbers. Pictures
carry a title and a description, no script and no inline style: looks are presentation attributes,
which any style sheet overrides by class.
"""
