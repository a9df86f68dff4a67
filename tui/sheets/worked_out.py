"""Tables in which everything is worked out: by month, by team, the time line and what needs attention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from scenarios.attention import Attention
from scenarios.periods import add_months, month_of
from scenarios.plan import Starter
from tui import format as fmt
from tui.figures import FIGURES
from tui.session import View
from tui.sheets.sheet import Sheet, SheetColumn, SheetRow, names

BY_MONTH = (
    "posts",
    "in_post",
    "agency",
    "uncovered",
    "capacity",
    "cases",
    "caseload",
    "required_fte",
    "capacity_gap",
    "leavers",
    "starters",
    "vacant",
    "absent",
    "surplus",
    "average_caseload",
    "unallocated",
    "span",
    "first_year_share",
)


class MonthSheet(Sheet):
    """The scope month by month."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:  # noqa: ARG002 - the same for every scope
        """The month, then each figure."""
        shown = (SheetColumn(name, FIGURES[name].title, numeric=True) for name in BY_MONTH)
        return (SheetColumn("date", "At"), *shown)

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """The position, then each month end."""
        series = [(getattr(view.figures, name), FIGURES[name].text) for name in BY_MONTH]
        return tuple(
            SheetRow(day.isoformat(), (fmt.date(day), *(text(float(values[k])) for values, text in series)))
            for k, day in enumerate(view.projection.dates)
        )


class TeamSheet(Sheet):
    """Every team in scope: now and at the horizon."""

    NOW = (("posts", "Posts"), ("in_post", "In post"), ("agency", "Agency"), ("uncovered", "Uncovered"))
    LATER = (("span", "Span", fmt.caseload), ("first_year_share", "First year", fmt.percent))

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """Figures now, caseload now and at the horizon, and when the target is met."""
        end = fmt.month(view.projection.dates[-1])
        titles = [
            *(title for _, title in self.NOW),
            "Caseload",
            f"in {end}",
            "Target",
            "Target met",
            *(title for _, title, _ in self.LATER),
        ]
        return (SheetColumn("team", "Team"), *(SheetColumn(title, title, numeric=True) for title in titles))

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """One row a team."""
        by_key = names(view.plan, "teams")
        return tuple(SheetRow(team, (by_key[team], *self._cells(view, team))) for team in view.teams)

    def _cells(self, view: View, team: str) -> list[str]:
        shown = view.team(team)
        target = float(view.projection.targets[view.projection.teams.index(team)])
        return [
            *(fmt.fte(float(getattr(shown, name)[0])) for name, _ in self.NOW),
            fmt.caseload(float(shown.caseload[0])),
            fmt.caseload(float(shown.caseload[-1])),
            fmt.caseload(target),
            fmt.month(shown.target_met_from),
            *(text(float(getattr(shown, name)[0])) for name, _, text in self.LATER),
        ]


class TimelineSheet(Sheet):
    """The pipeline along the months: FTE × likelihood where it starts, a bar while agency stays."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:
        """Who, then the months of the plan."""
        months = (SheetColumn(day.isoformat(), fmt.short_month(day), numeric=True) for day in view.projection.dates[1:])
        return (SheetColumn("who", "Starters", width=36), *months, SheetColumn("later", "Later", numeric=True))

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """One row a row of the pipeline, in order of its first start."""
        held = set(view.teams)
        starters = sorted((row for row in view.plan.pipeline if row.team in held), key=lambda row: row.start)
        roles, teams = names(view.plan, "roles"), names(view.plan, "teams")
        return tuple(
            SheetRow(row.id, (f"{roles[row.role]}, {teams[row.team]}, {row.kind}", *_bars(view, row)))
            for row in starters
        )


def _bars(view: View, starter: Starter) -> list[str]:
    """What a row of the pipeline brings, month by month, and what comes after the horizon."""
    as_at, ends = view.plan.header.as_at, view.projection.dates[1:]
    days = [day for n in range(starter.repeat) if (day := add_months(starter.start, n)) > as_at]
    each = starter.fte * starter.likelihood
    counts = [sum(month_of(day) == month_of(end) for day in days) for end in ends]
    cells = [
        fmt.fte(count * each) if count else _stays(starter, days, end) for count, end in zip(counts, ends, strict=True)
    ]
    later = sum(day > ends[-1] for day in days)
    return [*cells, fmt.fte(later * each) if later else ""]


def _stays(starter: Starter, days: list[dt.date], end: dt.date) -> str:
    last = add_months(starter.end, starter.repeat - 1) if starter.end else dt.date.max
    return "━━" if starter.kind == "agency" and days and days[0] < end <= last else ""


class AttentionSheet(Sheet):
    """What needs looking at, in words, worst first."""

    def columns(self, view: View) -> tuple[SheetColumn, ...]:  # noqa: ARG002 - the same for every scope
        """What, and where."""
        return (SheetColumn("where", "Where"), SheetColumn("what", "What needs attention", width=90))

    def rows(self, view: View) -> tuple[SheetRow, ...]:
        """One row a fact."""
        teams, roles = names(view.plan, "teams"), names(view.plan, "roles")
        return tuple(
            SheetRow(f"{index}/{each.team}", (_where(each, teams, roles), in_words(each, view.projection.dates[-1])))
            for index, each in enumerate(view.attention)
        )


def _where(each: Attention, teams: Mapping[str, str], roles: Mapping[str, str]) -> str:
    parts = [roles.get(each.role, ""), teams.get(each.team, "Whole plan")]
    return ", ".join(part for part in parts if part)


def in_words(each: Attention, horizon: dt.date) -> str:
    """A fact that needs attention as a sentence."""
    match each.kind:
        case "over-target":
            worst = f"caseload {fmt.caseload(each.amount)} in {fmt.month(each.day)}"
            return f"{worst}, {fmt.caseload(each.amount - each.beside)} above target"
        case "unallocated":
            return (
                f"up to {fmt.cases(each.amount)} cases unallocated from {fmt.date(each.day)}: no capacity to hold them"
            )
        case "cover-ends":
            return f"{fmt.fte(each.amount)} FTE of agency cover ends on {fmt.date(each.day)}"
        case "shortfall":
            return f"{fmt.fte(each.amount)} FTE due to go by {fmt.date(each.day)} are not there"
        case "contained":
            until = f"until {fmt.date(each.day)}" if each.day else f"up to {fmt.date(horizon)}"
            return f"notice of {fmt.fte(each.amount)} FTE is within expected turnover: no further effect {until}"
        case "turnover-unset":
            return "no turnover is set: nobody is expected to leave but by notice (Assumptions)"
