# SPDX-License-Identifier: EUPL-1.2
"""An estate goes to plain values and back unchanged, and its digest names exactly one document."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import synthetic
from sluis.estate.document import NOUNS, digest, from_document, is_required, shape, to_document
from sluis.estate.model import Basis, Estate, Link, System, SystemId
from tests.estate.samples import HOSPITAL


def test_an_estate_goes_there_and_back() -> None:
    """Every noun and field of the sample survives, through JSON as well."""
    document = to_document(HOSPITAL)
    assert from_document(document) == HOSPITAL
    assert from_document(json.loads(json.dumps(document))) == HOSPITAL


@given(st.integers(0, 10_000))
def test_any_estate_goes_there_and_back(seed: int) -> None:
    """So do estates made from any seed."""
    made = synthetic.estate(12, 30, seed, streams=4)
    assert from_document(to_document(made)) == made


def test_defaults_are_left_out() -> None:
    """The document holds what somebody wrote: no empty lists, no unknowns, no usual basis."""
    bare = Estate("X", "UTC", (System(SystemId("a"), "A", "device"),))
    assert to_document(bare) == {
        "organisation": "X",
        "zone": "UTC",
        "systems": [{"id": "a", "name": "A", "kind": "device"}],
    }


def test_what_differs_from_the_default_is_written() -> None:
    """Another basis is said, by its word."""
    system = System(SystemId("a"), "A", "device", basis=Basis.ASSUMED)
    (row,) = to_document(Estate("X", "UTC", (system,)))["systems"]  # type: ignore[misc, union-attr]
    assert row == {"id": "a", "name": "A", "kind": "device", "basis": "assumed"}


def test_unknown_means_left_out() -> None:
    """Where a value can lack the word stands for that; where it cannot it is a text like any other."""
    row = {"id": "a", "name": "unknown", "kind": "device", "owner": "unknown", "rto_hours": "unknown"}
    (system,) = from_document({"organisation": "X", "zone": "UTC", "systems": [row]}).systems
    assert (system.name, system.owner, system.rto_hours) == ("unknown", None, None)


def test_the_digest_names_the_document() -> None:
    """The same document has the same digest in any order of names; another value has another."""
    document = to_document(HOSPITAL)
    backwards = dict(reversed(document.items()))
    assert digest(document) == digest(backwards)
    assert len(digest(document)) == 64
    other = replace(HOSPITAL, organisation="Hospital of somewhere")
    assert digest(to_document(other)) != digest(document)


def test_the_digest_survives_the_record() -> None:
    """What comes back from JSON, where 4.0 may have become 4, has the digest that it had."""
    document = to_document(HOSPITAL)
    text = json.dumps(document).replace("4.0", "4").replace(" 0.0", " 0")
    assert text != json.dumps(document)
    assert digest(json.loads(text)) == digest(document)


def test_the_digest_is_pinned() -> None:
    """The digest of a fixed document is the same in every release (SHA-256 of RFC 8785)."""
    bare = {"zone": "UTC", "organisation": "Ziekenhuis é", "systems": [{"id": "a", "rto_hours": 4.0}]}
    written = '{"organisation":"Ziekenhuis é","systems":[{"id":"a","rto_hours":4}],"zone":"UTC"}'
    import hashlib  # noqa: PLC0415 - the oracle alone needs it

    assert digest(bare) == hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.parametrize("noun", NOUNS)
def test_nouns_are_the_lists_of_an_estate(noun: str) -> None:
    """Each list of a document is a field of the estate."""
    assert noun in {field.name for field in fields(Estate)}


def test_required_fields_have_no_default() -> None:
    """A link must say who, what and how; the rest may lack."""
    assert [field.name for field in shape(Link) if is_required(field)] == ["system", "needs", "type"]
