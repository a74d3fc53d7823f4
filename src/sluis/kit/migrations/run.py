# SPDX-License-Identifier: EUPL-1.2
"""Runs the revisions, oldest first; in one transaction, so that it is all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, RevisionStep
    from sqlalchemy import Connection


def scripts() -> ScriptDirectory:
    """Return the folder of revisions."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def upgrade(connection: Connection) -> None:
    """Bring the database behind `connection` to the newest revision, in the caller's transaction."""
    folder = scripts()

    def steps(revision: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        return folder._upgrade_revs("head", revision)  # type: ignore[arg-type,return-value] # noqa: SLF001 - as alembic.command.upgrade does

    with EnvironmentContext(Config(), folder, fn=steps) as environment:
        environment.configure(connection=connection, fn=steps, transactional_ddl=False)
        environment.run_migrations()
