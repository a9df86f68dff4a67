"""Which inputs differ, in words: what, where, before and after. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scenarios.columns import Column, columns
from scenarios.compare.inputs import InputDifference
from scenarios.naming import describe
from scenarios.plan import TABLES, Plan, Row
from tui import format as fmt
from tui.sheets.sheet import names

KINDS: dict[str, str] = {
    "header": "Plan",
    "assumptions": "Assumptions",
    "ramps": "Ramp-up",
    "roles": "Role",
    "case_types": "Case type",
    "teams": "Team",
    "cases": "Cases",
    "establishment": "Posts and staff",
    "pipeline": "Starter",
    "post_changes": "Post change",
    "agency": "Agency",
    "absences": "Absence",
    "leavers": "Leaver",
    "moves": "Move",
    "case_changes": "Case change",
    "payments": "Payment",
    "pay_awards": "Pay award",
    "starter_costs": "Cost of starters",
    "programme": "Programme line",
    "programme_years": "Programme year",
    "funding": "Funding",
}
"""What one row of each table is called."""


def kind_text(difference: InputDifference) -> str:
    """What the row is called and how it differs: `Starter added`."""
    return f"{KINDS[difference.kind]} {difference.change}"


def where_text(before: Plan, after: Plan, difference: InputDifference) -> str:
    """Which row it is, in a few words: its kind, its role or case type, its team."""
    for plan in (after, before):
        row = _row(plan, difference)
        if row is not None:
            return describe(plan, difference.kind, row)
    return ""


def _row(plan: Plan, difference: InputDifference) -> Row | None:
    return plan.by_ref[difference.kind].get(difference.id)


def memo_text(differences: Iterable[InputDifference]) -> str:
    """How many notes differ, on which no figure depends."""
    count = sum(each.memo for each in differences)
    what = "One note or label differs" if count == 1 else f"{count} notes and labels differ"
    return f"{what} too; no figure depends on that."


def field_text(difference: InputDifference) -> str:
    """The title of the field that changed; empty for a whole row."""
    if difference.change == "moved":
        return "Team and role"
    column = _column(difference)
    return column.title if column else ""


def _column(difference: InputDifference) -> Column | None:
    every = columns(TABLES[difference.kind])
    return next((each for each in every if difference.field in (each.name, ".".join(each.file_path))), None)


def value_texts(before: Plan, after: Plan, difference: InputDifference) -> tuple[str, str]:
    """What was there before and what is there after; of a whole row its figures and dates."""
    match difference.change:
        case "added":
            return fmt.UNKNOWN, whole_text(_row(after, difference))
        case "removed":
            return whole_text(_row(before, difference)), fmt.UNKNOWN
        case "moved":
            return _line(before, difference.before), _line(after, difference.after)
        case _:
            return _value(before, difference, difference.before), _value(after, difference, difference.after)


def whole_text(row: Row | None) -> str:
    """A row by its figures and dates."""
    if row is None:
        return fmt.UNKNOWN
    told = (each for each in columns(type(row)) if each.kind in ("number", "date"))
    values = ((each, getattr(row, each.name)) for each in told)
    texts = [fmt.cell(each, value) for each, value in values if value is not None and value != each.default]
    return ", ".join(texts) or "there"


def _line(plan: Plan, ref: str) -> str:
    """A line by the names of its role and team."""
    team, _, role = ref.partition("/")
    teams, roles = names(plan, "teams"), names(plan, "roles")
    return ", ".join(part for part in (roles.get(role, role), teams.get(team, team)) if part)


def _value(plan: Plan, difference: InputDifference, value: Any) -> str:
    column = _column(difference)
    if column is None:
        return str(value)
    return fmt.cell(column, value, names(plan, column.refers)) or fmt.UNKNOWN
