# SPDX-License-Identifier: EUPL-1.2
"""Our spelling of JSON equals that of `rfc8785`, on all of JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.errors import BadInput
from sluis.record.canonical import MAX_INTEGER, as_read, read, spell, spell_fields

if TYPE_CHECKING:
    from sluis.record.model import Json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20)


@given(JSON)
def test_every_value_is_spelled_as_rfc8785_says(value: Any) -> None:
    """The library that RFC 8785 names and our own code agree."""
    assert spell(value).encode() == rfc8785.dumps(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_spelled_as_rfc8785_says(value: float) -> None:
    """Floats are where spellings differ most, so they have a test of their own."""
    assert spell(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (1e16, "10000000000000000"),
        (1e21, "1e+21"),
        (0.00001, "0.00001"),
        (1e-7, "1e-7"),
        ('\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ({"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3}, '{"\u20ac":3,"\U0001f600":2,"\ufb33":1}'),
        ({"b": (1, 2), "a": None}, '{"a":null,"b":[1,2]}'),
    ],
)
def test_known_spellings(value: Any, spelled: str) -> None:
    """Examples of RFC 8785 section 3.2 and the borders of our own shortcuts."""
    assert spell(value) == spelled


@pytest.mark.parametrize(
    "value",
    [
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        math.nan,
        math.inf,
        object(),
        {1: "a"},
        b"bytes",
        ["\ud800"],
        {"deep": [math.nan]},
    ],
)
def test_what_json_cannot_hold_is_bad_input(value: Any) -> None:
    """Numbers that others would round, and types that JSON lacks, are refused."""
    with pytest.raises(BadInput) as caught:
        spell_fields({"good": 1, "bad": value})
    assert caught.value.field == "bad"


def test_a_name_that_is_not_unicode_is_bad_input() -> None:
    """Half a surrogate pair cannot be written as UTF-8, as a name no more than as a value."""
    with pytest.raises(BadInput, match="Unicode"):
        spell_fields({"\ud800": 1})


def test_large_whole_floats_come_back_as_floats() -> None:
    """What no reader keeps as a whole number was a float, and is spelled the same again."""
    spelled = spell_fields({"a": 2.0**60, "b": 9007199254740991})
    assert [read(pair) for pair in spelled] == [["a", 2.0**60], ["b", 9007199254740991]]
    assert spelled[0] == '["a",1152921504606847000]'


@given(st.dictionaries(TEXT, JSON, max_size=4))
def test_fields_are_what_they_will_be_when_read(fields: dict[str, Json]) -> None:
    """A projection that sees an entry when it is written sees what a rebuild will see."""
    spelled = spell_fields(fields)
    found = as_read(fields, spelled)
    assert list(found) == list(fields)
    assert spell_fields(found) == spelled
    assert found == dict(cast("list[tuple[str, Json]]", read(f"[{','.join(spelled)}]")))


def test_as_read_gives_whole_floats_and_tuples_as_json_does() -> None:
    """1.0 comes back as 1, a tuple as a list."""
    fields: dict[str, Any] = {"a": 1.0, "b": (1, 2)}
    found = as_read(fields, spell_fields(fields))
    assert found == {"a": 1, "b": [1, 2]}
    assert type(found["a"]) is int
