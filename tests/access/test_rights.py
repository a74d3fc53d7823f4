# SPDX-License-Identifier: EUPL-1.2
"""The table of rights, cell by cell."""

from __future__ import annotations

import pytest

from sluis.access.model import Person, PersonId, Right, Role
from sluis.access.rights import TABLE, may, name_of_right, name_of_role, require
from sluis.kit.errors import Denied

EXPECTED = {
    #                    beeld sluis price report close reopen evidence note verify export
    Role.CRISIS_MANAGER: "yes  yes   yes   yes    yes   yes    yes      yes  yes    yes",
    Role.CISO: "          yes  yes   yes   yes    yes   yes    yes      yes  yes    yes",
    Role.SYSTEM_OWNER: "  yes  yes   yes   yes    no    no     yes      yes  yes    no",
    Role.UNIT_HEAD: "     yes  yes   yes   no     no    no     no       yes  no     no",
    Role.PLANNER: "       yes  yes   yes   yes    no    no     no       no   yes    no",
    Role.STAFF: "         no   yes   no    no     no    no     no       no   no     no",
    Role.COMMISSION: "    no   yes   no    yes    no    no     no       no   yes    yes",
}
CELLS = [
    (role, right, said == "yes")
    for role, line in EXPECTED.items()
    for right, said in zip(Right, line.split(), strict=True)
]


@pytest.mark.parametrize(("role", "right", "expected"), CELLS)
def test_each_cell(role: Role, right: Right, expected: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """Each role has each right, or has it not, as the table here says."""
    assert may(role, right) is expected


def test_every_role_is_looked_at() -> None:
    """The table above leaves no role out."""
    assert set(EXPECTED) == set(Role)


def test_what_is_not_in_the_table_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """A role that somebody forgot has no rights (R-24)."""
    monkeypatch.delitem(TABLE, Role.CISO)  # type: ignore[arg-type]
    assert not any(may(Role.CISO, right) for right in Right)


def test_evidence_comes_from_those_who_can_be_deciders() -> None:
    """Board, CISO and system owners may bring evidence; each meets only the gates that are theirs."""
    bring = [role for role in Role if may(role, Right.GIVE_EVIDENCE)]
    assert bring == [Role.CRISIS_MANAGER, Role.CISO, Role.SYSTEM_OWNER]


def test_require_says_what_is_missing() -> None:
    """A refusal names the right in words and says whom to ask."""
    staff = Person(PersonId("staff:a"), "A", Role.STAFF)
    require(staff, Right.SEE_SLUIS)
    with pytest.raises(Denied, match="close systems") as caught:
        require(staff, Right.CLOSE)
    assert "CISO" in str(caught.value.explain().todo)


def test_every_word_has_a_name() -> None:
    """No two roles or rights are called the same."""
    assert len({str(name_of_role(role)) for role in Role}) == len(Role)
    assert len({str(name_of_right(right)) for right in Right}) == len(Right)
