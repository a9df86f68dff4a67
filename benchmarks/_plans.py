"""Plans to time things on, and how they are edited."""

from __future__ import annotations

from typing import Any

from scenarios.changes import apply
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import SINGLE, TABLES, Plan, Row
from scenarios.projection import Projection, project
from scenarios.totals import Figures, figures

ENGLAND = 153
"""Counties' worth of teams."""


def anew(plan: Plan) -> Plan:
    """The plan with every table made anew, and every line, so that nothing remembered of it can be used."""
    tables: dict[str, list[Row]] = {table: list(plan.rows(table)) for table in TABLES if table not in SINGLE}
    return plan.with_rows(**tables | {"establishment": [row.model_copy() for row in plan.establishment]})


def edited(plan: Plan, table: str, ref: str, field: str, value: Any) -> Plan:
    """The plan with another value in one cell, checked as what is typed is."""
    return apply(plan, edit_cells(plan, [CellEdit(table, ref, field, value)]))


def with_starter(plan: Plan, number: int) -> Plan:
    """The plan with another FTE of its first starter."""
    return edited(plan, "pipeline", plan.pipeline[0].ref, "fte", round(1.0 + number / 100, 2))


OF_LINES = ("posts", "in_post", "leavers", "starters", "absent", "agency", "uncovered", "capacity")
OF_TEAMS = ("cases", "weighted_cases", "required_fte", "team_capacity", "capacity_gap", "unallocated")
OF_THE_WHOLE = ("posts", "in_post", "absent", "agency", "uncovered", "capacity", "caseload", "target_met_from")


def worked_out(plan: Plan) -> tuple[Projection, Figures]:
    """The projection of a plan and the figures of the whole, with all in them that a workbook of the plan would have.

    Others are worked out when somebody asks for them.
    """
    projection = project(plan)
    for name in (*OF_LINES, *OF_TEAMS):
        getattr(projection, name)
    whole = figures(plan, projection)
    for name in OF_THE_WHOLE:
        getattr(whole, name)
    return projection, whole
