# SPDX-License-Identifier: EUPL-1.2
"""Questions of a home."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sluis.drill.case import CASES, QUESTIONS
from sluis.kit.errors import BadInput
from sluis.web.questions import of_home

if TYPE_CHECKING:
    from sluis.house import House


def test_a_home_without_questions(house: House) -> None:
    """No file, no questions."""
    assert of_home(house) == ()


def test_a_home_with_questions(house: House) -> None:
    """The questions of a case are read as they are."""
    shutil.copyfile(CASES / "om-2025" / QUESTIONS, house.settings.home / QUESTIONS)
    assert {question.id for question in of_home(house)} >= {"Q16", "Q33"}


def test_a_wrong_file_is_named(house: House) -> None:
    """The error says which file is wrong."""
    (house.settings.home / QUESTIONS).write_text("questions: 5\n", encoding="utf-8")
    with pytest.raises(BadInput, match=QUESTIONS):
        of_home(house)
