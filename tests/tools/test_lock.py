# SPDX-License-Identifier: EUPL-1.2
"""The tool that renews the requirements, and what it wrote last."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tools.lock import GROUPS, ROOT, command


@pytest.mark.parametrize("name", GROUPS)
def test_the_command_asks_for_hashes_and_no_addresses(name: str) -> None:
    """Hashes, no index, a cooling-off date: each is on the command line."""
    asked = command(name, GROUPS[name], datetime(2025, 7, 10, tzinfo=UTC))
    assert {"--generate-hashes", "--no-emit-index-url"} <= set(asked)
    assert asked[asked.index("--exclude-newer") + 1] == "2025-07-10T00:00:00Z"
    assert asked[-1] == f"requirements/{name}.txt"


@pytest.mark.parametrize("name", GROUPS)
def test_every_pin_has_a_hash_and_nothing_has_an_address(name: str) -> None:
    """What is installed is what was checked, wherever it comes from."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    pins = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(pins) > 20
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


def test_what_runs_is_pinned_alike_for_developing() -> None:
    """The tests run on the versions that users get."""
    pin = re.compile(r"^([a-z0-9-]+)==([^ ;]+) \\", re.MULTILINE)
    run, dev = (
        dict(pin.findall((ROOT / "requirements" / f"{name}.txt").read_text())) for name in ("run", "dev")
    )
    assert run
    assert run.items() <= dev.items()
