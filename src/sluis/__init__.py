# SPDX-License-Identifier: EUPL-1.2
"""Sluis: close off in a second, come back step by step, prove what happened."""

__version__ = "0.1.0"
