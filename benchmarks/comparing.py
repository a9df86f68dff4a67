"""How long it takes to compare two county plans: what differs, every scope, and why, over all groups and over three."""

from __future__ import annotations

from benchmarks._record import Result
from benchmarks._timing import in_turn
from scenarios.compare.comparison import Comparison
from scenarios.compare.groups import GROUPS, Group
from scenarios.compare.inputs import input_differences
from scenarios.compare.mixtures import Mixtures
from scenarios.plan import Plan, Row
from scenarios.timeline import Array
from tests.scenarios.agreement import arrays_of
from tests.scenarios.county import county

FRAME, ALL, THREE = 16.7, 500.0, 50.0

EDITS: dict[Group, tuple[str, str, float]] = {
    "posts": ("establishment", "posts", 1.0),
    "in_post": ("establishment", "in_post", 0.5),
    "recruitment": ("pipeline", "fte", 0.5),
    "agency": ("agency", "fte", 0.25),
    "absence": ("absences", "fte", 0.5),
    "leavers": ("leavers", "fte", 0.5),
    "demand": ("case_changes", "cases", 10.0),
    "money": ("roles", "pay", 1000.0),
}


def different(plan: Plan) -> Plan:
    """The plan with every row of every group of inputs changed."""
    for table, field, more in EDITS.values():
        plan = plan.with_rows(**{table: [_more(row, field, more) for row in plan.rows(table)]})
    general = plan.assumptions.model_copy(update={"target_caseload": 17.0})
    return plan.with_rows(assumptions=[general])


def _more(row: Row, field: str, more: float) -> Row:
    return row.model_copy(update={field: (vars(row)[field] or 0.0) + more})


def _every_figure(comparison: Comparison) -> list[dict[str, Array]]:
    sides = (side for pair in comparison.pairs.values() for side in (pair.before, pair.after))
    return [arrays_of(side) for side in sides]


def rows() -> list[Result]:
    """Everything a comparison shows, against bounds of what a manager waits for."""
    before = county()
    after = different(before)
    some = Mixtures(before, after).plan(GROUPS[:3])
    typed = [
        some.with_rows(establishment=[_more(some.establishment[0], "posts", n), *some.establishment[1:]])
        for n in range(99)
    ]
    keys = iter(typed)
    answer, inputs = "compare, a key: before, after and change of every scope", "compare: every input that differs"
    three, every = "compare: why, three groups", "compare: why, all groups"
    times = in_turn(
        {
            answer: lambda: _every_figure(Comparison(before, next(keys))),
            inputs: lambda: input_differences(before, some),
            three: lambda: Comparison(before, some).why(),
            every: lambda: Comparison(before, after).why(),
        }
    )
    return [
        Result(answer, "a frame", times[answer], [FRAME], at_most=1),
        Result(inputs, "a frame", times[inputs], [FRAME]),
        Result(three, "the bound", times[three], [THREE], at_most=1),
        Result(every, "the bound", times[every], [ALL], at_most=1),
    ]
