# SPDX-License-Identifier: EUPL-1.2
"""Prices as plain values: the document `sluis.price/1`, and the sums that decisions keep."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.model import Json
    from sluis.switch.model import Affected, Cost, Price, StreamPrice


def price_document(price: Price, lang: str = "en") -> dict[str, Json]:
    """Return a price as the document `sluis.price/1`; sentences are in `lang`."""
    return {
        "schema": "sluis.price/1",
        "targets": list(price.targets),
        "to": price.to_state.value,
        "as_of": None if price.at is None else _stamp(price.at),
        "entry": None if not price.as_of else price.as_of - 1,
        "known_entries": price.as_of,
        "closes": list(price.closes),
        "already": list(price.already),
        "streams": [_stream_document(each) for each in price.streams],
        **cost_document(price.cost),
        "people_basis": None if price.people.basis is None else price.people.basis.value,
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "people": group.people,
                "effect": group.effect.value,
                "basis": group.basis.value,
                "path": list(group.path),
            }
            for group in price.people.groups
        ],
        "systems": [_system_document(each) for each in price.systems],
        "applications": [_system_document(each) for each in price.applications],
        "latches": [_system_document(each) for each in price.latches],
        "unknown": [
            {
                "id": each.id,
                "kind": each.kind.value,
                "what": each.what.say(lang),
                "path": list(each.path),
                "who": each.who,
            }
            for each in price.unknown
        ],
        "terms": [{"id": each.id, "term_days": each.term_days} for each in price.terms],
        "alternatives": [
            {
                "id": each.id,
                "name": each.name.say(lang),
                "targets": list(each.targets),
                "to": each.to_state.value,
                **cost_document(each.cost),
                "people": each.people,
                "risk_left": each.risk_left.say(lang),
            }
            for each in price.alternatives
        ],
    }


def cost_document(cost: Cost) -> dict[str, Json]:
    """Return what a day costs as plain values: the same in documents and in entries."""
    return {
        "streams_stopped": list(cost.streams_stopped),
        "cases_per_day": cost.cases_per_day,
        "cases_touched_per_day": cost.cases_touched_per_day,
        "volumes_unknown": cost.volumes_unknown,
        "people": cost.people,
        "people_unknown": cost.people_unknown,
        "unknowns": cost.unknowns,
    }


def _stamp(instant: datetime) -> str:
    """Return an instant as documents carry it: ISO 8601, UTC, to the second."""
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _stream_document(each: StreamPrice) -> dict[str, Json]:
    return {
        "id": each.id,
        "name": each.name,
        "effect": each.effect.value,
        "cases_per_day": each.cases_per_day,
        "lost_per_day": each.lost_per_day,
        "basis": each.basis.value,
        "basis_note": each.basis_note,
        "term_days": each.term_days,
        "path": list(each.path),
    }


def _system_document(each: Affected) -> dict[str, Json]:
    return {"id": each.id, "name": each.name, "effect": each.effect.value, "path": list(each.path)}
