"""SQLAlchemy on a connection to SQLite that is open already. Loaded when the store is changed first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

_BEGIN = "begin_with"


def engine_on(raw: sqlite3.Connection) -> Engine:
    """An engine whose one connection this is."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options()[_BEGIN])

    return engine


@contextmanager
def transaction(engine: Engine, begin: str) -> Iterator[Connection]:
    """A transaction that begins with a statement."""
    with engine.connect().execution_options(**{_BEGIN: begin}) as connection, connection.begin():
        yield connection
