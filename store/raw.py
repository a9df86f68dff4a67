"""SQLite's own connection: what only looks into a store needs no more, and SQLAlchemy is slow to load."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

    AnyConnection = Connection | sqlite3.Connection


def raw(connection: AnyConnection) -> sqlite3.Connection:
    """The database's own connection, which has the same transaction."""
    if isinstance(connection, sqlite3.Connection):
        return connection
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the store is not in SQLite")
    return driver
