"""The groups of inputs over which a difference is split, and which field belongs to which."""

from __future__ import annotations

from typing import Literal, get_args

Group = Literal["posts", "in_post", "recruitment", "agency", "absence", "leavers", "demand", "assumptions", "money"]
GROUPS: tuple[Group, ...] = get_args(Group)

OF_TABLE: dict[str, Group] = {
    "ramps": "assumptions",
    "cases": "demand",
    "post_changes": "posts",
    "agency": "agency",
    "absences": "absence",
    "leavers": "leavers",
    "moves": "in_post",
    "case_changes": "demand",
    "payments": "money",
    "pay_awards": "money",
    "starter_costs": "money",
}
"""Tables that belong to one group, all rows and fields of them."""

OF_FIELD: dict[str, dict[str, Group]] = {
    "assumptions": {
        "turnover": "leavers",
        "target_caseload": "assumptions",
        "absences_count_as_gap": "assumptions",
        "on_costs": "money",
        "agency_paid_weeks": "money",
    },
    "roles": {"caseload_share": "assumptions", "turnover": "leavers", "pay": "money", "agency_week": "money"},
    "case_types": {"weight": "demand", "growth": "demand"},
    "teams": {"target_caseload": "assumptions"},
    "establishment": {
        "posts": "posts",
        "newly_created": "posts",
        "in_post": "in_post",
        "absent": "absence",
        "agency": "agency",
        "turnover": "leavers",
        "pay": "money",
        "agency_week": "money",
    },
}
"""Tables whose fields belong to different groups; a field that is not here changes no figure that is split."""

OF_FIELD_OF_ROW: dict[str, dict[str, Group]] = {"agency": {"agency_week": "money"}}
"""Fields that belong to another group than the rows they are in; what a row has that only one plan has goes with it."""


COSTS_NOTHING: frozenset[Group] = frozenset(("absence", "demand", "assumptions"))
"""The groups that change no cost that is split: who is away is paid, and no cost is of a case."""


def of_starter(kind: str) -> Group:
    """The group of a row of the pipeline, by its kind."""
    return "agency" if kind == "agency" else "recruitment"
