# SPDX-License-Identifier: EUPL-1.2
"""Close, and come back: the price before the click, decisions, gates with evidence, stale outputs."""
