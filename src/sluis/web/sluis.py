# SPDX-License-Identifier: EUPL-1.2
"""Sluis: the state of systems; closing, with its price shown first; reopening, behind its gates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sluis.access.model import Right, Role
from sluis.estate import store as estate_store
from sluis.estate.model import Estate, GateId, State, SystemId
from sluis.kit.errors import BadInput, Explanation, Refused
from sluis.kit.texts import Text
from sluis.record.model import Size
from sluis.switch import acts as switch
from sluis.switch.model import Evidence, Particulars
from sluis.switch.quote import gates_of, ground_of, held, quote
from sluis.switch.targets import resolve
from sluis.switch.words import risk_left
from sluis.web.beeld import systems
from sluis.web.console import Visitor, needs
from sluis.web.known import as_of
from sluis.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Sequence


LONGEST_REASON: Final = 4000
CLOSED: Final = (State.CLOSED, State.READ_ONLY)
"""States to which a system can be brought down."""
OPENED: Final = (State.TRIAL, State.READ_ONLY, State.OPEN)
"""States to which a closed system can be brought back, the most careful first."""
router: Final = APIRouter()
Reason = Annotated[str, Form(min_length=1, max_length=LONGEST_REASON)]
Targets = Annotated[list[SystemId], Form(alias="target", min_length=1)]


@router.get("/sluis")
def show(who: Annotated[Visitor, Depends(needs(Right.SEE_SLUIS))]) -> HTMLResponse:
    """Show every system with its state, since when, and how that is known."""
    now = who.console.house.world.clock.now()
    with who.console.record.known() as known:
        estate = estate_store.adopted(known)
        if estate is None:
            return page(who, "nothing.html", as_of=as_of(known, now, "UTC"))
        states = estate_store.states(known, now)
        return page(
            who,
            "sluis.html",
            as_of=as_of(known, now, estate.zone),
            estate=estate,
            now_states=states,
            reasons={one.system: estate_store.reason(known, one) for one in states.values()},
            systems=systems(estate, states, who.lang),
        )


@router.get("/sluis/price")
def price(
    who: Annotated[Visitor, Depends(needs(Right.SEE_PRICE))],
    target: Annotated[list[SystemId] | None, Query()] = None,
    to: State = State.CLOSED,
) -> HTMLResponse:
    """Show what closing would cost, and the alternatives beside it. Nothing is changed."""
    now = who.console.house.world.clock.now()
    with who.console.record.known() as known:
        estate = estate_store.current(known)
        wanted = resolve(estate, target or ())
        return page(
            who,
            "price.html",
            as_of=as_of(known, now, estate.zone),
            estate=estate,
            price=quote(known, wanted, at=now, to=_one_of(to, CLOSED)),
            targets=wanted,
            names=names(estate),
            to=to,
            choices=CLOSED,
            typed=confirmation(estate, wanted),
            risk_left=risk_left("asked"),
            today=now.date(),
        )


@router.post("/sluis/close")
def close(
    who: Annotated[Visitor, Depends(needs(Right.CLOSE))],
    target: Targets,
    reason: Reason,
    check_on: Annotated[date, Form()],
    typed: Annotated[str, Form(max_length=200)],
    picture: Annotated[int, Form(ge=0)],
    to: Annotated[State, Form()] = State.CLOSED,
    dissent: Annotated[str, Form(max_length=LONGEST_REASON)] = "",
) -> RedirectResponse:
    """Close, on the picture that was shown. Closing waits for nobody."""
    record = who.console.record
    with record.known() as known:
        estate = estate_store.current(known)
        wanted = resolve(estate, target)
    if typed.strip().casefold() != confirmation(estate, wanted).casefold():
        raise BadInput(
            Text("What you typed is not {name}. Nothing was closed.", name=confirmation(estate, wanted)),
            Text("Go back, look at the price once more, and type the name as it is shown."),
            field="typed",
        )
    more = Particulars(picture=Size(picture), to=_one_of(to, CLOSED), dissent=dissent.strip() or None)
    switch.close(record, wanted, who.actor, reason=reason.strip(), check_on=check_on, more=more)
    return RedirectResponse("/sluis", 303)


@router.get("/sluis/reopen")
def gates(
    who: Annotated[Visitor, Depends(needs(Right.SEE_PRICE))],
    target: Annotated[list[SystemId] | None, Query()] = None,
) -> HTMLResponse:
    """Show the gates before these systems: which have evidence, which lack it, and who decides."""
    return _gates(who, target or ())


@router.post("/sluis/reopen")
def reopen(
    who: Annotated[Visitor, Depends(needs(Right.REOPEN))],
    target: Targets,
    reason: Reason,
    to: Annotated[State, Form()],
    check_on: Annotated[date, Form()],
    picture: Annotated[int, Form(ge=0)],
) -> Response:
    """Reopen, when every gate has evidence; else it is refused, and the refusal is recorded."""
    more, record = Particulars(picture=Size(picture)), who.console.record
    state, why = _one_of(to, OPENED), reason.strip()
    try:
        switch.reopen(record, target, who.actor, to=state, reason=why, check_on=check_on, more=more)
    except Refused as refused:
        return _gates(who, target, refused.explain())
    return RedirectResponse("/sluis", 303)


def _gates(who: Visitor, target: Sequence[SystemId], refused: Explanation | None = None) -> HTMLResponse:
    """Return the page of the gates; with why it was `refused` just now, it says so with status 409."""
    now = who.console.house.world.clock.now()
    with who.console.record.known() as known:
        ground = ground_of(known, now)
        wanted = resolve(ground.estate, target)
        return page(
            who,
            "reopen.html",
            409 if refused else 200,
            as_of=as_of(known, now, ground.estate.zone),
            estate=ground.estate,
            targets=wanted,
            names=names(ground.estate),
            now_states=estate_store.states(known, now),
            gates=gates_of(known, ground, wanted, now),
            back=held(ground, wanted),
            choices=OPENED,
            today=now.date(),
            refused=refused,
        )


@router.post("/sluis/evidence")
def evidence(
    who: Annotated[Visitor, Depends(needs(Right.GIVE_EVIDENCE))],
    gate: Annotated[GateId, Form(max_length=128)],
    text: Reason,
    met: Annotated[bool, Form()],
    target: Targets,
    decided_by: Annotated[str, Form(max_length=128)] = "",
    source: Annotated[str, Form(max_length=500)] = "",
) -> RedirectResponse:
    """Record what who is signed in says about a gate, for the systems that are being looked at.

    Evidence meets a gate only when its decider gives it. The CISO alone may write down what another
    decided; the entry then holds both names.
    """
    speaks_for = decided_by.strip() if who.person and who.person.role is Role.CISO else ""
    given = Evidence(
        gate,
        text.strip(),
        decided_by=speaks_for or None,
        met=met,
        systems=tuple(target),
        source=source.strip() or None,
    )
    switch.add_evidence(who.console.record, given, who.actor)
    return RedirectResponse("/sluis/reopen?" + "&".join(f"target={one}" for one in target), 303)


def confirmation(estate: Estate, targets: Sequence[SystemId]) -> str:
    """Return what must be typed before closing: the system's id, or for several the organisation's name."""
    return targets[0] if len(targets) == 1 else estate.organisation


def names(estate: Estate) -> dict[str, str]:
    """Return the name of everything that a path can run through, by id."""
    things = (*estate.systems, *estate.streams, *estate.groups, *estate.applications)
    return {str(thing.id): thing.name for thing in things}


def _one_of(state: State, allowed: Sequence[State]) -> State:
    if state not in allowed:
        raise BadInput(Text("A system cannot be brought to this state here."), field="to")
    return state
