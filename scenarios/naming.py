"""Rows in a few words, for undo, history and questions."""

from __future__ import annotations

from scenarios.columns import columns
from scenarios.plan import SINGLE, Funding, PayAward, Payment, Plan, ProgrammeYear, Ramp, Row, StarterCost

NAMES = {"roles": "name", "case_types": "name", "teams": "name", "programme": "label"}
"""Tables whose rows have a name of their own, and the field it is in."""


def describe(plan: Plan, table: str, row: Row) -> str:
    """A row in a few words: `Social Worker, Assessment West`. Empty for the one row that every plan has."""
    if table in SINGLE:
        return ""
    if table in NAMES:
        return str(vars(row)[NAMES[table]])
    return ", ".join(_parts(plan, row))


def _parts(plan: Plan, row: Row) -> list[str]:
    match row:
        case Ramp():
            parts = [f"{row.kind} ramp"]
        case StarterCost():
            parts = [f"cost of {row.kind} starters"]
        case Payment():
            parts = [row.label or "payment", *_referred(plan, row)]
        case PayAward():
            parts = [f"award from {row.start:%d %b %Y}"]
        case ProgrammeYear():
            parts = [*_referred(plan, row), row.year]
        case Funding():
            parts = [f"funding {row.year}"]
        case _:
            kind = [str(vars(row)[field]) for field in ("kind", "reason") if field in vars(row)]
            parts = [*kind, *reversed(_referred(plan, row))]
    return parts


def _referred(plan: Plan, row: Row) -> list[str]:
    """The names of what a row refers to."""
    referring = ((each.refers, vars(row)[each.name]) for each in columns(type(row)) if each.refers)
    return [_name(plan, table, key) for table, key in referring if key is not None]


def _name(plan: Plan, table: str, key: str) -> str:
    row = plan.by_ref[table].get(key)
    return str(vars(row)[NAMES[table]]) if row is not None else key
