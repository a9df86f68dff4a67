"""Plans to time things on, and how they are edited."""

from __future__ import annotations

from typing import Any

from scenarios.changes import apply
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import SINGLE, TABLES, Plan
from scenarios.projection import project
from scenarios.totals import figures

ENGLAND = 153
"""Counties' worth of teams."""


def anew(plan: Plan) -> Plan:
    """The plan with every table made anew, so that nothing remembered of it can be used."""
    return plan.with_rows(**{table: list(plan.rows(table)) for table in TABLES if table not in SINGLE})


def edited(plan: Plan, table: str, ref: str, field: str, value: Any) -> Plan:
    """The plan with another value in one cell, checked as what is typed is."""
    return apply(plan, edit_cells(plan, [CellEdit(table, ref, field, value)]))


def with_starter(plan: Plan, number: int) -> Plan:
    """The plan with another FTE of its first starter."""
    return edited(plan, "pipeline", plan.pipeline[0].ref, "fte", round(1.0 + number / 100, 2))


def worked_out(plan: Plan) -> float:
    """The projection of a plan and the figures of the whole of it; the gap at the horizon."""
    return float(figures(plan, project(plan)).uncovered[-1])
