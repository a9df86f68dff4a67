"""Positions, totals and the report of the slow model: loops over its lines and teams. None is a figure there is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from scenarios.plan import Plan, Team
from tests.scenarios.slow_model import LineKey, SlowProjection

NEXT_TO_NOTHING = 1e-9

Figure = list[float | None]

POSITION = (
    "posts",
    "newly_created",
    "in_post",
    "vacant",
    "over_establishment",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "pipeline_permanent",
    "pipeline_agency",
    "pipeline",
    "remaining",
    "remaining_surplus",
)
SUMS_OF_LINES = ("posts", "in_post", "vacant", "absent", "agency", "uncovered", "surplus", "leavers", "starters")


def starts_after(first: date, repeat: int, as_at: date) -> int:
    """How many of a start and its monthly repeats are after a date, told by year, month and day alone."""
    count = 0
    for n in range(repeat):
        month = first.year * 12 + first.month + n
        if month != as_at.year * 12 + as_at.month:
            count += month > as_at.year * 12 + as_at.month
        elif first.day > as_at.day:  # the clipped day is the later only where the month has a later day at all
            count += as_at.day < days_of_month(as_at)
    return count


def days_of_month(day: date) -> int:
    """How many days the month of a date has."""
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[day.month - 1]


def slow_position(plan: Plan, projection: SlowProjection) -> dict[LineKey, dict[str, float]]:
    """The position of every line at the position date."""
    lines = {}
    for line in plan.establishment:
        series = projection.lines[line.team, line.role]
        figures = {name: series[name][0] for name in POSITION if name in series}
        pipeline = {"permanent": 0.0, "agency": 0.0}
        for starter in plan.pipeline:
            if (starter.team, starter.role) == (line.team, line.role):
                kind = "agency" if starter.kind == "agency" else "permanent"
                starts = starts_after(starter.start, starter.repeat, plan.header.as_at)
                pipeline[kind] += starter.fte * starter.likelihood * starts
        total = pipeline["permanent"] + pipeline["agency"]
        figures |= {
            "newly_created": line.newly_created,
            "pipeline_permanent": pipeline["permanent"],
            "pipeline_agency": pipeline["agency"],
            "pipeline": total,
            "remaining": max(series["need"][0] - total, 0.0),
            "remaining_surplus": max(total - series["need"][0], 0.0),
        }
        lines[line.team, line.role] = figures
    return lines


def slow_position_total(position: dict[LineKey, dict[str, float]]) -> dict[str, float]:
    """Every figure of a position, summed over its lines."""
    return {name: sum(line[name] for line in position.values()) for name in POSITION}


@dataclass
class SlowFigures:
    """The figures of a scope by period, and when its target is met."""

    series: dict[str, Figure]
    target_met_from: date | None


def teams_in(plan: Plan, kind: str, key: str) -> list[Team]:
    """The teams of a scope."""
    if kind == "plan":
        return list(plan.teams)
    return [team for team in plan.teams if {"team": team.key, "service": team.service, "area": team.area}[kind] == key]


def slow_figures(plan: Plan, projection: SlowProjection, kind: str, key: str) -> SlowFigures:
    """The figures of a scope, one period after the other."""
    teams = teams_in(plan, kind, key)
    series: dict[str, Figure] = {}
    met: list[bool] = []
    for k in range(len(projection.dates)):
        figures = period_figures(plan, projection, teams, k)
        met.append(target_met(plan, teams, figures, is_team=kind == "team"))
        for name, value in figures.items():
            series.setdefault(name, []).append(value)
    return SlowFigures(series, first_of_last_run(projection.dates, met))


def first_of_last_run(dates: list[date], met: list[bool]) -> date | None:
    """The first date from which something holds to the end."""
    found = None
    for day, holds in zip(reversed(dates), reversed(met), strict=True):
        if not holds:
            break
        found = day
    return found


def target_of(plan: Plan, team: Team) -> float:
    """The team's own target, else the plan's."""
    return plan.assumptions.target_caseload if team.target_caseload is None else team.target_caseload


def target_met(plan: Plan, teams: list[Team], figures: dict[str, float | None], *, is_team: bool) -> bool:
    """Whether the caseload of a period is within the target."""
    capacity, required, weighted = figures["capacity"], figures["required_fte"], figures["weighted_cases"]
    if figures["caseload"] is None or capacity is None or required is None or weighted is None:
        return False
    if is_team:
        return weighted <= target_of(plan, teams[0]) * capacity + NEXT_TO_NOTHING
    return required <= capacity + NEXT_TO_NOTHING


def quotient(part: float, base: float) -> float | None:
    """A part of a base, where there is one."""
    return None if base < NEXT_TO_NOTHING else part / base


def period_figures(plan: Plan, projection: SlowProjection, teams: list[Team], k: int) -> dict[str, float | None]:
    """Every figure of some teams in one period."""
    keys = {team.key for team in teams}
    lines = {key: series for key, series in projection.lines.items() if key[0] in keys}
    sums = {name: sum(series[name][k] for series in lines.values()) for name in SUMS_OF_LINES}
    demand = dict.fromkeys(
        ("cases", "weighted_cases", "capacity", "case_holders", "required_fte", "capacity_gap", "unallocated"), 0.0
    )
    for team in teams:
        for name, value in team_figures(plan, projection, team, k).items():
            demand[name] += value
    return {
        **sums,
        **demand,
        "caseload": quotient(demand["weighted_cases"], demand["capacity"]),
        "average_caseload": quotient(demand["cases"], demand["case_holders"]),
        "span": span(plan, lines, k),
        "first_year_share": first_year_share(plan, lines, k),
    }


def team_figures(plan: Plan, projection: SlowProjection, team: Team, k: int) -> dict[str, float]:
    """What adds up over teams: demand against capacity."""
    lines = [series for key, series in projection.lines.items() if key[0] == team.key]
    demand = projection.teams[team.key]
    capacity = sum(series["capacity"][k] for series in lines)
    required = demand["weighted_cases"][k] / target_of(plan, team)
    return {
        "cases": demand["cases"][k],
        "weighted_cases": demand["weighted_cases"][k],
        "capacity": capacity,
        "case_holders": sum(series["case_holders"][k] for series in lines),
        "required_fte": required,
        "capacity_gap": max(required - capacity, 0.0),
        "unallocated": demand["cases"][k] if capacity < NEXT_TO_NOTHING else 0.0,
    }


def span(plan: Plan, lines: dict[LineKey, dict[str, list[float]]], k: int) -> float | None:
    """In post of practitioner roles for each in post of manager roles."""
    groups = {role.key: role.group for role in plan.roles}
    in_post = {"practitioner": 0.0, "manager": 0.0, "support": 0.0}
    for (_, role), series in lines.items():
        in_post[groups[role]] += series["in_post"][k]
    return quotient(in_post["practitioner"], in_post["manager"])


def first_year_share(plan: Plan, lines: dict[LineKey, dict[str, list[float]]], k: int) -> float | None:
    """The share of case-holding roles' staff who are newly qualified and in their first year."""
    shares = {role.key: role.caseload_share for role in plan.roles}
    holding = [series for (_, role), series in lines.items() if shares[role] > 0]
    first_year = sum(series["first_year"][k] for series in holding)
    return quotient(first_year, sum(series["in_post"][k] for series in holding))


REPORT_LINE = (
    "posts",
    "in_post",
    "leavers",
    "starters",
    "vacant",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "capacity",
)
REPORT_TEAM = (
    "cases",
    "weighted_cases",
    "capacity",
    "case_holders",
    "caseload",
    "average_caseload",
    "required_fte",
    "capacity_gap",
)
REPORT_TOTAL = ("posts", "in_post", "vacant", "absent", "agency", "uncovered", "surplus", "span", "first_year_share")


def slow_report(plan: Plan, projection: SlowProjection) -> dict[str, Any]:
    """The report of a plan as programs read it."""
    position = slow_position(plan, projection)
    lines = [
        {"team": team, "role": role, **{name: series[name] for name in REPORT_LINE}}
        for (team, role), series in projection.lines.items()
    ]
    teams = [
        {"team": team.key, "target": target_of(plan, team), **report_figures(plan, projection, "team", team.key)}
        for team in plan.teams
    ]
    return {
        "scenario": plan.header.name,
        "as_at": plan.header.as_at.isoformat(),
        "dates": [day.isoformat() for day in projection.dates],
        "position": [{"team": team, "role": role, **figures} for (team, role), figures in position.items()],
        "position_totals": slow_position_total(position),
        "lines": lines,
        "teams": teams,
        "total": {"team": None, **report_figures(plan, projection, "plan", "")},
    }


def report_figures(plan: Plan, projection: SlowProjection, kind: str, key: str) -> dict[str, Any]:
    """The figures a report gives of a team, or of the whole plan."""
    figures = slow_figures(plan, projection, kind, key)
    names = REPORT_TEAM if kind == "team" else REPORT_TEAM + REPORT_TOTAL
    met = figures.target_met_from
    return {**{name: figures.series[name] for name in names}, "target_met_from": met and met.isoformat()}
