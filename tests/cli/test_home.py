# SPDX-License-Identifier: EUPL-1.2
"""Opening a home for a command."""

from __future__ import annotations

import gc
import os
import pwd
from typing import TYPE_CHECKING

import pytest

from sluis.cli.home import actor, opened
from sluis.kit.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path


def test_looking_makes_no_home_and_creating_makes_one(tmp_path: Path) -> None:
    """Opening what is not there is refused; with `create` it is made, and then it opens."""
    home = tmp_path / "home"
    with pytest.raises(BadInput, match="no Sluis"), opened(home):
        pass
    assert not home.exists()
    with opened(home, create=True) as house:
        assert house.record.size() == 1
    with opened(home) as house:
        assert house.record.size() == 1
    assert gc.isenabled()


def test_the_keys_of_a_new_home_are_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else may read the folder or the keys in it."""
    with opened(tmp_path / "home", create=True) as house:
        keys = house.settings.keys
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in keys.iterdir())


def test_the_account_is_the_actor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The account's name stands in the record; an account without a name is its number."""
    assert actor().id == f"cli:{pwd.getpwuid(os.getuid()).pw_name}"
    monkeypatch.setattr("os.getuid", lambda: 123_456_789)
    assert (actor().id, actor().origin) == ("cli:123456789", "cli")
