# SPDX-License-Identifier: EUPL-1.2
"""What was known then: opens the record as of the entry or instant in the address of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sluis.estate import store as estate_store
from sluis.web.browse import asked
from sluis.web.known import as_of
from sluis.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi.responses import HTMLResponse

    from sluis.estate.model import Estate
    from sluis.record.log import Known
    from sluis.web.console import Visitor


def zone_of(who: Visitor) -> str:
    """Return the time zone in which the organisation reads clocks; UTC before there is one."""
    with who.console.record.known() as known:
        estate = estate_store.adopted(known)
    return estate.zone if estate else "UTC"


def then(
    who: Visitor, template: str, values: Callable[[Known, Estate | None], dict[str, Any]]
) -> HTMLResponse:
    """Return `template` with `values` of what was known as of the entry or instant asked for."""
    zone = zone_of(who)
    wanted = asked(dict(who.request.query_params), zone)
    with who.console.record.known(wanted.record_size, recorded_until=wanted.at) as known:
        estate = estate_store.adopted(known)
        rest = as_of(known, who.console.house.world.clock.now(), zone)
        return page(who, template, as_of=rest, wanted=wanted, zone=zone, **values(known, estate))
