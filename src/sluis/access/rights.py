# SPDX-License-Identifier: EUPL-1.2
"""Role against right: one table, and what is not in it is denied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.access.model import Right, Role
from sluis.kit.errors import Denied
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.access.model import Person

_READ: Final = frozenset({Right.SEE_BEELD, Right.SEE_SLUIS, Right.SEE_PRICE, Right.SEE_REPORT})

TABLE: Final[Mapping[Role, frozenset[Right]]] = {
    Role.CRISIS_MANAGER: _READ
    | {*(Right.CLOSE, Right.REOPEN, Right.GIVE_EVIDENCE, Right.NOTE, Right.VERIFY, Right.EXPORT)},
    Role.CISO: frozenset(Right),
    Role.SYSTEM_OWNER: _READ | {Right.GIVE_EVIDENCE, Right.NOTE, Right.VERIFY},
    Role.UNIT_HEAD: frozenset({Right.SEE_BEELD, Right.SEE_SLUIS, Right.SEE_PRICE, Right.NOTE}),
    Role.PLANNER: _READ | {Right.VERIFY},
    Role.STAFF: frozenset({Right.SEE_SLUIS}),
    Role.COMMISSION: frozenset({Right.SEE_SLUIS, Right.SEE_REPORT, Right.VERIFY, Right.EXPORT}),
}
"""Who may do what. A role that is missing here may do nothing."""


def may(role: Role, right: Right) -> bool:
    """Tell whether `role` has `right`."""
    return right in TABLE.get(role, frozenset())


def require(person: Person, right: Right) -> None:
    """Raise `Denied` unless the person's role has `right`."""
    if not may(person.role, right):
        raise Denied(
            Text("Your role does not allow this: {right}.", right=name_of_right(right)),
            Text("Ask the crisis manager or the CISO."),
        )


def name_of_role(role: Role) -> Text:
    """Return the role in words."""
    return {
        Role.CRISIS_MANAGER: Text("Crisis manager"),
        Role.CISO: Text("CISO"),
        Role.SYSTEM_OWNER: Text("System owner"),
        Role.UNIT_HEAD: Text("Unit head"),
        Role.PLANNER: Text("Planner"),
        Role.STAFF: Text("Staff"),
        Role.COMMISSION: Text("Commission"),
    }[role]


def name_of_right(right: Right) -> Text:
    """Return the right in words."""
    return {
        Right.SEE_BEELD: Text("see the picture of the crisis"),
        Right.SEE_SLUIS: Text("see the state of systems"),
        Right.SEE_PRICE: Text("see what closing costs"),
        Right.SEE_REPORT: Text("read the report"),
        Right.CLOSE: Text("close systems"),
        Right.REOPEN: Text("reopen systems"),
        Right.GIVE_EVIDENCE: Text("give evidence for a gate"),
        Right.NOTE: Text("add a fact to the record"),
        Right.VERIFY: Text("verify the record"),
        Right.EXPORT: Text("export the report"),
    }[right]
