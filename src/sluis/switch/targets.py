# SPDX-License-Identifier: EUPL-1.2
"""From what people name to the systems whose state changes.

A system stands for itself. An application or a group stands for the systems that it alone needs among
its like: closing what others need as well would hit them unseen, so then somebody has to name it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sluis.estate.model import State
from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sluis.estate.model import Application, Estate, Group, StateAt, SystemId

LEVEL: Final[Mapping[State, int]] = {State.CLOSED: 0, State.READ_ONLY: 1, State.TRIAL: 2, State.OPEN: 3}
"""How far open a state is; `unknown` is none of these."""


def everything(estate: Estate) -> tuple[SystemId, ...]:
    """Return every system: the targets of "dark"."""
    return tuple(system.id for system in estate.systems)


def resolve(estate: Estate, names: Iterable[str]) -> tuple[SystemId, ...]:
    """Return the systems that `names` stand for, each once, in the order of `names`.

    Raises `UnknownName` with the nearest name, and `BadInput` for no name at all, and for an application or
    a group without a system of its own.
    """
    systems = {str(system.id): system.id for system in estate.systems}
    found: dict[SystemId, None] = {}
    for name in names:
        if name in systems:
            found[systems[name]] = None
        else:
            found.update(dict.fromkeys(_own(estate, name)))
    if not found:
        raise BadInput(Text("Nothing was named."), Text("Name one or more systems."), field="targets")
    return tuple(found)


def is_further_open(state: StateAt | None, than: State) -> bool:
    """Tell whether a system may be further open than `than`; an unknown state may."""
    return state is None or state.state is State.UNKNOWN or LEVEL[state.state] > LEVEL[than]


def is_less_open(state: StateAt | None, than: State) -> bool:
    """Tell whether a system may be less open than `than`; an unknown state may."""
    return state is None or state.state is State.UNKNOWN or LEVEL[state.state] < LEVEL[than]


def _own(estate: Estate, name: str) -> Sequence[SystemId]:
    for noun in (estate.applications, estate.groups):
        for thing in noun:
            if thing.id == name:
                return _alone(thing, noun)
    known = [thing.id for noun in (estate.systems, estate.applications, estate.groups) for thing in noun]
    raise UnknownName(Text("system, application or group"), name, known)


def _alone(thing: Application | Group, like: Sequence[Application | Group]) -> Sequence[SystemId]:
    needed = Counter(system for each in like for system in set(each.needs))
    alone = [system for system in thing.needs if needed[system] == 1]
    if alone:
        return alone
    if not thing.needs:
        raise BadInput(
            Text("The estate does not say what {name} needs.", name=thing.id),
            Text("Name the systems to close, or write down what it needs."),
            field="targets",
        )
    raise BadInput(
        Text("{name} needs nothing that others do not need too.", name=thing.id),
        Text("Name the systems themselves: {systems}.", systems=", ".join(thing.needs)),
        field="targets",
    )
