# SPDX-License-Identifier: EUPL-1.2
"""Kinds: one shape a version, old shapes lifted when read, unknown ones shown raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.kit.errors import BadInput
from sluis.record.kinds import CLOCK_JUMPED, STARTED, Kinds
from sluis.record.model import Entry, Kind, Seq
from tests.record.examples import ACTOR, HAPPENED

if TYPE_CHECKING:
    from sluis.record.model import Json

CORPUS: dict[int, dict[str, Json]] = {
    1: {"name": "files", "shut": True},
    2: {"system": "files", "shut": True},
    3: {"system": "files", "state": "closed"},
}
"""One kept entry of every version that ever was."""


def second(fields: dict[str, Json]) -> dict[str, Json]:
    """Lift version 1 to 2: the name became the system."""
    fields["system"] = fields.pop("name")
    return fields


def third(fields: dict[str, Json]) -> dict[str, Json]:
    """Lift version 2 to 3: shut or not became a state."""
    return {"system": fields["system"], "state": "closed" if fields["shut"] else "open"}


KINDS = Kinds.of(
    [Kind("system.state", 3, ("system", "state"))], {("system.state", 1): second, ("system.state", 2): third}
)


def entry(kind: str, version: int, fields: dict[str, Json]) -> Entry:
    """Return an entry of a kind and version."""
    return Entry(Seq(1), kind, version, HAPPENED, "node-1", HAPPENED, ACTOR, fields)


@pytest.mark.parametrize("version", CORPUS)
def test_every_old_version_is_lifted_to_the_newest(version: int) -> None:
    """The whole corpus reads the same, and what is stored is not touched."""
    kept = dict(CORPUS[version])
    found = KINDS.lift(entry("system.state", version, kept))
    assert (found.version, found.fields) == (3, CORPUS[3])
    assert kept == CORPUS[version]
    assert KINDS.knows(found)


@pytest.mark.parametrize(("kind", "version"), [("system.state", 4), ("other.kind", 1)])
def test_unknown_kinds_and_versions_are_kept_raw(kind: str, version: int) -> None:
    """An entry of a newer release reads as it was written."""
    raw = entry(kind, version, {"what": "ever"})
    assert KINDS.lift(raw) is raw
    assert not KINDS.knows(raw)


def test_the_record_knows_its_own_kinds() -> None:
    """The record's own kinds need not be named."""
    assert KINDS.newest[STARTED.name] == STARTED
    assert KINDS.newest[CLOCK_JUMPED.name] == CLOCK_JUMPED


def test_two_kinds_of_one_name_are_refused() -> None:
    """A name means one shape."""
    with pytest.raises(BadInput, match=r"a\.b"):
        Kinds.of([Kind("a.b", 1, ("x",)), Kind("a.b", 2, ("x",))])
