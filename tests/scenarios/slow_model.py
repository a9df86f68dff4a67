"""The planning model as plain loops over lines, periods and cohorts.

Slow on purpose, and written apart from the package: it shares only the description of a plan with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from scenarios.plan import (
    Absence,
    CaseType,
    Leaver,
    Line,
    Move,
    Placement,
    Plan,
    PostChange,
    Starter,
)
from tests.scenarios.slow_calendar import length, months_later, months_since, period_ends, there

LINE_FIGURES = (
    "posts",
    "in_post",
    "leavers",
    "starters",
    "vacant",
    "over_establishment",
    "absent",
    "agency",
    "uncovered",
    "surplus",
    "capacity",
    "case_holders",
    "first_year",
    "shortfall",
    "need",
)

Series = dict[str, list[float]]
LineKey = tuple[str, str]


@dataclass
class Cohort:
    """Permanent staff who joined together, and the share of them still there."""

    kind: str
    fte: float
    start: date
    kept: float = 1.0

    def present(self) -> float:
        return self.fte * self.kept


@dataclass
class AgencyStart:
    """An agency starter, once: present from start to end."""

    fte: float
    start: date
    end: date | None


@dataclass
class LineRows:
    """What a plan says of one line. Arrivals are starters and moves in, each repeat on its own."""

    arrivals: list[Cohort] = field(default_factory=list)
    agency_starts: list[AgencyStart] = field(default_factory=list)
    post_changes: list[PostChange] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    leavers: list[Leaver] = field(default_factory=list)
    moves_out: list[Move] = field(default_factory=list)


def each_start(starter: Starter) -> Iterator[tuple[date, date | None]]:
    """Start and end of every repeat of a starter."""
    for n in range(starter.repeat):
        yield months_later(starter.start, n), starter.end and months_later(starter.end, n)


def rows_by_line(plan: Plan) -> dict[LineKey, LineRows]:
    """The rows of a plan, sorted to the lines they speak of."""
    rows: dict[LineKey, LineRows] = defaultdict(LineRows)
    for starter in plan.pipeline:
        add_starts(rows[starter.team, starter.role], starter, plan.header.as_at)
    for move in plan.moves:
        if move.date > plan.header.as_at:
            rows[move.from_team, move.from_role].moves_out.append(move)
            rows[move.to_team, move.to_role].arrivals.append(Cohort(move.kind, move.fte, move.date))
    for change in plan.post_changes:
        rows[change.team, change.role].post_changes.append(change)
    for placement in plan.agency:
        rows[placement.team, placement.role].placements.append(placement)
    for absence in plan.absences:
        rows[absence.team, absence.role].absences.append(absence)
    for leaver in plan.leavers:
        rows[leaver.team, leaver.role].leavers.append(leaver)
    return rows


def add_starts(line: LineRows, starter: Starter, as_at: date) -> None:
    """Adds every repeat of a starter to the rows of its line; agency there by the position date is counted already."""
    for start, end in each_start(starter):
        fte = starter.fte * starter.likelihood
        if starter.kind != "agency":
            line.arrivals.append(Cohort(starter.kind, fte, start))
        elif start > as_at:
            line.agency_starts.append(AgencyStart(fte, start, end))


def turnover_of(plan: Plan, line: Line) -> float:
    """The line's own turnover, else its role's, else the plan's, else none."""
    role = next(role for role in plan.roles if role.key == line.role)
    for turnover in (line.turnover, role.turnover, plan.assumptions.turnover):
        if turnover is not None:
            return turnover
    return 0.0


def opening_cohorts(line: Line, rows: LineRows, as_at: date) -> list[Cohort]:
    """Who is in post at the position date: recent starters, scaled to what is there, and everyone else."""
    recent = [cohort for cohort in rows.arrivals if cohort.start <= as_at]
    total = sum(cohort.fte for cohort in recent)
    if total > line.in_post:
        for cohort in recent:
            cohort.fte *= line.in_post / total
    return [Cohort("opening", max(line.in_post - total, 0.0), as_at), *recent]


class SlowLine:
    """One line, stepped through its periods one at a time."""

    def __init__(self, plan: Plan, line: Line, rows: LineRows, ends: list[date]) -> None:
        self.line, self.rows, self.ends, self.as_at = line, rows, ends, plan.header.as_at
        self.share = next(role.caseload_share for role in plan.roles if role.key == line.role)
        self.ramps = {ramp.kind: ramp.shares for ramp in plan.ramps}
        self.absences_count = plan.assumptions.absences_count_as_gap
        self.turnover = turnover_of(plan, line)
        self.cohorts = opening_cohorts(line, rows, self.as_at)
        self.in_post = line.in_post
        self.expected = self.known = self.left = 0.0
        self.series: Series = {name: [] for name in LINE_FIGURES}

    def run(self) -> Series:
        self.record(0, leavers=0.0, starters=0.0, shortfall=0.0)
        for k in range(1, len(self.ends)):
            self.step(k)
        return self.series

    def step(self, k: int) -> None:
        """Takes the leavers off everyone who was there, then adds who arrives."""
        wanted = self.cumulative_leavers(k) - self.left
        leavers = min(max(wanted, 0.0), self.in_post)
        for cohort in self.cohorts:
            cohort.kept *= 1 - leavers / self.in_post if self.in_post > 0 else 1.0
        arrived = [cohort for cohort in self.rows.arrivals if self.ends[k - 1] < cohort.start <= self.ends[k]]
        starters = sum(cohort.fte for cohort in arrived)
        shortfall = max(wanted - self.in_post, 0.0)
        self.cohorts += arrived
        self.left += leavers
        self.in_post = self.in_post - leavers + starters
        self.record(k, leavers=leavers, starters=starters, shortfall=shortfall)

    def cumulative_leavers(self, k: int) -> float:
        """Expected turnover or notice, whichever is more, and those who moved away, since the position date."""
        base = self.in_post + max(self.known - self.expected, 0.0)
        self.expected += self.turnover / 12 * length(self.ends, k) * base
        self.known = sum(row.fte for row in self.rows.leavers if self.as_at <= row.last_day < self.ends[k])
        moved = sum(row.fte for row in self.rows.moves_out if self.as_at < row.date <= self.ends[k])
        return max(self.expected, self.known) + moved

    def record(self, k: int, *, leavers: float, starters: float, shortfall: float) -> None:
        end = self.ends[k]
        posts, absent = self.posts(end), self.absent(end)
        agency, covering, productive_agency = self.agency(end)
        need = posts - self.in_post + (absent if self.absences_count else 0.0) - covering
        holds_cases = self.share > 0
        figures = {
            "posts": posts,
            "in_post": self.in_post,
            "leavers": leavers,
            "starters": starters,
            "vacant": max(posts - self.in_post, 0.0),
            "over_establishment": max(self.in_post - posts, 0.0),
            "absent": absent,
            "agency": agency,
            "need": need,
            "uncovered": max(need, 0.0),
            "surplus": max(-need, 0.0),
            "capacity": self.share * (max(self.productive(end) - absent, 0.0) + productive_agency),
            "case_holders": max(self.in_post - absent, 0.0) + agency if holds_cases else 0.0,
            "first_year": self.first_year(end) if holds_cases else 0.0,
            "shortfall": shortfall,
        }
        for name, value in figures.items():
            self.series[name].append(value)

    def posts(self, end: date) -> float:
        changes = sum(row.fte for row in self.rows.post_changes if self.as_at < row.start <= end)
        return max(self.line.posts + changes, 0.0)

    def absent(self, end: date) -> float:
        return self.line.absent + sum(row.fte for row in self.rows.absences if there(row.start, row.end, end))

    def agency(self, end: date) -> tuple[float, float, float]:
        """Agency present: all of it, what covers gaps, and what it is worth at a full caseload."""
        present = covering = productive = self.line.agency
        for row in self.rows.placements:
            if there(row.start, row.end, end):
                present += row.fte
                covering += row.fte if row.purpose == "cover" else 0.0
                productive += row.fte * (1.0 if row.start is None else self.ramp("agency", row.start, end))
        for start in self.rows.agency_starts:
            if there(start.start, start.end, end):
                present += start.fte
                covering += start.fte
                productive += start.fte * self.ramp("agency", start.start, end)
        return present, covering, productive

    def productive(self, end: date) -> float:
        """Permanent staff as full caseloads, before absence."""
        return sum(cohort.present() * self.ramp(cohort.kind, cohort.start, end) for cohort in self.cohorts)

    def first_year(self, end: date) -> float:
        newly_qualified = [cohort for cohort in self.cohorts if cohort.kind == "nqsw"]
        return sum(cohort.present() for cohort in newly_qualified if months_since(cohort.start, end) <= 11)

    def ramp(self, kind: str, start: date, end: date) -> float:
        """The share of a full caseload in the month of `end`; full for the opening staff and internal moves."""
        shares = () if kind in ("opening", "internal") else self.ramps[kind]  # type: ignore[index] # a StarterKind
        month = months_since(start, end)
        return shares[month] if month < len(shares) else 1.0


@dataclass
class SlowProjection:
    """Every figure of every line and of every team's demand, as lists over the periods."""

    dates: list[date]
    lines: dict[LineKey, Series]
    teams: dict[str, Series]


def slow_projection(plan: Plan) -> SlowProjection:
    """The projection of a plan, one line after the other."""
    ends = period_ends(plan.header.as_at, plan.header.months)
    rows = rows_by_line(plan)
    lines = {}
    for line in plan.establishment:
        key = (line.team, line.role)
        lines[key] = SlowLine(plan, line, rows[key], ends).run()
    return SlowProjection(ends, lines, {team.key: team_demand(plan, team.key, ends) for team in plan.teams})


def team_demand(plan: Plan, team: str, ends: list[date]) -> Series:
    """Cases and weighted cases of a team by period."""
    demand: Series = {"cases": [], "weighted_cases": []}
    opening = {row.case_type: row.cases for row in plan.cases if row.team == team}
    changes = [row for row in plan.case_changes if row.team == team]
    years = 0.0
    for k, end in enumerate(ends):
        years += length(ends, k) / 12 if k else 0.0
        cases = weighted = 0.0
        for case_type in plan.case_types:
            changed = sum(
                row.cases for row in changes if row.case_type == case_type.key and plan.header.as_at < row.start <= end
            )
            count = cases_of(case_type, opening.get(case_type.key, 0.0), years, changed)
            cases += count
            weighted += count * case_type.weight
        demand["cases"].append(cases)
        demand["weighted_cases"].append(weighted)
    return demand


def cases_of(case_type: CaseType, opening: float, years: float, changed: float) -> float:
    """Cases of one type: the opening ones grown, and every change since, never below none."""
    grown: float = opening * (1 + case_type.growth) ** years
    return max(grown + changed, 0.0)
