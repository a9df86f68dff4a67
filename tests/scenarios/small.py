"""A small plan of two teams for tests that work by hand."""

from __future__ import annotations

import datetime as dt

from scenarios.plan import (
    Assumptions,
    CaseType,
    Header,
    Line,
    OpeningCases,
    Placement,
    Plan,
    Role,
    Starter,
    Team,
)

AS_AT = dt.date(2019, 3, 31)


def small_plan() -> Plan:
    """Two teams, two roles, a few starters and agency workers; the position is a month end."""
    return Plan(
        header=Header(name="Small", as_at=AS_AT, months=12),
        assumptions=Assumptions(turnover=0.12),
        roles=(
            Role(key="social-worker", name="Social Worker"),
            Role(key="manager", name="Manager", caseload_share=0.0, group="manager"),
        ),
        case_types=(CaseType(key="in-need", name="In need"),),
        teams=(
            Team(key="east", name="East", service="Assessment", area="Coast"),
            Team(key="west", name="West", service="Assessment", area="Downs"),
        ),
        cases=(
            OpeningCases(team="east", case_type="in-need", cases=180.0),
            OpeningCases(team="west", case_type="in-need", cases=90.0),
        ),
        establishment=(
            Line(team="east", role="social-worker", posts=10.0, in_post=8.0, agency=1.0),
            Line(team="east", role="manager", posts=1.0, in_post=1.0),
            Line(team="west", role="social-worker", posts=6.0, in_post=5.0),
        ),
        pipeline=(
            Starter(
                id="sw1",
                team="east",
                role="social-worker",
                kind="permanent",
                fte=1.0,
                start=dt.date(2019, 5, 1),
                repeat=3,
            ),
            Starter(
                id="ag1",
                team="west",
                role="social-worker",
                kind="agency",
                fte=1.0,
                start=dt.date(2019, 4, 15),
                end=dt.date(2019, 9, 30),
            ),
            Starter(
                id="nq1",
                team="west",
                role="social-worker",
                kind="nqsw",
                fte=2.0,
                start=dt.date(2019, 9, 2),
                likelihood=0.5,
            ),
        ),
        agency=(
            Placement(
                id="pl1",
                team="east",
                role="social-worker",
                fte=2.0,
                start=dt.date(2019, 1, 1),
                end=dt.date(2019, 6, 30),
            ),
        ),
    )
