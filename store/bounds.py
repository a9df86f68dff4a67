"""CHECK constraints from the declarations of fields: the database's own guard of what a column may hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo
from sqlalchemy import CheckConstraint

from scenarios.columns import Column
from scenarios.fields import MAX_NAME
from scenarios.plan import Row

_COMPARISONS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


def check(row: type[Row], column: Column) -> Iterator[CheckConstraint]:
    """The constraint of a column, if it is bounded in some way. A blank passes: whether it may be is NOT NULL's."""
    conditions = [*_by_kind(column), *_limits(column.name, row.model_fields[column.name])]
    if conditions:
        yield CheckConstraint(" AND ".join(conditions), name=f"{column.name}_allowed")


def _by_kind(column: Column) -> Iterator[str]:
    name = f'"{column.name}"'
    if column.kind == "yes-no":
        yield f"{name} IN (0, 1)"
    elif column.kind == "choice":
        yield f"{name} IN ({', '.join(map(_literal, column.choices))})"
    elif column.kind == "key":
        yield f"length({name}) BETWEEN 1 AND 80 AND {name} NOT GLOB '*[^a-z0-9-]*'"
    elif column.kind == "text":
        yield f"length({name}) BETWEEN {int(column.required)} AND {MAX_NAME}"
    elif column.kind == "date":
        # A modifier makes SQLite work the date out anew, so that 30 February is no date.
        yield f"{name} IS date({name}, '+0 days')"
    elif column.kind == "year":
        follows = f"CAST(substr({name}, 6) AS INTEGER) = (CAST(substr({name}, 1, 4) AS INTEGER) + 1) % 100"
        yield f"{name} GLOB '[12][0-9][0-9][0-9]/[0-9][0-9]' AND {name} BETWEEN '1999/00' AND '2100/01' AND {follows}"
    elif column.kind == "shares":
        # A JSON list of plain numbers; SQLite's own JSON functions are refused where the schema is not trusted.
        yield f"{name} GLOB '[[]*]' AND {name} NOT GLOB '*[^][0-9., ]*'"


def _limits(name: str, field: FieldInfo) -> Iterator[str]:
    for mark in _marks(field):
        for bound, comparison in _COMPARISONS.items():
            if hasattr(mark, bound):
                yield f'"{name}" {comparison} {_literal(getattr(mark, bound))}'


def _marks(field: FieldInfo) -> Iterator[Any]:
    """What the declaration of a field says of its bounds, also where it is inside an optional type."""
    yield from field.metadata
    parts = get_args(field.annotation)
    for part in parts if type(None) in parts else ():
        for mark in get_args(part)[1:] if get_origin(part) is Annotated else ():
            yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str | dt.date) else repr(value)
