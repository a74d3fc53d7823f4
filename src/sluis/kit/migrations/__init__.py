# SPDX-License-Identifier: EUPL-1.2
"""Revisions of the durable tables, oldest first; projections are rebuilt instead."""
