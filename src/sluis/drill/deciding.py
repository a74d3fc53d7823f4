# SPDX-License-Identifier: EUPL-1.2
"""The decisions of a case."""

from __future__ import annotations


def decisions(case, actor):
    return ()
