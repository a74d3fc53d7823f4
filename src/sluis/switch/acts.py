# SPDX-License-Identifier: EUPL-1.2
"""What people do in this room: close, reopen, give evidence on a gate, check a decision.

Closing wins. It waits for no gate, and when something else was recorded meanwhile it looks again and
closes all the same. Reopening waits for every gate, and is refused as a `Conflict` when one of its
systems, its gates or the estate moved after the picture on which it rests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.estate import store as estates
from sluis.estate.model import State
from sluis.kit.errors import BadInput, Conflict, UnknownName
from sluis.kit.texts import Text
from sluis.record.model import Expect
from sluis.switch import drafts, store
from sluis.switch.gates import GatesLack
from sluis.switch.ground import Ground
from sluis.switch.model import Act, DecisionId, Outcome, Particulars
from sluis.switch.price import cost, priced
from sluis.switch.quote import gates_of, ground_of, held
from sluis.switch.targets import is_less_open, resolve
from sluis.switch.words import said, stored

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from sluis.estate.model import Estate, SystemId
    from sluis.record.log import Known, Record
    from sluis.record.model import Actor, Json, Receipt, Size
    from sluis.switch.model import Evidence, Output, Price, Recheck, Words

CHECK_AFTER: Final = timedelta(days=7)
"""A decision is looked at again after a week, unless a day is given."""
LOOKS: Final = 3
"""How often closing looks again before it closes without asking whether anything moved."""
USUAL: Final = Particulars()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody wants to decide, checked for what can be wrong by itself."""

    record: Record
    targets: Sequence[str]
    actor: Actor
    at: datetime
    reason: Words
    check_on: date | None
    second: str | None
    more: Particulars

    def __post_init__(self) -> None:
        """Refuse a decision without a reason, or with the same person twice."""
        _said(self.reason, "reason")
        if self.second is not None and self.second in {self.actor.id, self.more.decided_by}:
            raise BadInput(
                Text("The second person is the same as the first."),
                Text("Have somebody else confirm."),
                field="second",
            )

    def signed(self, fields: dict[str, Json], estate: Estate) -> dict[str, Json]:
        """Return `fields` with the reason, the day of the check (by the estate's clock) and the second."""
        day = self.check_on or self.at.astimezone(ZoneInfo(estate.zone)).date() + CHECK_AFTER
        fields |= {"reason": stored(self.reason), "check_on": day.isoformat()}
        return fields if self.second is None else fields | {"second": self.second}

    def new_id(self, known: Known) -> DecisionId:
        """Return the id that was given, or the day and four hexadecimal digits."""
        taken = store.decision_ids(known)
        given = self.more.reference
        if given is not None and given in taken:
            raise BadInput(Text("There is a decision called {name} already.", name=given), field="reference")
        if given is not None:
            return DecisionId(given)
        while True:
            name = DecisionId(f"{self.at:%Y%m%d}-{self.record.world.randomness.token(2).hex()}")
            if name not in taken:
                return name


def close(
    record: Record,
    targets: Sequence[str],
    actor: Actor,
    *,
    reason: Words,
    check_on: date | None = None,
    second: str | None = None,
    happened_at: datetime | None = None,
    more: Particulars = USUAL,
) -> Outcome:
    """Decide to close `targets` (or do what `more.choice` names instead), and close them, in one append.

    The decision keeps the picture, the price and that of every alternative. What is closed already is
    left as it is: when that is all, nothing is written and the outcome says since when. Raises
    `UnknownName` for a target or a choice, and `BadInput` without a reason or with a second person who is
    the first.
    """
    at = happened_at or record.world.clock.now()
    wish = _Wish(record, targets, actor, at, reason, check_on, second, more)
    for _ in range(LOOKS):
        try:
            return _close(wish, waits=True)
        except Conflict:
            continue
    return _close(wish, waits=False)


def _close(wish: _Wish, *, waits: bool) -> Outcome:
    """Close on the newest picture; unless it `waits`, whatever was recorded meanwhile."""
    more = wish.more
    with wish.record.known() as known:
        ground = ground_of(known, wish.at)
        price = priced(
            ground, wish.targets, to=more.to, as_of=known.size, at=wish.at, stated=more.alternatives
        )
        already = tuple(ground.states[system] for system in price.already)
        if not price.closes:
            return Outcome(None, None, (), already, price)
        changes, to = _chosen(price, more.choice)
        identifier, size = wish.new_id(known), known.size
    fields = drafts.close_fields(price, more.picture or size, changes, more, to)
    about = tuple(dict.fromkeys((*changes, *price.closes)))
    made = drafts.decision(
        identifier, Act.CLOSE, wish.actor, wish.at, wish.signed(fields, ground.estate), more, about
    )
    moves = drafts.states(changes, identifier, wish.actor, wish.at, wish.reason, more)
    receipt = wish.record.append([made, *moves], expect=Expect(made.tags, size) if waits else None)
    return Outcome(identifier, receipt, tuple(changes), already, price)


def reopen(  # noqa: PLR0913 - as `close`, and the state to go to
    record: Record,
    targets: Sequence[str],
    actor: Actor,
    *,
    reason: Words,
    to: State = State.OPEN,
    check_on: date | None = None,
    second: str | None = None,
    happened_at: datetime | None = None,
    more: Particulars = USUAL,
) -> Outcome:
    """Decide to reopen `targets` to `to` (open, trial or read_only), once every gate has its evidence.

    While one lacks it, that request is recorded and `GatesLack` (exit status 3) names the gates. What is as
    far open already is left as it is: when that is all, nothing is written. Raises `Conflict` when
    anything on these systems came after `more.picture`, or on them, their gates or the estate meanwhile.
    """
    if to is State.CLOSED or to is State.UNKNOWN:
        raise BadInput(Text("Systems reopen to open, trial or read_only."), field="to")
    at = happened_at or record.world.clock.now()
    wish = _Wish(record, targets, actor, at, reason, check_on, second, more)
    with record.known() as known:
        ground = ground_of(known, at)
        systems = resolve(ground.estate, targets)
        changes = {system: to for system in systems if is_less_open(ground.states.get(system), to)}
        already = tuple(ground.states[system] for system in systems if system not in changes)
        if not changes:
            return Outcome(None, None, (), already, None)
        _not_moved(known, changes, more.picture)
        gates = gates_of(known, ground, tuple(changes), at)
        identifier, size, waiting = wish.new_id(known), known.size, held(ground, changes)
    lacking = tuple(state for state in gates if not state.met)
    if lacking:
        refused = drafts.refusal(tuple(changes), to, lacking, reason, size, actor, at)
        record.append([refused])
        raise GatesLack(lacking)
    fields = drafts.reopen_fields(targets, tuple(changes), to, more.picture or size, waiting, gates)
    made = drafts.decision(
        identifier, Act.REOPEN, actor, at, wish.signed(fields, ground.estate), more, tuple(changes)
    )
    moves = drafts.states(changes, identifier, actor, at, reason, more)
    rests_on = (*made.tags, *(f"gate:{state.gate.id}" for state in gates), "estate")
    receipt = record.append([made, *moves], expect=Expect(rests_on, size))
    return Outcome(identifier, receipt, tuple(changes), already, None)


def add_evidence(record: Record, evidence: Evidence, actor: Actor) -> Receipt:
    """Record what a decider says about a gate; when it comes from another, it is kept and does not count.

    Raises `UnknownName` for a gate or a system that the estate does not have, `BadInput` without a ground
    or for evidence that has expired when it is given.
    """
    _said(evidence.text, "text")
    now = record.world.clock.now()
    if evidence.expires_at is not None and evidence.expires_at <= (evidence.happened_at or now):
        raise BadInput(Text("This evidence has expired when it is given."), field="expires_at")
    with record.known() as known:
        estate = estates.current(known)
    _known_name(Text("gate"), evidence.gate, [gate.id for gate in estate.gates])
    for system in evidence.systems:
        _known_name(Text("system"), system, [each.id for each in estate.systems])
    return record.append([drafts.evidence(evidence, actor, now)])


def record_output(record: Record, output: Output, actor: Actor) -> Receipt:
    """Put on the register that something was issued; the register itself finds out on what it rested.

    Raises `UnknownName` for a system or stream, `BadInput` for an id that is taken, without a text, for a
    count below 1 and for an end before the beginning.
    """
    _said(output.text, "text")
    _counted(output.count)
    if output.until is not None and output.until < output.happened_at:
        raise BadInput(Text("The end is before the beginning."), field="until")
    with record.known() as known:
        estate, size = estates.current(known), known.size
        if output.id in store.output_ids(known):
            raise BadInput(Text("There is an output called {name} already.", name=output.id), field="output")
    systems = [each.id for each in estate.systems]
    for system in (output.system, output.rests_on):
        if system is not None:
            _known_name(Text("system"), system, systems)
    if output.stream is not None:
        _known_name(Text("stream"), output.stream, [each.id for each in estate.streams])
    return record.append([drafts.output(output, actor)], expect=Expect((f"output:{output.id}",), size))


def recheck_output(record: Record, recheck: Recheck, actor: Actor) -> Receipt:
    """Record that something on the register was looked at again. Raises `UnknownName`, or `BadInput`."""
    _said(recheck.text, "text")
    _counted(recheck.count)
    with record.known() as known:
        _known_name(Text("output"), recheck.output, store.output_ids(known))
    return record.append([drafts.recheck(recheck, actor, record.world.clock.now())])


def check_decision(
    record: Record,
    identifier: DecisionId,
    actor: Actor,
    *,
    found: Words,
    measured: Mapping[str, float] | None = None,
    happened_at: datetime | None = None,
) -> Receipt:
    """Lay what a decision was expected to cost beside what it costs with the estate as known now.

    The states are those of the picture on which it rested, so that only knowledge differs. `measured` is what
    people counted: cases a day by stream. Raises `UnknownName` for a decision or a stream.
    """
    _said(found, "found")
    at = happened_at or record.world.clock.now()
    with record.known() as known:
        decision = store.decision(known, identifier)
        if decision is None:
            raise UnknownName(Text("decision"), identifier, store.decision_ids(known))
        estate = estates.current(known)
    for stream in measured or ():
        _known_name(Text("stream"), stream, [each.id for each in estate.streams])
    with record.known(decision.picture) as then:
        states = estates.latest(then, decision.happened_at)
    ground = Ground.of(estate, states)
    systems = [system for system in decision.systems if system in ground.systems]
    if decision.act is Act.REOPEN:
        now = held(ground, systems)
    else:
        now = cost(ground, ground.changes(systems, decision.to_state))
    return record.append([drafts.check(identifier, actor, at, found, (decision.price, now), measured)])


def _chosen(price: Price, choice: str) -> tuple[Mapping[SystemId, State], State]:
    """Return the changes of the alternative that was chosen, and the state that it is called by."""
    if choice == "asked":
        return dict.fromkeys(price.closes, price.to_state), price.to_state
    for each in price.alternatives:
        if each.id == choice:
            return each.changes, each.to_state
    raise UnknownName(Text("alternative"), choice, ["asked", *(each.id for each in price.alternatives)])


def _not_moved(known: Known, systems: Collection[SystemId], picture: Size | None) -> None:
    """Raise `Conflict` when anything on `systems` was recorded at or after `picture`."""
    if picture is None:
        return
    tags = [f"system:{system}" for system in systems]
    for entry in known.entries(tags=tags, newest_first=True, limit=1):
        if entry.seq >= picture:
            raise Conflict(
                Text("Entry {seq} changed what you looked at.", seq=entry.seq),
                Text("Look again, then decide again."),
            )


def _said(words: Words, field: str) -> None:
    if not said(words).strip():
        raise BadInput(Text("This cannot be empty."), field=field)


def _counted(count: int | None) -> None:
    if count is not None and count < 1:
        raise BadInput(Text("A count is at least 1; leave it out when it is unknown."), field="count")


def _known_name(kind: Text, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise UnknownName(kind, name, known)
