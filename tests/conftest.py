# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for: a seeded world, an empty database of each kind, the shared data."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from sluis.kit.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.register_profile("quick", settings.get_profile("house"), max_examples=8)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
"""A busy machine is no fault of the code; in continuous integration the same examples come each time."""

START = datetime(2025, 7, 16, 8, 0, tzinfo=UTC)
"""The instant at which seeded worlds begin."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: Playwright leaves an event loop running in the main thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def world() -> World:
    """Return a world that runs the same way each time."""
    return World.seeded(20250717, START)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real data beside the project, or skip with the reason."""
    folder = Path(os.environ.get("SLUIS_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no real data: {folder} is not there (set SLUIS_SHARED to its folder)")
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL of our own on loopback and return its address, or skip with the reason."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL: Debian package `postgresql` is not installed")
    binaries = found[-1].parent
    user = "postgres" if os.geteuid() == 0 else None

    def run(*command: str) -> None:
        subprocess.run(
            command,
            check=True,
            cwd="/",
            user=user,
            group=user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    with tempfile.TemporaryDirectory(prefix="sluis-postgres-") as folder:
        if user:
            shutil.chown(folder, user, user)
        cluster, port = f"{folder}/cluster", _free_port()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=on"
        run(
            str(binaries / "initdb"),
            "-D",
            cluster,
            "-A",
            "trust",
            "-U",
            "sluis",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        run(str(binaries / "pg_ctl"), "-D", cluster, "-o", options, "-l", f"{folder}/log", "-w", "start")
        yield f"postgresql+psycopg://sluis@127.0.0.1:{port}"
        run(str(binaries / "pg_ctl"), "-D", cluster, "-m", "immediate", "stop")


@pytest.fixture
def postgres_url(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a new, empty PostgreSQL database, dropped after the test."""
    name = f"t{abs(hash(request.node.nodeid)):x}"
    engine = create_engine(f"{postgres_server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{postgres_server}/{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sluis.db'}"
    return request.getfixturevalue("postgres_url")
