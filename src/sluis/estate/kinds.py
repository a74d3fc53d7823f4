# SPDX-License-Identifier: EUPL-1.2
"""The kinds of entry that this room writes.

estate.adopted  a version of the estate became the one that decisions rest on
system.state    a system is in a state from `happened_at` on
"""

from __future__ import annotations

from typing import Final

from sluis.record.model import Kind

ESTATE_ADOPTED: Final = Kind("estate.adopted", 1, ("digest", "document", "changes"), ("file",))
"""`document` is the whole estate, `digest` its SHA-256, `changes` the lines of the diff that was shown."""

SYSTEM_STATE: Final = Kind("system.state", 1, ("system", "state", "basis", "reason"), ("source", "decision"))
"""`decision` names the decision that this carries out, where there is one."""

KINDS: Final = (ESTATE_ADOPTED, SYSTEM_STATE)
