"""The tables of the store. Those of a plan inherit their fields from `scenarios.plan`, where each is declared once.

A table class does not validate: rows are validated as rows of the plan, and CHECK constraints back that.
Rows are read and written through Core; objects of these classes are never made.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from typing import Any

from sqlalchemy import INTEGER, TEXT, CheckConstraint, ForeignKeyConstraint, Index, MetaData, Table, text
from sqlmodel import Field, SQLModel

from scenarios.columns import Column, columns
from scenarios.plan import TABLES, Row
from scenarios.rules import LINE_FIELDS
from store.bounds import check
from store.column_types import DAY, LINE, MOMENT, TYPES, YES_NO

STRICT = {"sqlite_strict": True}
LATER: dict[str, dict[str, str | None]] = {
    "assumptions": {"on_costs": "0.3", "agency_paid_weeks": "47.0"},
    "roles": {"pay": None, "agency_week": None},
    "establishment": {"pay": None, "agency_week": None},
    "agency": {"agency_week": None},
}
"""Columns by table that came later than it, with what the rows that were there have in them.

Such a column has its constraint beside it, where ALTER TABLE puts it.
"""


class Base(SQLModel):
    """What every table of the store belongs to."""

    metadata = MetaData()


def _checked(sa_type: Any, name: str, condition: str) -> Any:
    """A column that came to its table later, and has its constraint beside it."""
    return Field(sa_type=sa_type, sa_column_args=[CheckConstraint(condition, name=name)])


class ScenarioRow(Base, table=True):
    """A scenario: what the store knows of it beyond its plan. `place` is its place in the list.

    `base_id` is the scenario it was branched from, which may be deleted and come back; `base_mark` is the entry of the
    journal up to which the base was taken in (0: before the first).
    """

    __tablename__ = "scenario"
    __table_args__ = (CheckConstraint("is_example IN (0, 1)", name="is_example_allowed"), STRICT)

    id: str = Field(sa_type=TEXT, primary_key=True)
    place: int = Field(sa_type=INTEGER)
    is_example: bool = Field(sa_type=YES_NO)
    file_path: str | None = Field(sa_type=TEXT)
    file_digest: str | None = Field(sa_type=TEXT)
    changed_at: dt.datetime = Field(sa_type=MOMENT)
    frozen_on: dt.date | None = _checked(DAY, "frozen_on_allowed", "frozen_on IS date(frozen_on, '+0 days')")
    base_id: str | None = Field(sa_type=TEXT)
    base_mark: int | None = _checked(INTEGER, "base_mark_allowed", "(base_id IS NULL) = (base_mark IS NULL)")


class SettingRow(Base, table=True):
    """Something remembered: the last scenario, the theme."""

    __tablename__ = "setting"
    __table_args__ = (STRICT,)

    key: str = Field(sa_type=TEXT, primary_key=True)
    value: str = Field(sa_type=TEXT)


class EntryRow(Base, table=True):
    """An entry of the journal. Entries are only ever added.

    An undo or redo is an entry too, `of` the change it took back or made again. `state` says whether a change holds,
    is undone, or was undone and then left behind by another change. `shown_before` and `shown_after` are the
    scenarios to show on either side of it.
    """

    __tablename__ = "entry"
    __table_args__ = (
        CheckConstraint("kind IN ('change', 'undo', 'redo')", name="kind_allowed"),
        CheckConstraint("state IN ('done', 'undone', 'left')", name="state_allowed"),
        CheckConstraint("(kind = 'change') = (of IS NULL)", name="of_allowed"),
        STRICT | {"sqlite_autoincrement": True},
    )

    id: int | None = Field(sa_type=INTEGER, primary_key=True)
    made_at: dt.datetime = Field(sa_type=MOMENT)
    label: str = Field(sa_type=LINE)
    kind: str = Field(sa_type=TEXT)
    of: int | None = Field(sa_type=INTEGER, foreign_key="entry.id")
    state: str = Field(sa_type=TEXT)
    shown_before: str = Field(sa_type=TEXT)
    shown_after: str = Field(sa_type=TEXT)


class StepRow(Base, table=True):
    """One row that a change made, changed or deleted: before and after, as JSON, and the sha256 of all that."""

    __tablename__ = "step"
    __table_args__ = (STRICT,)

    entry_id: int = Field(sa_type=INTEGER, primary_key=True, foreign_key="entry.id")
    number: int = Field(sa_type=INTEGER, primary_key=True)
    scenario_id: str = Field(sa_type=TEXT, index=True)
    table_name: str = Field(sa_type=TEXT)
    ref: str = Field(sa_type=TEXT)
    place: int = Field(sa_type=INTEGER)
    before: str | None = Field(sa_type=TEXT)
    after: str | None = Field(sa_type=TEXT)
    sha256: str | None = Field(sa_type=TEXT)


class DigestRow(Base, table=True):
    """The sha256 of the rows that a scenario has in a table, as they were written last."""

    __tablename__ = "digest"
    __table_args__ = (ForeignKeyConstraint(["scenario_id"], ["scenario.id"], ondelete="CASCADE"), STRICT)

    scenario_id: str = Field(sa_type=TEXT, primary_key=True)
    table_name: str = Field(sa_type=TEXT, primary_key=True)
    sha256: str = Field(sa_type=TEXT)


class PlanRow(Base):
    """What the store adds to each row of a plan: whose it is, its place in the table, and how often it has changed."""

    scenario_id: str = Field(sa_type=TEXT, primary_key=True)
    place: int = Field(sa_type=INTEGER)
    version: int = Field(sa_type=INTEGER)


def _table_class(name: str, row: type[Row]) -> type:
    """The class of the table that keeps a plan's rows of one kind."""
    body: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": row.__doc__,
        "__tablename__": name,
        "__table_args__": (*_foreign_keys(name, row), *_checks(name, row), STRICT),
        "__annotations__": {column.name: row.model_fields[column.name].annotation for column in columns(row)},
    }
    for column in columns(row):
        is_key = column.name in row.KEY
        options = _later(row, column, LATER[name][column.name]) if column.name in LATER.get(name, ()) else {}
        body[column.name] = Field(sa_type=TYPES[column.kind], nullable=column.optional, primary_key=is_key, **options)
    return types.new_class(f"{row.__name__}Row", (row, PlanRow), {"table": True}, lambda names: names.update(body))


def _later(row: type[Row], column: Column, default: str | None) -> dict[str, Any]:
    """How a column is declared that came to its table later."""
    kept = {} if default is None else {"sa_column_kwargs": {"server_default": text(default)}}
    return {"sa_column_args": [*check(row, column)], **kept}


def _checks(name: str, row: type[Row]) -> Iterator[CheckConstraint]:
    for column in columns(row):
        if column.name not in LATER.get(name, ()):
            yield from check(row, column)


def _foreign_keys(name: str, row: type[Row]) -> Iterator[ForeignKeyConstraint]:
    yield ForeignKeyConstraint(["scenario_id"], ["scenario.id"], ondelete="CASCADE")
    pairs = LINE_FIELDS.get(name, ())
    for pair in pairs:
        yield _refers(list(pair), "establishment", ["team", "role"])
    for column in columns(row):
        if column.refers and (column.optional or not any(column.name in pair for pair in pairs)):
            yield _refers([column.name], column.refers, [*TABLES[column.refers].KEY])


def _refers(fields: list[str], table: str, keys: list[str]) -> ForeignKeyConstraint:
    """Rows refer within their scenario. Looked at when the change is complete, whatever the order of its rows."""
    there = [f"{table}.{key}" for key in ("scenario_id", *keys)]
    return ForeignKeyConstraint(["scenario_id", *fields], there, deferrable=True, initially="DEFERRED")


PLAN_CLASSES = {name: _table_class(name, row) for name, row in TABLES.items()}
PLAN_TABLES: dict[str, Table] = {name: Base.metadata.tables[name] for name in PLAN_CLASSES}
SCENARIOS = Base.metadata.tables["scenario"]
SETTINGS = Base.metadata.tables["setting"]
ENTRIES = Base.metadata.tables["entry"]
STEPS = Base.metadata.tables["step"]

Index("one_of_a_name", PLAN_TABLES["header"].c.name.collate("NOCASE"), unique=True)
