"""A plan with rows in every table, for tests of the store."""

from __future__ import annotations

import datetime as dt

from scenarios.plan import Absence, CaseChange, Leaver, Move, Placement, Plan, PostChange, Ramp, Team
from tests.scenarios.small import small_plan

DAY = dt.date(2019, 6, 3)


def whole_plan(name: str = "Whole") -> Plan:
    """Some of everything, in an order that is not the alphabet's, and names that are not plain ASCII."""
    plan = small_plan()
    here = {"team": "east", "role": "social-worker"}
    return plan.with_rows(
        header=(plan.header.model_copy(update={"name": name, "notes": "Sources:\n  the committee’s table"}),),
        ramps=(Ramp(kind="agency", shares=()), Ramp(kind="nqsw", shares=(0.1234, 0.6, 1.0)), *plan.ramps[2:3]),
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
        leavers=(Leaver(id="le1", **here, fte=1.0, last_day=DAY, label="=1+1"),),
        moves=(
            Move(
                id="mo1",
                from_team="east",
                from_role="social-worker",
                to_team="west",
                to_role="social-worker",
                fte=0.5,
                date=DAY,
                kind="nqsw",
            ),
        ),
        case_changes=(CaseChange(id="cc1", team="west", case_type="in-need", cases=-12.5, start=DAY),),
    )
