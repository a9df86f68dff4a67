"""The projection by month for the whole plan, caseloads by team, and what to beware of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from scenarios.attention import attention
from scenarios.plan import Plan
from scenarios.projection import Projection
from scenarios.totals import WHOLE_PLAN, Figures, Scope, figures
from tui import format as fmt
from tui.figures import FigureUnit
from tui.shell.tables import Cell, Number, Table

_Column = tuple[str, str, FigureUnit]
_STAFF: tuple[_Column, ...] = (
    ("posts", "Posts", "fte"),
    ("in_post", "In post", "fte"),
    ("vacant", "Vacant", "fte"),
    ("absent", "Absent", "fte"),
    ("agency", "Agency", "fte"),
    ("uncovered", "Uncovered", "fte"),
    ("surplus", "Surplus", "fte"),
)
_CASELOAD: tuple[_Column, ...] = (
    ("cases", "Cases", "cases"),
    ("required_fte", "Required FTE", "fte"),
    ("capacity", "Capacity FTE", "fte"),
    ("capacity_gap", "Capacity gap", "fte"),
    ("caseload", "Caseload", "caseload"),
    ("span", "Span of control", "caseload"),
    ("first_year_share", "First year", "share"),
)
_MEANING = (
    "Caseload: weighted cases per FTE of case-holding capacity. Span of control: practitioner FTE per manager FTE. "
    "First year: the share of staff who hold cases that is newly qualified and in its first year."
)
_WITHOUT = {
    "caseload": "Without capacity there is no caseload (–).",
    "span": "Without managers in post there is no span of control (–).",
    "first_year_share": "Without staff who hold cases there is no share in its first year (–).",
}


def projection_tables(plan: Plan, projection: Projection) -> Iterator[Table]:
    """Staff and caseload by month for the whole plan; the caseload by team where there are several."""
    total = figures(plan, projection)
    yield Table("Staff by month, FTE", ("Month end", *_heads(_STAFF)), _by_month(total, _STAFF))
    why = (sentence for name, sentence in _WITHOUT.items() if np.isnan(getattr(total, name)).any())
    notes = (target_sentence(total), _MEANING, *why)
    yield Table("Caseload by month", ("Month end", *_heads(_CASELOAD)), _by_month(total, _CASELOAD), notes)
    if len(plan.teams) > 1:
        yield _by_team(plan, projection)


def _heads(columns: tuple[_Column, ...]) -> Iterator[str]:
    return (head for _, head, _ in columns)


def _by_month(total: Figures, columns: tuple[_Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (day, *(Number(float(getattr(total, name)[k]), unit) for name, _, unit in columns))
        for k, day in enumerate(total.dates)
    )


def _by_team(plan: Plan, projection: Projection) -> Table:
    rows = []
    for team, target in zip(plan.teams, projection.targets.tolist(), strict=True):
        result = figures(plan, projection, Scope("team", team.key))
        loads = (Number(float(result.caseload[k]), "caseload") for k in (0, -1))
        rows.append((team.name, Number(target, "caseload"), *loads, _met(result.target_met_from)))
    first, last = (fmt.date(projection.dates[k]) for k in (0, -1))
    return Table("Caseload by team", ("Team", "Target", first, last, "Target met from"), tuple(rows))


def _met(day: dt.date | None) -> Cell:
    return "not met" if day is None else day


def target_sentence(total: Figures) -> str:
    """When the target caseload is met, and stays met to the horizon."""
    if total.target_met_from is None:
        return f"The target caseload is not met at {fmt.date(total.dates[-1])}, the horizon."
    return f"The target caseload is met from {fmt.date(total.target_met_from)} on."


def warnings(plan: Plan, projection: Projection) -> Iterator[str]:
    """What a reader of the figures should know: no turnover set, more leavers than staff, cases nobody can hold."""
    teams = {team.key: team.name for team in plan.teams}
    roles = {role.key: role.name for role in plan.roles}
    for each in attention(plan, projection, WHOLE_PLAN):
        day = fmt.date(each.day) if each.day else ""
        if each.kind == "turnover-unset":
            yield "No turnover is set: only leavers whose notice is known are taken off."
        elif each.kind == "unallocated":
            yield f"{teams[each.team]} has no capacity for up to {fmt.cases(each.amount)} cases, from {day}."
        elif each.kind == "shortfall":
            line = f"{teams[each.team]}, {roles[each.role]}"
            yield f"{line}: {fmt.fte(each.amount)} FTE more are to leave or move by {day} than are in post."
