"""Generated plans with what things cost: pay, rates, awards in mid-year, payments, starter costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from scenarios.plan import PayAward, Payment, Plan
from tests.scenarios.draws import ROUND, Draw, among, decimals, one_of
from tests.scenarios.slow_calendar import period_ends
from tests.scenarios.strategies import moment, share


def pounds(most: int, *others: float | None) -> st.SearchStrategy[float | None]:
    """Sums from 0 to `most`, to the penny; round ones and some others among them."""
    return st.sampled_from((*ROUND, *others)) | st.integers(0, most * 100).map(lambda pence: pence / 100)


pay = pounds(60000, 39500.0, None, 33400.25, 39500.0, None, 33400.25, 0.0, None)
week = pounds(2500, 1800.0, None, 1280.5, 1800.0, None, 1280.5, 0.0, None)
weeks = st.sampled_from((47.0, 52.0, 46.5, 0.0, 53.0, 47.25))
on_costs = st.sampled_from((0.3, 0.0, 0.2875, 1.0))
award = one_of((0.0, 0.02, -0.05, 0.0325), decimals(-1, 1, 4))
paid = pounds(5000)
of_a_starter = pounds(6000)
few = st.sampled_from((1, 2, 0, 3))


@st.composite
def priced(draw: Draw[Any], plan: Plan) -> Plan:
    """A plan with prices drawn anew: dates at or beside the ends of its periods, or any day near it."""
    ends = period_ends(plan.header.as_at, plan.header.months)

    def day() -> date:
        when: int | tuple[int, int] = draw(moment)
        if isinstance(when, int):
            return plan.header.as_at + timedelta(days=when)
        return ends[min(max(when[0], 0), len(ends) - 1)] + timedelta(days=when[1])

    def prices(row: Any) -> Any:
        return row.model_copy(update={"pay": draw(pay), "agency_week": None if unrated else draw(week)})

    def payment(number: int) -> Payment:
        start, end = sorted((day(), day()))
        return Payment(
            id=f"payment-{number}",
            role=draw(among(None, *(role.key for role in plan.roles))),
            team=draw(among(None, *(team.key for team in plan.teams))),
            amount=draw(paid),
            uptake=draw(share),
            start=start,
            end=end if draw(st.booleans()) else None,
        )

    def pay_award(number: int) -> PayAward:
        return PayAward(id=f"award-{number}", start=day(), pay=draw(award), agency=draw(award))

    unrated = draw(among(False, True, False))
    general = {"on_costs": draw(on_costs), "agency_paid_weeks": draw(weeks)}
    return plan.with_rows(
        assumptions=[plan.assumptions.model_copy(update=general)],
        roles=[prices(row) for row in plan.roles],
        establishment=[prices(row) if draw(st.booleans()) else row for row in plan.establishment],
        agency=[row.model_copy(update={"agency_week": draw(week)}) for row in plan.agency],
        payments=[payment(number) for number in range(draw(few))],
        pay_awards=[pay_award(number) for number in range(draw(few))],
        starter_costs=[row.model_copy(update={"amount": draw(of_a_starter)}) for row in plan.starter_costs],
    )


def priced_plans(plans: st.SearchStrategy[Plan]) -> st.SearchStrategy[Plan]:
    """Generated plans with prices."""
    return plans.flatmap(priced)
