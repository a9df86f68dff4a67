"""Plans after a few edits of every kind that a manager makes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from scenarios.changes import Change, apply
from scenarios.columns import Column, columns
from scenarios.drafts import draft
from scenarios.edits import FIXED, KEYED, CellEdit, add, delete, duplicate, edit_cells
from scenarios.plan import SINGLE, TABLES, Plan, Row
from scenarios.problems import Faulty

EVERY = tuple(TABLES)
STAFF = ("teams", "establishment", "pipeline", "agency", "moves")
"""Tables whose rows stand or fall together."""
KINDS = ("cell", "cell", "cell", "cell", "add", "duplicate", "delete")
LOCKED = {"header": ("name", "based_on"), **dict.fromkeys(KEYED, ("key",)), **dict.fromkeys(FIXED, ("kind",))}
PLAIN: dict[str, tuple[Any, ...]] = {
    "number": (0.0, 0.25, 0.5, 1.0, 2.0, 7.5, -1.0),
    "whole": (1, 2, 12, 24),
    "yes-no": (True, False),
    "text": ("", "North", "South"),
    "notes": ("", "Agreed.", "One line\nand another"),
    "shares": ((), (0.5,), (0.25, 0.75)),
    "year": ("2019/20", "2020/21", "2020/22"),
}


@st.composite
def edited(draw: st.DrawFn, plan: Plan, least: int = 1, most: int = 4, tables: tuple[str, ...] = EVERY) -> Plan:
    """The plan after a few edits of some tables; after fewer, where some are refused."""
    for _ in range(draw(st.integers(least, most))):
        try:
            plan = apply(plan, draw_edit(draw, plan, tables))
        except Faulty:
            continue
    return plan


def draw_edit(draw: st.DrawFn, plan: Plan, tables: tuple[str, ...] = EVERY) -> Change:
    """One edit of any kind. Raises Faulty where it is refused."""
    kind = draw(st.sampled_from(KINDS))
    if kind == "add":
        table = draw(st.sampled_from([name for name in tables if name not in (*SINGLE, *FIXED)]))
        return add(plan, table, draft(plan, table, [team.key for team in plan.teams]))
    table = draw(st.sampled_from([name for name in tables if plan.rows(name)] or list(SINGLE)))
    row = draw(st.sampled_from(plan.rows(table)))
    if kind == "cell":
        return edit_cells(plan, [draw_cell(draw, plan, table, row)])
    return duplicate(plan, table, row.ref) if kind == "duplicate" else delete(plan, table, [row.ref])


def draw_cell(draw: st.DrawFn, plan: Plan, table: str, row: Row) -> CellEdit:
    """A value for any field of a row that can be edited; not always one that is allowed."""
    fields = [each for each in columns(TABLES[table]) if each.name not in ("id", *LOCKED.get(table, ()))]
    each = draw(st.sampled_from(fields))
    return CellEdit(table, row.ref, each.name, draw(_value(plan, each)))


def _value(plan: Plan, each: Column) -> st.SearchStrategy[Any]:
    if each.refers:
        values: st.SearchStrategy[Any] = st.sampled_from([row.ref for row in plan.rows(each.refers)] or ["none"])
    elif each.kind == "date":
        values = st.integers(-40, 400).map(lambda days: plan.header.as_at + timedelta(days=days))
    else:
        values = st.sampled_from(each.choices or PLAIN[each.kind])
    return st.none() | values if each.optional else values
