# SPDX-License-Identifier: EUPL-1.2
"""Jobs: long work that a screen can watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.kit.clock import ManualClock
from sluis.kit.database import Database
from sluis.kit.errors import SluisError, UnknownName
from sluis.kit.jobs import SILENT_AFTER, Jobs, Unheard
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sluis.kit.jobs import Progress
    from sluis.kit.world import World


@pytest.fixture
def jobs(database_url: str, world: World) -> Iterator[Jobs]:
    """Return the table of jobs of an empty database."""
    database = Database.open(database_url)
    database.migrate()
    yield Jobs(database, world)
    database.close()


def test_a_job_ends_with_its_result(jobs: Jobs) -> None:
    """What the work returns is the outcome; progress was seen meanwhile."""
    seen: list[int] = []

    def work(progress: Progress) -> str:
        progress.step(1, 2)
        seen.append(jobs.find(job_id).done)
        return "report.pdf"

    job_id = jobs.announce("report", "ciso")
    job = jobs.run("report", "ciso", work, job_id=job_id)
    assert (job.state, job.outcome, job.done, job.total, seen) == ("done", "report.pdf", 1, 2, [1])


def test_an_error_of_ours_ends_the_job_with_its_explanation(jobs: Jobs) -> None:
    """A failed job says why."""

    def work(_: Progress) -> str:
        raise SluisError(Text("No space."))

    job = jobs.run("report", "ciso", work)
    assert (job.state, job.outcome) == ("failed", "No space.")


def test_any_other_error_is_raised_on_and_the_job_has_failed(jobs: Jobs) -> None:
    """A fault in the work is not hidden in a table."""

    def work(_: Progress) -> str:
        raise KeyError

    job_id = jobs.announce("report", "ciso")
    with pytest.raises(KeyError):
        jobs.run("report", "ciso", work, job_id=job_id)
    assert jobs.find(job_id).state == "failed"


def test_a_silent_job_is_lost(jobs: Jobs, world: World) -> None:
    """A process that died cannot say so; its silence does."""
    job_id = jobs.announce("report", "ciso")
    assert jobs.find(job_id).state == "running"
    assert isinstance(world.clock, ManualClock)
    world.clock.advance(SILENT_AFTER.total_seconds() + 1)
    assert jobs.find(job_id).state == "lost"


def test_an_unknown_job_is_bad_input(jobs: Jobs) -> None:
    """Asking for a job that never was is answered plainly."""
    with pytest.raises(UnknownName, match="no job"):
        jobs.find("nothing")


def test_progress_may_go_unheard() -> None:
    """Work that nobody watches reports to a listener that lets it pass."""
    Unheard().step(1, 2)
    assert not vars(Unheard())
