"""How long the county takes to work out after an edit: with what it costs, and without."""

from __future__ import annotations

import datetime as dt

from benchmarks._plans import with_starter, worked_out
from benchmarks._record import Result
from benchmarks._timing import in_turn
from scenarios.money.costs import money
from scenarios.money.scope import scope_money
from scenarios.plan import PayAward, Payment, Plan, StarterCost
from tests.scenarios.county import county


def priced(plan: Plan) -> Plan:
    """The plan with payments, awards and costs of starters beside its prices."""
    days = [plan.header.as_at + dt.timedelta(days=months * 31) for months in (6, 18)]
    payments = (Payment(id=f"payment-{row.key}", role=row.key, amount=3000.0, start=days[0]) for row in plan.roles)
    awards = (PayAward(id=f"award-{day}", start=day, pay=0.02, agency=0.03) for day in days)
    costs = [StarterCost(kind=row.kind, amount=5000.0) for row in plan.starter_costs]
    return plan.with_rows(payments=payments, pay_awards=awards, starter_costs=costs)


def work_out(plan: Plan, *, with_money: bool) -> None:
    """A plan and the whole of it, and what both cost."""
    projection, _ = worked_out(plan)
    costs = money(plan, projection) if with_money else None
    if costs is not None:
        scope_money(costs)


def rows() -> list[Result]:
    """The county after an edit of a starter."""
    plan = priced(county())
    without, both = (iter([with_starter(plan, number) for number in range(99)]) for _ in range(2))
    times = in_turn(
        {
            "without": lambda: work_out(next(without), with_money=False),
            "with": lambda: work_out(next(both), with_money=True),
        }
    )
    return [Result("county after an edit, with its costs", "without", times["with"], times["without"], at_most=2)]
