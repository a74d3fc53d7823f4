# SPDX-License-Identifier: EUPL-1.2
"""Checkpoints against C2SP tlog-checkpoint and the log that Tessera publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.kit.errors import BadInput, Corrupt
from sluis.record.checkpoint import Checkpoint, open_checkpoint
from sluis.record.note import Signer, Verifier

if TYPE_CHECKING:
    from pathlib import Path

SIGNER = Signer("sluis.example/test", bytes(range(32)))
EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_example_of_the_specification_reads_and_writes() -> None:
    """The text printed in C2SP tlog-checkpoint comes back as it was."""
    found = Checkpoint.parse(EXAMPLE)
    assert (found.origin, found.size, len(found.root)) == ("example.com/behind-the-sofa", 20_852_163, 32)
    assert found.text == EXAMPLE


def test_extension_lines_are_kept() -> None:
    """Lines after the third are opaque, and part of what is signed."""
    found = Checkpoint.parse(EXAMPLE + "one more\n")
    assert found.extensions == ("one more",)
    assert found.text == EXAMPLE + "one more\n"


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "origin\n1\n",
        EXAMPLE.rstrip("\n"),
        EXAMPLE + "\n",
        EXAMPLE.replace("20852163", "020852163"),
        EXAMPLE.replace("20852163", "-1"),
        EXAMPLE.replace("20852163", "many"),
        EXAMPLE.replace("20852163", "2_0"),
        EXAMPLE.replace("CsUY", "Cs-Y"),
        EXAMPLE.replace("CsUYapGG", ""),
        EXAMPLE.replace("q2I=", "q2J="),
    ],
)
def test_other_spellings_are_refused(spoiled: str) -> None:
    """A checkpoint has one spelling: no leading zeros, no loose base64, no empty lines."""
    with pytest.raises(BadInput):
        Checkpoint.parse(spoiled)


def test_a_signed_checkpoint_opens_with_its_key_alone() -> None:
    """The log's key and name must both be the ones expected."""
    checkpoint = Checkpoint(SIGNER.name, 3, bytes(32))
    assert open_checkpoint(checkpoint.signed(SIGNER), SIGNER.verifier) == checkpoint
    with pytest.raises(Corrupt):
        open_checkpoint(checkpoint.signed(Signer(SIGNER.name, bytes(32))), SIGNER.verifier)
    with pytest.raises(BadInput, match="elsewhere"):
        open_checkpoint(Checkpoint("elsewhere", 3, bytes(32)).signed(SIGNER), SIGNER.verifier)


def test_checkpoints_of_another_product_open(shared: Path) -> None:
    """Every checkpoint that Tessera signed over its test log is accepted."""
    folder = shared / "data" / "record" / "tessera-log"
    key = Verifier.parse((folder / "vkey").read_text())
    files = sorted((folder / "testdata" / "log").glob("checkpoint.*"))
    assert len(files) == 16
    for file in files:
        assert open_checkpoint(file.read_bytes(), key).size == int(file.suffix[1:])
