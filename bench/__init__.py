# SPDX-License-Identifier: EUPL-1.2
"""Benchmarks: one command each, ratios side by side in one run."""
