# SPDX-License-Identifier: EUPL-1.2
"""Rehearses a case on a record of its own, start to end, and tells what was known on each day."""
