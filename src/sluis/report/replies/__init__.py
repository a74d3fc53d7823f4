# SPDX-License-Identifier: EUPL-1.2
"""Answers to what people ask: one file a topic, each a function from what is known to a reply.

They are general functions over the record: none knows any case.
"""
