"""Generated plans: whole, valid, small, and with every kind of entry in every awkward place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import permutations
from typing import Any, TypeVar

from hypothesis import strategies as st

from scenarios.plan import (
    Absence,
    Assumptions,
    CaseChange,
    CaseType,
    Funding,
    Header,
    Leaver,
    Line,
    Move,
    OpeningCases,
    PayAward,
    Payment,
    Placement,
    Plan,
    PostChange,
    ProgrammeLine,
    ProgrammeYear,
    Ramp,
    Role,
    Starter,
    StarterCost,
    Team,
)
from tests.scenarios.draws import ROUND, Draw, among, any_of, decimals, one_of, some_of, steps
from tests.scenarios.slow_calendar import period_ends

T = TypeVar("T")
PricedRow = TypeVar("PricedRow", Role, Line)

TEAMS = ("assessment", "looked-after", "adoption")
GROUPS = ("practitioner", "manager", "support")
ROLES = ("social-worker", "manager", "support-worker")
CASE_TYPES = ("child-in-need", "child-protection")
SERVICES = ("", "Assessment", "Care")
AREAS = ("", "West")
REASONS = ("maternity", "sickness", "secondment", "career-break", "other")
STAGES = ("planned", "advertised", "shortlisted", "offered", "accepted", "confirmed")

AWKWARD_DAYS = (
    date(2003, 12, 31),
    date(2004, 2, 28),
    date(2004, 2, 29),
    date(2019, 1, 31),
    date(2019, 3, 7),
    date(2019, 3, 30),
    date(2023, 2, 28),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2026, 4, 30),
)
# With twenty years to spare on either side, every date stays from 2000 to 2071: no century without a leap day.
as_ats = st.sampled_from(AWKWARD_DAYS) | st.dates(date(2003, 1, 1), date(2050, 12, 31))


PERIOD_ENDS = tuple((period, days) for period in range(-1, 32) for days in (0, -1, 1))
DAYS = range(-420, 1101)
JUST_BEFORE = range(0, -91, -1)
NONE = (None,)

months = st.integers(1, 30)
fte = steps(12, 2)
posts = steps(20, 2)
change = st.sampled_from(decimals(-15, 15, 2))
cases = steps(150, 2)
cases_change = st.sampled_from(decimals(-120, 120, 2))
target = one_of((15.0, 30.0, 1000.0), decimals(0, 40, 2)[1:])
share = one_of((1.0, 0.0, 0.5), decimals(0, 1, 4))
turnover = one_of(NONE, (0.0, 0.1699, 1.0, 1.5, 30.0), decimals(0, 1, 4)[:6001])
growth = one_of((0.0, -1.0, 0.06, 2.5), decimals(-1, 1, 4))
weight = steps(3, 4)
ramp = st.lists(steps(2, 4), max_size=3) | st.integers(0, 40).map(lambda n: [0.25, 0.5] * n)
repeat = one_of((1,), range(1, 6), range(1, 41))
moment = one_of(PERIOD_ENDS, DAYS, JUST_BEFORE)
"""Days from the position date, or a period and days from its end."""
maybe_moment = one_of(NONE, PERIOD_ENDS, NONE, DAYS, NONE, JUST_BEFORE)
span = one_of(range(4), range(401))
kind = st.sampled_from(("permanent", "nqsw", "overseas", "agency"))
few = st.sampled_from((2, 1, 3, 4, 0))
line_count = st.sampled_from((3, 2, 4, 1, 2, 3, 4, 0, 2))
team_target = one_of(NONE, (15.0, 30.0, 1000.0), NONE, decimals(0, 40, 2)[1:])
fte_or_none = one_of((0.0,), ROUND, (0.0,), decimals(0, 12, 2))
staff = one_of(ROUND, decimals(0, 12, 2), ROUND, decimals(0, 2, 2), ROUND, decimals(0, 20, 2))


prices = st.sampled_from(((39500.0, 1800.0), (33400.25, None), (None, 1280.5), (0.0, 0.0), (None, None)))
"""Pay and agency rate."""
amount = st.sampled_from((3000.0, 0.0, 0.01, 1234.56, 1_000_000_000.0))
thousands = st.none() | amount
rise = st.sampled_from((0.02, 0.0, -1.0, 0.0325))
on_costs = st.sampled_from((0.3, 0.0, 0.2875))
weeks = st.sampled_from((47.0, 52.0, 0.0, 46.25))
groups = st.sampled_from(("temporary", "permanent", "contingency", "total"))
basis = st.sampled_from((None, "agency", "permanent", "payments", "starters", "net"))
years = st.lists(st.sampled_from(("2019/20", "1999/00", "2020/21")), max_size=2, unique=True)
some = st.sampled_from((1, 0, 2))


@cache
def group_of(group: str) -> st.SearchStrategy[Any]:
    """The group of a role: mostly its own."""
    return one_of((group,), GROUPS)


@cache
def lines_of(team_keys: tuple[str, ...], count: int) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    """So many lines of some teams, or all there can be, in any order."""
    every = [(team, role) for team in team_keys for role in ROLES]
    return st.sampled_from(list(permutations(every, min(count, len(every)))))


class Drafter:
    """Draws the rows of one plan: dates near its periods' ends, references to what it has."""

    def __init__(self, draw: Draw[Any]) -> None:
        self.draw = draw
        self.header = Header(name="Generated", as_at=draw(as_ats), months=draw(months))
        self.ends = period_ends(self.header.as_at, self.header.months)
        self.team_keys = draw(some_of(TEAMS))
        self.type_keys = draw(some_of(CASE_TYPES))
        self.lines: tuple[tuple[str, str], ...] = ()
        self.drawn = 0

    def day(self) -> date:
        """A day at or beside the end of a period or the position date, or any day before, in or after the plan."""
        return self.at(self.draw(moment))

    def at(self, when: int | tuple[int, int]) -> date:
        if isinstance(when, int):
            return self.header.as_at + timedelta(days=when)
        period, days = when
        return self.ends[min(max(period, 0), len(self.ends) - 1)] + timedelta(days=days)

    def maybe_day(self) -> date | None:
        when = self.draw(maybe_moment)
        return None if when is None else self.at(when)

    def end_after(self, start: date | None) -> date | None:
        """An end no earlier than the start, or none."""
        end = self.maybe_day()
        return end if end is None or start is None or start <= end else start + timedelta(days=self.draw(span))

    def row(self) -> dict[str, Any]:
        """What most rows have: an id and a line."""
        self.drawn += 1
        team, role = self.draw(among(*self.lines))
        return {"id": f"row-{self.drawn}", "team": team, "role": role}

    def rows(self, draft: Callable[[], T], *, where: bool) -> tuple[T, ...]:
        """A few rows of one kind, where there is something to put them on."""
        return tuple(draft() for _ in range(self.draw(few))) if where else ()

    def starter(self) -> Starter:
        start, of_kind = self.day(), self.draw(kind)
        return Starter(
            **self.row(),
            kind=of_kind,
            fte=self.draw(fte),
            start=start,
            end=self.end_after(start) if of_kind == "agency" else None,
            likelihood=self.draw(share),
            repeat=self.draw(repeat),
            stage=self.draw(among(*STAGES)),
        )

    def post_change(self) -> PostChange:
        return PostChange(**self.row(), fte=self.draw(change), start=self.day())

    def placement(self) -> Placement:
        start = self.maybe_day()
        purpose = self.draw(among("cover", "additional"))
        return Placement(**self.row(), fte=self.draw(fte), start=start, end=self.end_after(start), purpose=purpose)

    def absence(self) -> Absence:
        start = self.maybe_day()
        reason = self.draw(among(*REASONS))
        return Absence(**self.row(), fte=self.draw(fte), start=start, end=self.end_after(start), reason=reason)

    def leaver(self) -> Leaver:
        return Leaver(**self.row(), fte=self.draw(fte), last_day=self.day())

    def move(self) -> Move:
        self.drawn += 1
        there, here = self.draw(among(*permutations(self.lines, 2)))
        return Move(
            id=f"move-{self.drawn}",
            from_team=there[0],
            from_role=there[1],
            to_team=here[0],
            to_role=here[1],
            fte=self.draw(fte),
            date=self.day(),
            kind=self.draw(among("internal", "nqsw")),
        )

    def case_change(self) -> CaseChange:
        self.drawn += 1
        return CaseChange(
            id=f"cases-{self.drawn}",
            team=self.draw(among(*self.team_keys)),
            case_type=self.draw(among(*self.type_keys)),
            cases=self.draw(cases_change),
            start=self.day(),
        )

    def assumptions(self) -> Assumptions:
        return Assumptions(
            turnover=self.draw(turnover),
            target_caseload=self.draw(target),
            absences_count_as_gap=self.draw(st.booleans()),
        )

    def ramps(self) -> tuple[Ramp, ...]:
        """The ramps as they are unless set, or some of them drawn."""
        rows = Plan(header=self.header).ramps
        drawn = self.draw(any_of(tuple(row.kind for row in rows)))
        return tuple(Ramp(kind=row.kind, shares=tuple(self.draw(ramp))) if row.kind in drawn else row for row in rows)

    def roles(self) -> tuple[Role, ...]:
        return tuple(
            Role(
                key=key,
                name=key,
                caseload_share=self.draw(share),
                group=self.draw(group_of(group)),
                turnover=self.draw(turnover),
            )
            for key, group in zip(ROLES, GROUPS, strict=True)
        )

    def case_types(self) -> tuple[CaseType, ...]:
        return tuple(
            CaseType(key=key, name=key, weight=self.draw(weight), growth=self.draw(growth)) for key in self.type_keys
        )

    def teams(self) -> tuple[Team, ...]:
        return tuple(
            Team(
                key=key,
                name=key,
                service=self.draw(among(*SERVICES)),
                area=self.draw(among(*AREAS)),
                target_caseload=self.draw(team_target),
            )
            for key in self.team_keys
        )

    def opening_cases(self) -> tuple[OpeningCases, ...]:
        """Cases of some types of some teams."""
        pairs = [(team, case_type) for team in self.team_keys for case_type in self.type_keys]
        held = self.draw(any_of(tuple(pairs)))
        return tuple(OpeningCases(team=team, case_type=each, cases=self.draw(cases)) for team, each in held)

    def establishment(self) -> tuple[Line, ...]:
        """Lines of some teams in some roles: over establishment, empty, or as it comes."""
        self.lines = self.draw(lines_of(self.team_keys, self.draw(line_count)))
        return tuple(
            Line(
                team=team,
                role=role,
                posts=self.draw(posts),
                in_post=self.draw(staff),
                newly_created=self.draw(fte),
                absent=self.draw(fte_or_none),
                agency=self.draw(fte_or_none),
                turnover=self.draw(turnover),
            )
            for team, role in self.lines
        )

    def plan(self) -> Plan:
        establishment = self.establishment()
        lines = bool(establishment)
        return Plan(
            header=self.header,
            assumptions=self.assumptions(),
            ramps=self.ramps(),
            roles=self.roles(),
            case_types=self.case_types(),
            teams=self.teams(),
            cases=self.opening_cases(),
            establishment=establishment,
            pipeline=self.rows(self.starter, where=lines),
            post_changes=self.rows(self.post_change, where=lines),
            agency=self.rows(self.placement, where=lines),
            absences=self.rows(self.absence, where=lines),
            leavers=self.rows(self.leaver, where=lines),
            moves=self.rows(self.move, where=len(establishment) > 1),
            case_changes=self.rows(self.case_change, where=bool(self.team_keys and self.type_keys)),
        )


class Pricer:
    """Draws what things cost in one plan."""

    def __init__(self, drafter: Drafter, plan: Plan) -> None:
        self.drafter, self.draw, self.plan = drafter, drafter.draw, plan

    def payment(self, number: int) -> Payment:
        """For everyone, a role, a team or a line."""
        places = [(None, None), (None, ROLES[0]), *((team, None) for team in self.drafter.team_keys)]
        team, role = self.draw(among(*places, *self.drafter.lines))
        start = self.drafter.day()
        return Payment(
            id=f"payment-{number}",
            team=team,
            role=role,
            amount=self.draw(amount),
            uptake=self.draw(share),
            start=start,
            end=self.drafter.end_after(start),
        )

    def award(self, number: int) -> PayAward:
        return PayAward(id=f"award-{number}", start=self.drafter.day(), pay=self.draw(rise), agency=self.draw(rise))

    def programme_line(self, number: int) -> ProgrammeLine:
        group = self.draw(groups)
        return ProgrammeLine(
            id=f"programme-{number}",
            label=f"Line {number}",
            group=group,
            basis=None if group == "total" else self.draw(basis),
            full_estimate=self.draw(thousands),
        )

    def programme_years(self, line: ProgrammeLine) -> list[ProgrammeYear]:
        named = self.draw(years)
        return [ProgrammeYear(line=line.id, year=year, planned=self.draw(thousands)) for year in named]

    def priced(self) -> Plan:
        plan, draw = self.plan, self.draw
        general = {"on_costs": draw(on_costs), "agency_paid_weeks": draw(weeks)}
        programme = [self.programme_line(number) for number in range(draw(some))]
        return plan.with_rows(
            assumptions=[plan.assumptions.model_copy(update=general)],
            roles=[self.with_prices(row) for row in plan.roles],
            establishment=[self.with_prices(row) if draw(st.booleans()) else row for row in plan.establishment],
            agency=[row.model_copy(update={"agency_week": draw(prices)[1]}) for row in plan.agency],
            payments=[self.payment(number) for number in range(draw(some))],
            pay_awards=[self.award(number) for number in range(draw(some))],
            starter_costs=[StarterCost(kind=row.kind, amount=draw(amount)) for row in plan.starter_costs],
            programme=programme,
            programme_years=[year for line in programme for year in self.programme_years(line)],
            funding=[Funding(year=year, actual=draw(thousands)) for year in draw(years)],
        )

    def with_prices(self, row: PricedRow) -> PricedRow:
        pay, agency_week = self.draw(prices)
        return row.model_copy(update={"pay": pay, "agency_week": agency_week})


@st.composite
def plans(draw: Draw[Any]) -> Plan:
    """Whole valid plans of up to four lines and thirty months, with every kind of entry but money."""
    return Drafter(draw).plan()


@st.composite
def plans_with_money(draw: Draw[Any]) -> Plan:
    """The same with what things cost and a programme, in most of them."""
    drafter = Drafter(draw)
    plan = drafter.plan()
    return Pricer(drafter, plan).priced() if draw(among(True, True, False)) else plan
