"""Plans for tests of what the shell prints, made without files."""

from __future__ import annotations

import datetime as dt

from scenarios.plan import Assumptions, CaseType, Header, Line, OpeningCases, Plan, Role, Starter, Team

AS_AT = dt.date(2026, 1, 31)


def small_plan(
    *,
    teams: tuple[str, ...] = ("North",),
    roles: tuple[str, ...] = ("Social worker", "Manager"),
    name: str = "Small plan",
    turnover: float | None = 0.12,
    cases: float = 150.0,
) -> Plan:
    """A plan with each role in each team: 10 posts, 8 in post, 1 agency, one permanent starter of 3 in the first."""
    team_rows = tuple(Team(key=f"t{n}", name=each) for n, each in enumerate(teams))
    role_rows = tuple(Role(key=f"r{n}", name=each) for n, each in enumerate(roles))
    lines = tuple(
        Line(team=team.key, role=role.key, posts=10.0, in_post=8.0, agency=1.0)
        for team in team_rows
        for role in role_rows
    )
    starter = Starter(id="s", team="t0", role="r0", kind="permanent", fte=3.0, start=dt.date(2026, 3, 1))
    return Plan(
        header=Header(name=name, as_at=AS_AT, months=3),
        assumptions=Assumptions(turnover=turnover),
        roles=role_rows,
        case_types=(CaseType(key="cin", name="Children in need"),),
        teams=team_rows,
        cases=tuple(OpeningCases(team=team.key, case_type="cin", cases=cases) for team in team_rows),
        establishment=lines,
        pipeline=(starter,) if lines else (),
    )
