# SPDX-License-Identifier: EUPL-1.2
"""Closing and reopening: the price before the click, gates on evidence, outputs that went stale."""
