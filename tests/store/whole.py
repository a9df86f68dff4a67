"""A plan with rows in every table, for tests of the store."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scenarios.plan import Absence, CaseChange, CaseType, Leaver, Move, Placement, Plan, PostChange, Ramp, Team
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
    )
