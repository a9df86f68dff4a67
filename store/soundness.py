"""The last look at what comes into the store: rows and plans that the domain would refuse never reach a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from scenarios.plan import TABLES, Plan, Row
from scenarios.problems import Faulty, Problem, field_faults
from scenarios.rules import plan_problems


def sound_row(table: str, values: Mapping[str, Any], ref: str = "") -> Row:
    """The row of these values. Raises Faulty where they are not allowed."""
    try:
        return TABLES[table].model_validate(dict(values))
    except ValidationError as error:
        faults = field_faults(error)
        raise Faulty([Problem((table, ref, field), found, ok) for field, found, ok in faults]) from error


def sound_plan(plan: Plan) -> Plan:
    """The plan with each row looked at anew. Raises Faulty where a row, or what it refers to, is not allowed."""
    rows = {table: [sound_row(table, vars(row), row.ref) for row in plan.rows(table)] for table in TABLES}
    problems = plan_problems(plan)
    if problems:
        raise Faulty(problems)
    return plan.with_rows(**rows)
