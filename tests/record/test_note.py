# SPDX-License-Identifier: EUPL-1.2
"""Signed notes against the examples of C2SP signed-note, and against every way to spoil one."""

from __future__ import annotations

import pytest

from sluis.kit.errors import BadInput, Corrupt
from sluis.record.note import MAX_SIGNATURES, Note, Signer, Verifier, valid_name

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1"
    "Yu72IneyaQM=\n"
).encode()
SIGNER = Signer("sluis.example/test", bytes(range(32)))


def test_the_example_of_the_specification_verifies() -> None:
    """The note and key printed in C2SP signed-note fit each other."""
    note = Note.parse(EXAMPLE)
    assert note.text == "This is an example message.\n"
    assert note.signed_by([Verifier.parse(VKEY)]) == (Verifier.parse(VKEY),)


def test_a_verifier_key_comes_back_as_it_was_written() -> None:
    """Reading and writing a verifier key are each other's reverse."""
    assert Verifier.parse(VKEY).vkey == VKEY
    assert Verifier.parse(SIGNER.verifier.vkey) == SIGNER.verifier


def test_what_we_sign_verifies_and_binds_the_text() -> None:
    """A signature holds for its text alone."""
    signed = SIGNER.sign("one\n\ntwo\n")
    assert Note.parse(signed.encode()).signed_by([SIGNER.verifier]) == (SIGNER.verifier,)
    with pytest.raises(Corrupt, match="does not fit"):
        Note.parse(signed.replace("two", "tva").encode()).signed_by([SIGNER.verifier])


def test_signatures_of_unknown_keys_are_ignored() -> None:
    """A line by someone else does no harm, and does not count."""
    other = Signer("other.example/log", bytes(32))
    line = other.sign("text\n").rpartition("\n\n")[2]
    both = (SIGNER.sign("text\n") + line).encode()
    assert Note.parse(both).signed_by([SIGNER.verifier]) == (SIGNER.verifier,)
    with pytest.raises(Corrupt, match="No key that we trust"):
        Note.parse(other.sign("text\n").encode()).signed_by([SIGNER.verifier])


def test_a_key_of_the_same_name_but_another_id_is_unknown() -> None:
    """Name and id together name a key."""
    twin = Signer(SIGNER.name, bytes(32))
    with pytest.raises(Corrupt, match="No key"):
        Note.parse(twin.sign("text\n").encode()).signed_by([SIGNER.verifier])


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"text\n",
        b"text\n\n",
        EXAMPLE.rstrip(b"\n"),
        EXAMPLE.replace(b"example.com/foo ", b"example.com/f+o "),
        EXAMPLE.replace(b" Uw2Q", b" ****"),
        EXAMPLE.replace("\u2014".encode(), b"-"),
        EXAMPLE.replace(b"an example", b"an\rexample"),
        EXAMPLE.replace(b"an example", b"an \xff\xfe"),
        b"text\n\n\xe2\x80\x94 name AAAA\n",
    ],
)
def test_malformed_notes_are_refused(spoiled: bytes) -> None:
    """Anything that is not exactly a signed note is bad input, never a crash."""
    with pytest.raises(BadInput):
        Note.parse(spoiled)


def test_a_note_with_too_many_signatures_is_refused() -> None:
    """The number of signatures is bounded, and what the specification demands is accepted."""
    line = SIGNER.sign("text\n").rpartition("\n\n")[2]
    assert len(Note.parse(("text\n\n" + line * 16).encode()).signatures) == 16
    with pytest.raises(BadInput, match="signatures"):
        Note.parse(("text\n\n" + line * (MAX_SIGNATURES + 1)).encode())


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "name",
        "name+00000000+AAAA",
        VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("+Aek", "+Bek"),
        VKEY.replace("example.com/foo", "exam ple"),
        VKEY[:-4],
    ],
)
def test_malformed_verifier_keys_are_refused(spoiled: str) -> None:
    """A verifier key with a wrong id, type, length or name is bad input."""
    with pytest.raises(BadInput):
        Verifier.parse(spoiled)


@pytest.mark.parametrize(
    ("name", "valid"), [("a.b/c", True), ("", False), ("a b", False), ("a+b", False), ("a\n", False)]
)
def test_names_of_keys(name: str, valid: bool) -> None:  # noqa: FBT001 - a table
    """Names have no white space, no plus and no control characters."""
    assert valid_name(name) is valid


def test_a_signer_does_not_show_its_seed() -> None:
    """Printing a signer in a log does not give the key away."""
    assert SIGNER.seed.hex() not in repr(SIGNER)
    assert repr(SIGNER.seed) not in repr(SIGNER)
