# SPDX-License-Identifier: EUPL-1.2
"""When are the backlogs gone? The odds from the last recorded forecast of each stream."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sluis.backlog.kinds import FORECAST_MADE
from sluis.estate.model import Basis
from sluis.kit.texts import Text, day
from sluis.report.draw import odds
from sluis.report.forecasts import Past, forecasts
from sluis.report.model import Answer, NotRecorded

if TYPE_CHECKING:
    from datetime import date

    from sluis.report.draw.odds import Odds
    from sluis.report.model import ForecastSeen, Reply
    from sluis.report.replies.asking import Asking

YEAR: Final = timedelta(days=365)


def caught_up(asking: Asking) -> Reply:
    """Return for each stream the odds of being caught up, and those within a year of the question."""
    seen = forecasts(asking.entries(FORECAST_MADE.name), Past(None, ()), asking.reader)
    known = [forecast for forecast in seen if forecast.odds is not None]
    if not known:
        return NotRecorded(Text("No forecast is recorded."))
    texts = [text for forecast in known for text in _told(forecast, asking)]
    if any(forecast.basis is Basis.ASSUMED for forecast in known):
        texts.append(Text("Volumes are assumed: this is the outcome of a model, and no fact."))
    return Answer(tuple(texts), tuple(sorted({forecast.seq for forecast in known})))


def _told(forecast: ForecastSeen, asking: Asking) -> list[Text]:
    if forecast.odds is None:
        return []
    lang = asking.lang
    sentence = odds.sentence(forecast.odds, lang)
    texts = [
        Text(
            "{stream}, as forecast on {day}: {sentence}",
            stream=forecast.name,
            day=asking.day(forecast.made_at),
            sentence=sentence,
        )
    ]
    asked = asking.question.date
    if asked is not None:
        limit = asked + YEAR
        share = within(forecast.odds, limit)
        if share is not None:
            texts.append(
                Text(
                    "The odds that it takes longer than a year from the question, {day}, are {share}.",
                    day=day(limit, lang),
                    share=odds.told(1 - share, lang),
                )
            )
    return texts


def within(forecast: Odds, limit: date) -> float | None:
    """Return the odds of being caught up by `limit`; None where the forecast does not reach so far."""
    if not forecast.by or forecast.by[-1][0] < limit:
        return None
    return max((share for when, share in forecast.by if when <= limit), default=0.0)
