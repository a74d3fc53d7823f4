# SPDX-License-Identifier: EUPL-1.2
"""Settings: defaults, file, secrets, environment; wrong ones named."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sluis.kit.errors import BadInput
from sluis.kit.settings import load

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_home_has_the_defaults(tmp_path: Path) -> None:
    """Without file or environment: an embedded database in the home, loopback, Dutch."""
    settings = load(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/sluis.db"
    assert (settings.host, settings.lang, settings.keys) == ("127.0.0.1", "nl", tmp_path / "keys")


def test_the_environment_beats_secrets_and_secrets_beat_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each source overrides the one before it, field by field."""
    (tmp_path / "sluis.toml").write_text('node = "file"\nlang = "en"\norigin = "file/record"\nport = 9000\n')
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "node").write_text("secret")
    (tmp_path / "secrets" / "origin").write_text("secret/record")
    monkeypatch.setenv("SLUIS_NODE", "environment")
    settings = load(tmp_path)
    assert (settings.node, settings.origin, settings.lang) == ("environment", "secret/record", "en")
    assert settings.port == 9000


@pytest.mark.parametrize(
    ("text", "field"), [("port = 70000", "port"), ('lang = "fr"', "lang"), ("prot = 1", "prot")]
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, field: str) -> None:
    """Out of range, unknown value, unknown name: the file and the field are in the error."""
    (tmp_path / "sluis.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        load(tmp_path)
    assert (caught.value.file, caught.value.field) == (str(tmp_path / "sluis.toml"), field)


def test_a_broken_file_is_bad_input(tmp_path: Path) -> None:
    """A file that is no TOML is named, not a crash."""
    (tmp_path / "sluis.toml").write_text("port = = 1")
    with pytest.raises(BadInput, match=r"sluis\.toml"):
        load(tmp_path)


def test_a_wrong_secret_is_not_shown(tmp_path: Path) -> None:
    """An error about a secret says which, never what it is."""
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "node").write_text("Hunter2!!")
    with pytest.raises(BadInput) as caught:
        load(tmp_path)
    assert "Hunter2" not in str(caught.value)


def test_defaults_need_no_pydantic(tmp_path: Path) -> None:
    """A home without settings is opened without the cost of reading any."""
    code = "import sys, pathlib; from sluis.kit.settings import load; load(pathlib.Path(sys.argv[1])); "
    code += "sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0
