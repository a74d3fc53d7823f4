# SPDX-License-Identifier: EUPL-1.2
"""Reading the YAML of a case: every mistake names its file, line and field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sluis.drill.read import read, words
from sluis.estate.model import State
from sluis.kit.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sluis.drill.read import Piece

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WRONG: list[tuple[str, Callable[[Piece], object]]] = [
    ("\n\nx: [1]", lambda piece: piece.text()),
    ("\n\nx: ''", lambda piece: piece.text()),
    ("\n\nx: one", lambda piece: piece.whole()),
    ("\n\nx: maybe", lambda piece: piece.truth()),
    ("\n\nx: 17 July", lambda piece: piece.day()),
    ("\n\nx: '2025-13'", lambda piece: piece.month_or_day()),
    ("\n\nx: later", lambda piece: piece.instant(AMSTERDAM)),
    ("\n\nx: ajar", lambda piece: piece.one_of(State)),
    ("\n\nx: word", lambda piece: list(piece.items())),
    ("\n\nx: word", lambda piece: list(piece.pairs())),
    ("\n\nx: word", lambda piece: piece.fields("a")),
]


def of(folder: Path, text: str) -> Piece:
    """Return `text` as read from a file."""
    file = folder / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return read(file)


def test_values_come_out_as_their_kind(tmp_path: Path) -> None:
    """Texts, numbers, truths, days, members and lists are read as what they are."""
    found = of(
        tmp_path, "a: word\nb: 12\nc: true\nd: '2025-07-17'\ne: read_only\nf: [x, y]\ng: null\nh: '2025-05'\n"
    ).fields("a b c d e f g h")
    assert found["a"].text() == "word"
    assert found["b"].whole() == 12
    assert found["c"].truth()
    assert found["d"].day() == date(2025, 7, 17)
    assert found["e"].one_of(State) is State.READ_ONLY
    assert [item.text() for item in found["f"].items()] == ["x", "y"]
    assert found["g"].missing()
    assert found["h"].month_or_day() == (date(2025, 5, 1), True)


@pytest.mark.parametrize(
    ("text", "hour", "expected"),
    [
        ("'2025-07-17'", 0, datetime(2025, 7, 16, 22, 0, tzinfo=UTC)),
        ("'2025-07-17'", 12, datetime(2025, 7, 17, 10, 0, tzinfo=UTC)),
        ("'2026-01-13'", 0, datetime(2026, 1, 12, 23, 0, tzinfo=UTC)),
        ("'2025-07-17T22:45'", 12, datetime(2025, 7, 17, 20, 45, tzinfo=UTC)),
        ("'2025-07-17T22:45+00:00'", 0, datetime(2025, 7, 17, 22, 45, tzinfo=UTC)),
    ],
)
def test_instants_stand_on_the_clock_of_the_case(
    tmp_path: Path, text: str, hour: int, expected: datetime
) -> None:
    """A bare day gets the hour asked for, summer and winter time are heeded, an offset wins."""
    assert of(tmp_path, f"at: {text}").fields("at")["at"].instant(AMSTERDAM, hour=hour) == expected


@pytest.mark.parametrize(("text", "use"), WRONG)
def test_a_wrong_value_names_file_line_and_field(
    tmp_path: Path, text: str, use: Callable[[Piece], object]
) -> None:
    """Whatever is wrong with a value, the error points at where it stands."""
    piece = of(tmp_path, text).fields("x")["x"]
    with pytest.raises(BadInput) as caught:
        use(piece)
    assert caught.value.where == f"{tmp_path / 'case.yaml'}:3: x"


def test_a_missing_and_a_strange_field_are_refused(tmp_path: Path) -> None:
    """A field too few and a field too many are both errors, the second at its own line."""
    whole = of(tmp_path, "a: 1\nz: 2\n")
    with pytest.raises(BadInput, match="field b is missing"):
        whole.fields("a b", optional="z")
    with pytest.raises(BadInput) as caught:
        whole.fields("a")
    assert (caught.value.line, caught.value.field) == (2, "z")


@pytest.mark.parametrize(("content", "line"), [(b"a: [1", 1), (b"\n\n  \n", None), (b"\xff\xfe\x00", None)])
def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path, content: bytes, line: int | None) -> None:
    """Broken, empty and binary files are bad input, not a crash."""
    file = tmp_path / "case.yaml"
    file.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read(file)
    assert caught.value.file == str(file)
    assert caught.value.line == line


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error says which file of the case is not there."""
    with pytest.raises(BadInput, match=r"no file timeline\.yaml"):
        read(tmp_path / "timeline.yaml")


def test_words_are_kept_in_both_languages(tmp_path: Path) -> None:
    """A sentence comes out as one string for each language."""
    fields = of(tmp_path, "en: Cut off\nnl: Afgesloten\n").fields("en nl")
    assert words(fields) == {"en": "Cut off", "nl": "Afgesloten"}


def test_pairs_keep_their_names(tmp_path: Path) -> None:
    """A mapping with free names yields them in order, with the field spelled out."""
    piece = of(tmp_path, "systems:\n  b: 1\n  a: 2\n").fields("systems")["systems"]
    assert [(name, value.field) for name, value in piece.pairs()] == [("b", "systems.b"), ("a", "systems.a")]
