"""A plan with rows in every table, for tests of the store."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scenarios.plan import (
    Absence,
    CaseChange,
    CaseType,
    Funding,
    Leaver,
    Move,
    PayAward,
    Payment,
    Placement,
    Plan,
    PostChange,
    ProgrammeLine,
    ProgrammeYear,
    Ramp,
    StarterCost,
    Team,
)
from tests.scenarios.small import small_plan

DAY = dt.date(2019, 6, 3)


def whole_plan(name: str = "Whole") -> Plan:
    """Some of everything, in an order that is not the alphabet's, and names that are not plain ASCII."""
    plan = small_plan()
    here: Any = {"team": "east", "role": "social-worker"}
    line = "social-worker"
    move: Any = {"from_team": "east", "from_role": line, "to_team": "west", "to_role": line, "fte": 0.5, "date": DAY}
    return plan.with_rows(
        header=(plan.header.model_copy(update={"name": name, "notes": "Sources:\n  the committee’s table"}),),
        ramps=(Ramp(kind="agency", shares=()), Ramp(kind="nqsw", shares=(0.1234, 0.6, 1.0)), *plan.ramps[2:3]),
        case_types=(CaseType(key="protection", name="Protection", weight=2.0, growth=-0.05), *plan.case_types),
        teams=(Team(key="zoe", name="Zoë’s “team” [/b] 日本"), *plan.teams),
        post_changes=(
            PostChange(id="pc2", **here, fte=-0.5, start=DAY),
            PostChange(id="pc1", **here, fte=2.0, start=DAY),
        ),
        agency=(*plan.agency, Placement(id="pl0", **here, fte=1.0, purpose="additional", label="Post 7")),
        absences=(
            Absence(id="ab2", **here, fte=0.6, reason="maternity", end=DAY),
            Absence(id="ab1", **here, fte=1.0, reason="career-break", start=DAY),
        ),
        leavers=(
            Leaver(id="le2", **here, fte=1.0, last_day=DAY, label="=1+1"),
            Leaver(id="le1", **here, fte=0.5, last_day=DAY),
        ),
        moves=(Move(id="mo2", **move, kind="nqsw"), Move(id="mo1", **move)),
        case_changes=(
            CaseChange(id="cc2", team="west", case_type="in-need", cases=-12.5, start=DAY),
            CaseChange(id="cc1", team="east", case_type="in-need", cases=3.0, start=DAY),
        ),
        **_money(plan),
    )


def _money(plan: Plan) -> dict[str, Any]:
    """What things cost: some of everything, and of each some that has nothing."""
    price = {"pay": 39500.25, "agency_week": 1800.0}
    return {
        "assumptions": (plan.assumptions.model_copy(update={"on_costs": 0.2875, "agency_paid_weeks": 46.5}),),
        "roles": (plan.roles[0].model_copy(update=price), *plan.roles[1:]),
        "establishment": (
            *plan.establishment[:1],
            plan.establishment[1].model_copy(update=price),
            plan.establishment[2],
        ),
        "payments": (
            Payment(id="pa2", label="Supplement", team="east", role="manager", amount=0.5, start=DAY, end=DAY),
            Payment(id="pa1", team="west", amount=3000.0, uptake=0.88, start=DAY),
            Payment(id="pa0", amount=1.0, start=DAY),
        ),
        "pay_awards": (PayAward(id="aw2", start=DAY, pay=0.02), PayAward(id="aw1", start=DAY, agency=-0.05)),
        "starter_costs": (StarterCost(kind="overseas", amount=8000.0), *plan.starter_costs[:2]),
        "programme": (
            ProgrammeLine(id="pr2", label="Agency “cover”", group="temporary", basis="agency", full_estimate=0.5),
            ProgrammeLine(id="pr1", label="Programme total", group="total", latest_estimate=19182.0),
        ),
        "programme_years": (
            ProgrammeYear(line="pr2", year="2020/21", planned=130.0, projected=3107.25),
            ProgrammeYear(line="pr2", year="2019/20", actual=479.0),
            ProgrammeYear(line="pr1", year="2099/00"),
        ),
        "funding": (Funding(year="2021/22", planned=5138.0), Funding(year="2020/21", actual=0.0)),
    }
