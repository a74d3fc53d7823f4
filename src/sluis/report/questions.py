# SPDX-License-Identifier: EUPL-1.2
"""Puts questions to the record as of N: each topic has a function, and each answer names its entries.

An answer that the record does not hold is `NotRecorded` with the reason. A topic that nobody wrote a
function for is answered from the tags `answers:TOPIC` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from sluis.report.model import Answered
from sluis.report.replies.asking import Asking
from sluis.report.replies.cases_stopped import cases_stopped
from sluis.report.replies.caught_up import caught_up
from sluis.report.replies.chain import chain
from sluis.report.replies.measures import measures
from sluis.report.replies.risks import risks
from sluis.report.replies.stale_output import stale_output
from sluis.report.replies.steps import steps
from sluis.report.replies.survives import survives
from sluis.report.replies.told import told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sluis.record.log import Known
    from sluis.report.model import Question, Reply

Replier: TypeAlias = "Callable[[Asking], Reply]"

TOPICS: Final[Mapping[str, Replier]] = {
    "steps": steps,
    "risks": risks,
    "chain": chain,
    "measures": measures,
    "caught_up": caught_up,
    "cases_stopped": cases_stopped,
    "survives": survives,
    "stale_output": stale_output,
    "shifts": told,
    "time_lost": told,
    "data_seen": told,
    "held_too_long": told,
}
"""What answers each topic."""


def answer(known: Known, questions: Sequence[Question], lang: str) -> tuple[Answered, ...]:
    """Return each question with its reply from what is known, in `lang`, in the order given."""
    return tuple(
        Answered(question, TOPICS.get(question.topic, told)(Asking(known, question, lang)))
        for question in questions
    )
