# SPDX-License-Identifier: EUPL-1.2
"""YAML is read as plain values that know their lines, and nothing else is taken from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.estate import yamlfile
from sluis.kit.errors import BadInput
from tests.estate.samples import write

if TYPE_CHECKING:
    from pathlib import Path

NESTED = """\
# first a remark
name: Harbour
things:
- id: a
  tags: [x,
         y]
- id: b
  note: >-
    folded
    text
"""


def test_values_are_plain(tmp_path: Path) -> None:
    """Mappings, lists and scalars come out as dict, list and text."""
    assert yamlfile.read(write(tmp_path, NESTED)) == {
        "name": "Harbour",
        "things": [{"id": "a", "tags": ["x", "y"]}, {"id": "b", "note": "folded text"}],
    }


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("name",), 2),
        (("things",), 3),
        (("things", 0), 4),
        (("things", 0, "tags"), 5),
        (("things", 0, "tags", 1), 6),
        (("things", 1, "note"), 8),
        (("things", 0, "absent"), 4),
        (("things", 9), 3),
        (("absent", "deeper"), 2),
    ],
)
def test_lines_are_known(tmp_path: Path, path: tuple[str | int, ...], line: int) -> None:
    """Each value has its line; what is not there has the line of the nearest thing around it."""
    assert yamlfile.line_of(yamlfile.read(write(tmp_path, NESTED)), path) == line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("12", 12),
        ("-3", -3),
        ("0x1F", 31),
        ("0o17", 15),
        ("010", 10),
        ("1.5", 1.5),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("12345678901234567890", 12345678901234567890.0),
        ("no", "no"),
        ("on", "on"),
        ("22:45", "22:45"),
        ("2025-07-17", "2025-07-17"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("-", "-"),
        ("x", "x"),
    ],
)
def test_plain_scalars_follow_the_core_schema(text: str, value: object) -> None:
    """YAML 1.2's core schema decides: no dates, no sexagesimal numbers, no Norwegian problem."""
    found = yamlfile.resolved(text)
    assert (found, type(found)) == (value, type(value))


@given(st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.floats(allow_nan=False)))
def test_scalars_of_json_mean_the_same(value: object) -> None:
    """What JSON writes for a scalar reads back as the same value."""
    found = yamlfile.resolved(json.dumps(value))
    assert found == value or str(found) in {"Infinity", "-Infinity"}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "The file is empty."),
        ("# only a remark\n", 1, "The file is empty."),
        ("- a\n- b\n", 1, "This must be a mapping of names to values."),
        ("just text\n", 1, "This must be a mapping of names to values."),
        ("a: 1\nb: 2\na: 3\n", 3, "a is given twice, first in line 1."),
        ("a: &x 1\nb: *x\n", 1, "An anchor is not taken here: write the value out."),
        ("a: &x [1]\n", 1, "An anchor is not taken here: write the value out."),
        ("b: *x\n", 1, "An alias is not taken here: write the value out."),
        ("a: 1\nb: !!python/name:os.system x\n", 2, "A tag is not taken here."),
        ("a: !thing {b: 1}\n", 1, "A tag is not taken here."),
        ("a: ! 7\n", 1, "A tag is not taken here."),
        ("? [a, b]\n: 1\n", 1, "A name must stand here."),
        ("a: 1\n---\nb: 2\n", 2, "A second document begins here; one is read."),
        ("a: [1\n", 2, "This is not YAML: did not find expected ',' or ']'"),
        ("a: " + "[" * 20 + "]" * 20 + "\n", 1, "This is nested too deeply."),
        ("a: \x01\n", None, "This is not YAML: "),
    ],
)
def test_what_the_reader_would_not_see_is_refused(
    tmp_path: Path, text: str, line: int | None, what: str
) -> None:
    """Broken or tricky YAML is refused with its file and line."""
    file = write(tmp_path, text)
    with pytest.raises(BadInput) as caught:
        yamlfile.read(file)
    assert (caught.value.file, caught.value.line) == (str(file), line)
    assert str(caught.value.what).startswith(what)


def test_a_quoted_number_is_text(tmp_path: Path) -> None:
    """Quotes and block marks say that it is text."""
    assert yamlfile.read(write(tmp_path, "a: '5'\nb: \"true\"\nd: |\n  8\n")) == {
        "a": "5",
        "b": "true",
        "d": "8\n",
    }


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Some editors begin a file with one."""
    assert yamlfile.read(write(tmp_path, "\ufeffa: 1\n")) == {"a": 1}


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and files that are not there, are named."""
    file = tmp_path / "estate.yaml"
    with pytest.raises(BadInput, match="cannot be read"):
        yamlfile.read(file)
    file.write_bytes(b"a: \xff\n")
    with pytest.raises(BadInput, match="cannot be read"):
        yamlfile.read(file)


def test_what_is_far_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is looked at before anything is read."""
    monkeypatch.setattr(yamlfile, "MAX_BYTES", 3)
    with pytest.raises(BadInput, match="This has 5 bytes; 3 at most"):
        yamlfile.read(write(tmp_path, "a: 1\n"))
