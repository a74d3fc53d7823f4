# SPDX-License-Identifier: EUPL-1.2
"""Long work that a screen can watch: a table of jobs, and a progress object handed down.

A job is `running`, `done`, `failed` or, when its process died, `lost`. Work reports to a
`Progress`; the terminal's bar and the page only listen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from sqlalchemy import Column, Integer, String, Table, select
from sqlalchemy import Text as LongText

from sluis.kit.database import UtcTime, metadata
from sluis.kit.errors import SluisError, UnknownName
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.kit.database import Database
    from sluis.kit.world import World

SILENT_AFTER: Final = timedelta(minutes=5)
"""A running job that says nothing for so long has lost its process."""

_job = Table(
    "job",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("owner", String(128), nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", UtcTime(), nullable=False),
    Column("beat_at", UtcTime(), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("outcome", LongText),
)


class Progress(Protocol):
    """Listens to long work."""

    def step(self, done: int, total: int) -> None:
        """Hear that `done` of `total` steps are finished."""
        ...


class Unheard:
    """Progress that nobody listens to."""

    def step(self, done: int, total: int) -> None:
        """Let it pass."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work, as last heard of."""

    id: str
    name: str
    owner: str
    state: str
    created_at: datetime
    done: int
    total: int
    outcome: str | None
    """Where the result is when done, or why it failed."""


class Jobs:
    """The table of jobs of one database."""

    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world

    def run(
        self, name: str, owner: str, work: Callable[[Progress], str], *, job_id: str | None = None
    ) -> Job:
        """Do `work` now as a job and return how it ended.

        `work` gets a `Progress` and returns where its result is. A `SluisError` ends the job as
        `failed` with its explanation; anything else ends it so too, and is raised on.
        """
        job_id = job_id or self.announce(name, owner)
        try:
            outcome = work(_Beat(self, job_id))
        except SluisError as error:
            self._write(job_id, state="failed", outcome=str(error))
        except BaseException:
            self._write(job_id, state="failed", outcome="interrupted")
            raise
        else:
            self._write(job_id, state="done", outcome=outcome)
        return self.find(job_id)

    def announce(self, name: str, owner: str) -> str:
        """Write down a job that is about to run, and return its id."""
        job_id = self._world.randomness.token(16).hex()
        now = self._world.clock.now()
        row = {
            "id": job_id,
            "name": name,
            "owner": owner,
            "state": "running",
            "created_at": now,
            "beat_at": now,
            "done": 0,
            "total": 0,
        }
        with self._database.writing() as connection:
            connection.execute(_job.insert().values(row))
        return job_id

    def find(self, job_id: str) -> Job:
        """Return a job; one that fell silent is `lost`. Raises `UnknownName`."""
        with self._database.reading() as connection:
            row = connection.execute(select(_job).where(_job.c.id == job_id)).one_or_none()
        if row is None:
            raise UnknownName(Text("job"), job_id, ())
        silent = self._world.clock.now() - row.beat_at > SILENT_AFTER
        state = "lost" if row.state == "running" and silent else row.state
        return Job(row.id, row.name, row.owner, state, row.created_at, row.done, row.total, row.outcome)

    def _write(self, job_id: str, **values: str | int) -> None:
        now = self._world.clock.now()
        with self._database.writing() as connection:
            connection.execute(_job.update().where(_job.c.id == job_id).values(beat_at=now, **values))


class _Beat:
    """Progress that writes itself into the table of jobs."""

    def __init__(self, jobs: Jobs, job_id: str) -> None:
        self._jobs = jobs
        self._job_id = job_id

    def step(self, done: int, total: int) -> None:
        """Write how far the work is."""
        self._jobs._write(self._job_id, done=done, total=total)  # noqa: SLF001 - two halves of one thing
