"""Which inputs differ between two plans: row by row and field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from scenarios.columns import Column
from scenarios.compare.groups import OF_FIELD, OF_FIELD_OF_ROW, OF_TABLE, Group, of_starter
from scenarios.compare.matching import matched
from scenarios.layout import given
from scenarios.plan import TABLES, Plan, Row

How = Literal["added", "removed", "changed", "moved"]

NO_INPUTS = {"header": ("name", "based_on")}
"""Fields by table that only say what a scenario is called."""
NOTES = {"header": ("notes",)}
"""Fields by table that are notes, besides those marked so."""
SAYS_TEAM = {"teams": "key", "moves": "from_team"}
"""The field that says which team a row belongs to, where that is not `team`."""
SAYS_ROLE = {"roles": "key", "moves": "from_role"}
"""The field that says which role a row is of, where that is not `role`."""
PLACE = ("team", "role")
"""The fields in which a row of a list lies; where they differ it has moved."""

FOR_ANY = ("payments",)
"""Tables whose rows are for every team or role unless they say for which; such rows lie nowhere and never move."""


@dataclass(frozen=True)
class InputDifference:
    """One row added or removed, one field changed, or one row moved to another team or role.

    `kind` is its table, `id` its ref (after, unless it is gone) and `field` as in the scenario file. A whole row is a
    dictionary of those of its fields, as in the file, that are not as they are by default; of one that moved, `before`
    and `after` are its line, `team/role`, or its team where it has no role.
    """

    change: How
    kind: str
    team: str
    role: str
    id: str
    field: str
    before: Any
    after: Any
    memo: bool = False
    """Whether no figure depends on it."""
    group: Group | None = None
    """The group of inputs it belongs to; None of a note, of what is in no group, and of a line, which is in several."""


def input_differences(before: Plan, after: Plan) -> tuple[InputDifference, ...]:
    """Every input that differs, by kind in the order of the plan's tables, then by team in the order of its teams."""
    teams = dict.fromkeys(team.key for team in (*after.teams, *before.teams))
    order = {team: place for place, team in enumerate(teams)}
    found: list[InputDifference] = []
    for table in TABLES:
        if getattr(before, table) is not getattr(after, table):
            found += sorted(_of_table(before, after, table), key=lambda each: order.get(each.team, -1))
    return tuple(found)


def _of_table(before: Plan, after: Plan, table: str) -> Iterator[InputDifference]:
    for old, new in matched(before, after, table):
        if old is None and new is not None:
            yield _whole("added", table, new)
        elif new is None and old is not None:
            yield _whole("removed", table, old)
        elif old is not None and new is not None and vars(old) != vars(new):
            yield from _changed(table, old, new)


def _whole(change: How, table: str, row: Row) -> InputDifference:
    values = {_file_name(each): vars(row)[each.name] for each in _given(table) if _is_said(each, row)}
    before, after = (None, values) if change == "added" else (values, None)
    return InputDifference(change, table, *_place(table, row), row.ref, "", before, after, group=_of_row(table, row))


def _is_said(each: Column, row: Row) -> bool:
    return each.required or vars(row)[each.name] != each.default


def _changed(table: str, old: Row, new: Row) -> Iterator[InputDifference]:
    place, moved = _place(table, new), () if table in FOR_ANY else _moved(old, new)
    if moved:
        before, after = _line(old), _line(new)
        yield InputDifference("moved", table, *place, new.ref, moved[0], before, after, group=_of_row(table, new))
    for each in _given(table):
        was, now = vars(old)[each.name], vars(new)[each.name]
        if was != now and each.name not in moved:
            memo = each.memo or each.name in NOTES.get(table, ())
            group = None if memo else _of_field(table, each.name) or _of_row(table, new)
            yield InputDifference("changed", table, *place, new.ref, _file_name(each), was, now, memo, group)


def _of_field(table: str, field: str) -> Group | None:
    return (OF_FIELD.get(table) or OF_FIELD_OF_ROW.get(table, {})).get(field)


def _moved(old: Row, new: Row) -> tuple[str, ...]:
    return tuple(field for field in PLACE if vars(old).get(field) != vars(new).get(field))


def _line(row: Row) -> str:
    return "/".join(vars(row)[field] for field in PLACE if field in vars(row))


def _place(table: str, row: Row) -> tuple[str, str]:
    values = vars(row)
    return values.get(SAYS_TEAM.get(table, "team")) or "", values.get(SAYS_ROLE.get(table, "role")) or ""


def _of_row(table: str, row: Row) -> Group | None:
    return of_starter(vars(row)["kind"]) if table == "pipeline" else OF_TABLE.get(table)


@cache
def _given(table: str) -> tuple[Column, ...]:
    """The columns of a table that are inputs: not what a row is known by, and not what the scenario is called."""
    left_out = ("id", *NO_INPUTS.get(table, ()))
    return tuple(each for each in given(TABLES[table]) if each.name not in left_out)


def _file_name(column: Column) -> str:
    """The name of a field as in the scenario file: `start`, `from.team`."""
    return ".".join(column.file_path)


def input_values(difference: InputDifference) -> dict[str, Any]:
    """The difference as plain values for JSON: dates as ISO texts, a tuple as a list."""
    keys = ("change", "kind", "team", "role", "id", "field", "before", "after")
    return {key: _plain(getattr(difference, key)) for key in keys}


def _plain(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case tuple():
            return list(value)
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value
