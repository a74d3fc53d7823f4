# SPDX-License-Identifier: EUPL-1.2
"""One database, two dialects: SQLite embedded, PostgreSQL for more than one node.

SQLite runs with `journal_mode=WAL` and `synchronous=FULL`: with NORMAL a power loss may take
transactions that were acknowledged (SQLite documentation, "PRAGMA synchronous"). `secure_delete=ON`
overwrites what is deleted. A writing transaction begins with `BEGIN IMMEDIATE`, so that it never
fails half-way for want of the lock.

Durable tables are made by the revisions in `kit/migrations`; projections are made and dropped by
the record, and need none.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import DateTime, MetaData, String, TypeDecorator, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from sluis.kit.errors import BadInput, StorageFailed
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Dialect, Engine
    from sqlalchemy.types import TypeEngine

metadata: Final = MetaData()
"""Every table of every room hangs on this."""

HEAD: Final = "0003"
"""Newest revision in `kit/migrations/versions`."""
BUSY_MS: Final = 30_000
"""How long SQLite waits for another writer before it gives up."""


class UtcTime(TypeDecorator[datetime]):
    """An instant: microseconds of UTC as sortable text on SQLite, `timestamptz` on PostgreSQL."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of `dialect`."""
        wanted: TypeEngine[Any] = DateTime(timezone=True) if dialect.name == "postgresql" else String(27)
        return dialect.type_descriptor(wanted)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """Write an aware instant."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | datetime | None, dialect: Dialect) -> datetime | None:
        """Read an aware instant in UTC."""
        del dialect
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


class Database:
    """A pool of connections to one database.

    `reading` is one consistent snapshot; `writing` is one transaction that holds the write lock
    from its first moment on SQLite.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect = engine.dialect.name

    @classmethod
    def open(cls, url: str, *, read_only: bool = False) -> Database:
        """Open the database at `url` (`sqlite:///FILE` or `postgresql+psycopg://…`).

        `read_only` asks SQLite for a connection that cannot write, even to its journal's owner.
        """
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(_sqlite(Path(parsed.database or ""), read_only=read_only))
        if parsed.get_backend_name() == "postgresql":
            engine = create_engine(
                parsed.set(drivername="postgresql+psycopg"),
                isolation_level="READ COMMITTED",
                pool_pre_ping=True,
            )
            return cls(engine)
        raise BadInput(
            Text("{backend} is not a database that Sluis knows.", backend=parsed.get_backend_name()),
            Text("Use sqlite:///FILE or postgresql://…"),
            field="database_url",
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one snapshot."""
        with self.engine.connect() as connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - the same connection with an option
            with connection.begin():
                if self.dialect == "sqlite":
                    connection.exec_driver_sql("BEGIN")
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction: committed at the end, rolled back on any error.

        Raises `StorageFailed` when the database itself refuses.
        """
        try:
            with self.engine.connect() as connection, connection.begin():
                if self.dialect == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
        except DBAPIError as error:
            raise StorageFailed(
                Text("The database refused: {why}", why=str(error.orig)),
                Text("Nothing was acknowledged. Check space and rights on the disk, then try again."),
            ) from error

    def revision(self) -> str | None:
        """Return the revision that the durable tables are at; None for an empty database."""
        try:
            with self.reading() as connection:
                return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except SQLAlchemyError:
            return None

    def migrate(self) -> None:
        """Bring the durable tables to the newest revision; does nothing when they are there."""
        if self.revision() == HEAD:
            return
        from sluis.kit.migrations.run import upgrade  # noqa: PLC0415 - Alembic costs half a second to import

        with self.writing() as connection:
            upgrade(connection)

    def tables(self) -> frozenset[str]:
        """Return the names of the tables that exist."""
        with self.engine.connect() as connection:
            return frozenset(inspect(connection).get_table_names())

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _sqlite(file: Path, *, read_only: bool) -> Engine:
    """Return an engine on `file` in which transactions begin when we say so."""

    def connect() -> sqlite3.Connection:
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(
            f"file:{_escaped(file)}?mode={mode}",
            uri=True,
            timeout=BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        return connection

    if str(file) in {"", ".", ":memory:"}:
        raise BadInput(Text("A database needs a file."), field="database_url")
    if read_only:
        return create_engine("sqlite://", creator=connect, poolclass=NullPool)
    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=32, max_overflow=256)


def _escaped(file: Path) -> str:
    return str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
