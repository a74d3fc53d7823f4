# SPDX-License-Identifier: EUPL-1.2
"""Revisions run in one transaction, from nothing to the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.kit.database import HEAD, Database
from sluis.kit.migrations import run
from sluis.kit.migrations.run import scripts, upgrade

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory


def test_revisions_form_one_line_without_branches() -> None:
    """Each revision follows exactly one other; the first follows none."""
    line = list(scripts().walk_revisions())
    assert [each.down_revision for each in line] == [each.revision for each in line[1:]] + [None]
    assert line[0].revision == HEAD


def test_an_empty_database_comes_to_the_newest_revision(database_url: str) -> None:
    """All revisions run, on both kinds of database."""
    database = Database.open(database_url)
    with database.writing() as connection:
        upgrade(connection)
    assert database.revision() == HEAD
    assert {"entry", "head", "job"} <= database.tables()
    database.close()


def test_a_revision_that_fails_leaves_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a migration is none: the tables of the revisions before it are gone as well."""
    folder = scripts()
    broken = folder.get_revision(HEAD)
    assert broken is not None

    def refuse() -> None:
        raise KeyError(HEAD)

    monkeypatch.setattr(broken.module, "upgrade", refuse)

    def same() -> ScriptDirectory:
        return folder

    monkeypatch.setattr(run, "scripts", same)
    database = Database.open(database_url)
    with pytest.raises(KeyError):
        database.migrate()
    assert database.tables() == frozenset()
    database.close()
