# SPDX-License-Identifier: EUPL-1.2
"""`sluis serve`: a process of its own that says where it answers and stops when told."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Sluis


@pytest.mark.slow
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_the_console_says_where_it_answers_and_stops(kept: Sluis, told: signal.Signals) -> None:
    """On a free port it prints its address once it answers; told to end, it leaves in order."""
    command = [str(Path(sys.executable).with_name("sluis")), "--home", str(kept.home), "serve"]
    with subprocess.Popen(
        [*command, "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as console:
        assert console.stdout
        assert console.stderr
        said = json.loads(console.stdout.readline())
        assert said["schema"] == "sluis.serve/1"
        place = urlsplit(said["address"])
        connection = http.client.HTTPConnection("127.0.0.1", place.port or 0, timeout=10)
        connection.request("GET", "/sign-in", headers={"Host": place.netloc})
        status = connection.getresponse().status
        connection.close()
        console.send_signal(told)
        left = console.wait(timeout=15)
        said_last = console.stderr.read()
    assert status == 200
    assert left in {0, 130}
    assert "Traceback" not in said_last
    assert not (kept.home / "sluis.db-wal").exists(), "the database was given back"


def test_a_console_needs_a_home(sluis: Sluis) -> None:
    """Without a home nothing is served and nothing is made."""
    assert sluis("serve", "--port", "0").status == 2
    assert not sluis.home.exists()
