# SPDX-License-Identifier: EUPL-1.2
"""Questions that a commission, parliament or the press asked: from `questions.yaml` in the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.drill.case import QUESTIONS, questions

if TYPE_CHECKING:
    from sluis.house import House
    from sluis.report.model import Question


def of_home(house: House) -> tuple[Question, ...]:
    """Return the questions of this home; none without the file. Raises `BadInput` for a wrong one."""
    file = house.settings.home / QUESTIONS
    return tuple(questions(file)) if file.is_file() else ()
