# SPDX-License-Identifier: EUPL-1.2
"""The published schema is the model's, and accepts exactly what reading accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import synthetic
from sluis.estate.document import NOUNS, from_document, is_required, shape, to_document
from sluis.estate.reading import read
from sluis.estate.schema import ID, PUBLISHED, published, schema
from sluis.kit.errors import BadInput
from tests.estate.samples import HOSPITAL

VALIDATOR = jsonschema_rs.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
"""What an editor checks with."""


def test_the_published_file_is_up_to_date() -> None:
    """`python -m sluis.estate.schema` would write what is there."""
    assert PUBLISHED.read_text(encoding="utf-8") == published()


def test_the_schema_is_one_itself() -> None:
    """It conforms to draft 2020-12."""
    assert jsonschema_rs.meta.is_valid(schema())


@pytest.mark.parametrize("kind", NOUNS.values(), ids=NOUNS)
def test_every_field_is_there_with_its_words(kind: type[Any]) -> None:
    """Names and required fields are those of the dataclass; each says what it means."""
    found = schema()["$defs"][kind.__name__]
    assert list(found["properties"]) == [field.name for field in shape(kind)]
    assert found["required"] == [field.name for field in shape(kind) if is_required(field)]
    assert all(len(each["description"]) > 10 for each in found["properties"].values())
    assert found["additionalProperties"] is False


def test_what_the_program_writes_is_valid() -> None:
    """A document made from an estate conforms, the empty lists left out."""
    assert VALIDATOR.is_valid(to_document(HOSPITAL))
    assert VALIDATOR.is_valid(to_document(synthetic.estate(60, 200, seed=1)))


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("a", True),
        ("G1", True),
        ("x_y.z-9", True),
        ("-a", False),
        ("a b", False),
        ("", False),
        ("a/b", False),
    ],
)
def test_ids_fit_tags_and_command_lines(name: str, *, fits: bool) -> None:
    """Letters, digits, dot, dash and underscore; nothing that a shell or a path would eat."""
    assert jsonschema_rs.is_valid(ID, name) is fits


def test_an_id_has_no_line_of_its_own() -> None:
    """A line break after a good id makes it a bad one."""
    assert not jsonschema_rs.is_valid(ID, "a\n")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 6),
    st.sampled_from([10**8, 2.5, 3.0, -0.5, 1e300]),
    st.sampled_from(["", " ", "a", "two words", "unknown", "hard", "none", "assumed", "soon", "5"]),
    st.lists(st.sampled_from(["a", "b", "", 1]), max_size=2),
)
FIELDS = sorted({field.name for kind in NOUNS.values() for field in shape(kind)} | {"odd", "typ"})


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an estate with a few of its values put in, changed or taken away."""
    document: dict[str, Any] = json.loads(json.dumps(to_document(HOSPITAL)))
    for _ in range(draw(st.integers(0, 3))):
        noun = draw(st.sampled_from([*NOUNS, "organisation", "data_order", "odd"]))
        rows = document.get(noun)
        if isinstance(rows, list) and rows and isinstance(rows[0], dict) and draw(st.booleans()):
            row = draw(st.sampled_from(rows))
            field = draw(st.sampled_from(FIELDS))
            if draw(st.booleans()):
                row.pop(field, None)
            else:
                row[field] = draw(VALUES)
        elif draw(st.booleans()):
            document[noun] = draw(VALUES)
        else:
            document.pop(noun, None)
    return document


@given(documents())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_accepts_what_the_schema_accepts(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    """JSON is YAML: what an editor finds valid is read or refused for its names alone, and the reverse."""
    file = Path(tmp_path_factory.getbasetemp()) / "drawn.yaml"
    file.write_text(json.dumps(document), encoding="utf-8")
    valid = VALIDATOR.is_valid(document)
    try:
        read(file)
    except BadInput as refused:
        beyond = ("there is nothing called", "is there already", "does not need itself", "can be called")
        lines = [
            line for line in str(refused).splitlines() if not any(each in line.lower() for each in beyond)
        ]
        assert valid == (not lines)
    else:
        assert valid
        assert from_document(document).organisation
