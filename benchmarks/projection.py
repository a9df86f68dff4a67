"""How long the county's projection takes, against the plain loop of the tests, in turn in one run.

`python -m benchmarks.projection`, or `make bench` with the others.
"""

from __future__ import annotations

from statistics import median

from benchmarks._timing import in_turn, print_table
from scenarios.plan import SINGLE, TABLES, Plan
from scenarios.projection import project
from tests.scenarios.county import county
from tests.scenarios.slow_model import slow_projection

AT_LEAST = 40.0


def anew(plan: Plan) -> Plan:
    """The plan with every table made anew, so that nothing remembered of it can be used."""
    return plan.with_rows(**{table: list(plan.rows(table)) for table in TABLES if table not in SINGLE})


def edited(plan: Plan, number: int) -> Plan:
    """The plan with another FTE of one starter."""
    first, *rest = plan.pipeline
    return plan.with_rows(pipeline=[first.model_copy(update={"fte": 1.0 + number / 100}), *rest])


def main() -> None:
    plan = county()
    rows = len(plan.establishment), plan.header.months, len(plan.pipeline), len(plan.agency)
    print("County: {} lines, {} months, {} rows of starters, {} of agency".format(*rows))
    fresh, changed = (iter([make(n) for n in range(100)]) for make in (lambda _: anew(plan), lambda n: edited(plan, n)))
    loop, whole, edit = "plain loop", "projection, everything anew", "projection after an edit of a starter"
    times = in_turn(
        {
            loop: lambda: slow_projection(plan),
            whole: lambda: project(next(fresh)),
            edit: lambda: project(next(changed)),
        }
    )
    print_table(times)
    for name in (whole, edit):
        ratio = median(times[loop]) / median(times[name])
        print(f"\n{name}: {ratio:.0f} times as fast as the loop; the target is {AT_LEAST:.0f} or more")


if __name__ == "__main__":
    main()
