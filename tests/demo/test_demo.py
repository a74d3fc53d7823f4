# SPDX-License-Identifier: EUPL-1.2
"""The demo's own judgement: it must find fault where there is one."""

from __future__ import annotations

import base64
import csv
import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from demo import demo

if TYPE_CHECKING:
    from pathlib import Path


def test_a_step_that_fails_is_told_and_fails_the_run() -> None:
    """The other steps go on; the table says what failed and why."""

    def broken() -> str:
        raise demo.Failed("the bell is silent")

    run = demo.Run()
    run.step("first", lambda: "well")
    run.step("second", broken)
    run.step("third", lambda: "well")
    assert run.failed
    lines = run.table().splitlines()
    assert len(lines) == 3
    assert "FAILED: the bell is silent" in lines[1]


def test_what_does_not_hold_is_said() -> None:
    """A requirement is silent when it holds."""
    demo.require(holds=True, otherwise="never")
    with pytest.raises(demo.Failed, match="not so"):
        demo.require(holds=False, otherwise="not so")


def test_the_root_of_one_two_and_three_leaves() -> None:
    """By hand, after RFC 9162 section 2.1.1: an odd leaf goes up alone."""
    a, b, c = (hashlib.sha256(name).digest() for name in (b"a", b"b", b"c"))

    def node(left: bytes, right: bytes) -> bytes:
        return hashlib.sha256(b"\x01" + left + right).digest()

    assert demo.tree([a]) == a
    assert demo.tree([a, b]) == node(a, b)
    assert demo.tree([a, b, c]) == node(node(a, b), c)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Write a log of two entries as `tlog-tiles` lays it out."""
    entries = [b"one", b"two"]
    bundle = b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
    (tmp_path / "tile" / "entries" / "000.p").mkdir(parents=True)
    (tmp_path / "tile" / "entries" / "000.p" / "2").write_bytes(bundle)
    leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in entries]
    root = base64.b64encode(demo.tree(leaves)).decode()
    (tmp_path / "checkpoint").write_text(f"test\n2\n{root}\n\n— test sig\n", encoding="utf-8")
    return tmp_path


def test_the_root_follows_from_the_exported_entries(export: Path) -> None:
    """Size and root are counted anew; a changed byte is found."""
    assert demo.root_of(export)[0] == 2
    file = export / "tile" / "entries" / "000.p" / "2"
    file.write_bytes(file.read_bytes().replace(b"two", b"too"))
    with pytest.raises(demo.Failed, match="does not follow"):
        demo.root_of(export)


def test_a_missing_entry_is_found(export: Path) -> None:
    """A bundle that holds less than the checkpoint says is not accepted."""
    (export / "tile" / "entries" / "000.p" / "2").write_bytes(b"\x00\x03one")
    with pytest.raises(demo.Failed, match="1 entries in the bundles, 2 in the checkpoint"):
        demo.root_of(export)


def test_the_made_up_counts_add_up(tmp_path: Path) -> None:
    """Backlog is yesterday's plus arrivals less completions; nothing is completed while closed."""
    counts, calendar = demo.made_up_counts(tmp_path)
    with counts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    backlog = 200
    for row in rows:
        backlog += int(row["arrivals"]) - int(row["completions"])
        assert int(row["backlog"]) == backlog >= 0
        if demo.CLOSED[0] <= date.fromisoformat(row["date"]) < demo.CLOSED[1]:
            assert (row["arrivals"], row["completions"]) == ("0", "0")
    assert calendar.read_text(encoding="utf-8").splitlines()[1] == "2025-07-18,2025-09-24,closure,made_up"
    assert demo.made_up_counts(tmp_path)[0].read_text(encoding="utf-8").count("\n") == len(rows) + 1


def test_the_guide_has_ten_lines_to_try() -> None:
    """Numbered 1 to 10, each link on a line of its own with its role."""
    text = demo.guide("http://localhost:1", {"ciso": "http://localhost:1/sign-in#x"})
    numbered = [line.split()[0] for line in text.splitlines() if line[:4].strip().isdigit()]
    assert numbered == [str(number) for number in range(1, 11)]
    assert "ciso            http://localhost:1/sign-in#x" in text
