# SPDX-License-Identifier: EUPL-1.2
"""The program's log: structured, and without secrets."""

from __future__ import annotations

import json

import pytest
import structlog

from sluis.kit.log import HIDDEN, hide_secrets, logger, start


def test_a_line_is_one_json_object_with_its_room(capsys: pytest.CaptureFixture[str]) -> None:
    """Room, level, time and the caller's fields are in the line on standard error."""
    start("INFO")
    logger("record").info("appended", object="entry 4", result="ok")
    line = json.loads(capsys.readouterr().err)
    assert (line["room"], line["event"], line["object"], line["level"]) == (
        "record",
        "appended",
        "entry 4",
        "info",
    )
    assert line["timestamp"].endswith("Z")
    structlog.reset_defaults()


def test_lower_levels_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Below the chosen level nothing is written."""
    start("WARNING")
    logger("record").info("appended")
    assert capsys.readouterr().err == ""
    structlog.reset_defaults()


def test_secrets_are_hidden() -> None:
    """Keys that name a secret lose their value; others keep it."""
    line = hide_secrets(None, "info", {"event": "x", "session_token": "a", "Cookie": "b", "system": "mail"})
    assert line == {"event": "x", "session_token": HIDDEN, "Cookie": HIDDEN, "system": "mail"}


def test_a_traceback_shows_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    """An error is logged with its places; the values that it met there stay where they are."""

    def fail(code: str) -> None:
        raise KeyError(len(code))

    start("INFO")
    with pytest.raises(KeyError) as caught:
        fail("one-time " + "code")
    logger("web").error("page broke", exc_info=caught.value)
    written = capsys.readouterr().err
    assert "KeyError" in written
    assert "one-time code" not in written
    structlog.reset_defaults()
