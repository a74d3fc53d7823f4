# SPDX-License-Identifier: EUPL-1.2
"""What access puts in the record. No entry holds a code, a cookie or a hash that opens anything."""

from __future__ import annotations

from typing import Final

from sluis.record.model import Kind

LINK_ISSUED: Final = Kind("access.link_issued", 1, ("person", "name", "role", "link", "expires_at"))
SIGNED_IN: Final = Kind(
    "access.signed_in", 1, ("person", "role", "method", "session"), ("link", "credential")
)
REFUSED: Final = Kind("access.refused", 1, ("reason",), ("person", "right", "link", "method"))
SIGNED_OUT: Final = Kind("access.signed_out", 1, ("person", "session", "why"))
PASSKEY_ADDED: Final = Kind("access.passkey_added", 1, ("person", "credential", "label"))
EXPORTED: Final = Kind("access.exported", 1, ("person", "what", "size"))
"""Somebody took the report out of the house: in which form, and as of which size of the record."""

KINDS: Final = (LINK_ISSUED, SIGNED_IN, REFUSED, SIGNED_OUT, PASSKEY_ADDED, EXPORTED)
"""All kinds of this room."""
