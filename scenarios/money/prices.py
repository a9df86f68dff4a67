"""What staff are paid: pay and agency rates of lines, awards, and payments on top."""

from __future__ import annotations

from typing import Literal

import numpy as np

from scenarios.lines import PRICES, Lines, of_roles, own_or, prices_of_lines, staffed
from scenarios.plan import PayAward, Payment, Plan
from scenarios.same import Same, interned, remembered
from scenarios.timeline import Array, Timeline, ordinals

MONTHS = 12
Price = Literal["pay", "agency_week"]


def prices(plan: Plan, price: Price) -> Array:
    """A price of each line: its own, else its role's; NaN where neither is given."""
    own, (lines, _) = Same(plan.establishment), staffed(Same(plan.establishment))
    return interned(own_or(prices_of_lines(own)[price], of_roles(Same(plan.roles), lines, PRICES)[price]))


def has_money(plan: Plan) -> bool:
    """Whether any line has pay."""
    return not np.isnan(prices(plan, "pay")).all()


@remembered
def awards(rows: Same[tuple[PayAward, ...]], time: Timeline) -> tuple[Array, Array]:
    """What pay and agency rates are multiplied by at each period's end: awards so far, those before the plan too."""
    pay, agency = np.ones(time.months + 1), np.ones(time.months + 1)
    for row, period in zip(rows.value, time.periods(row.start for row in rows.value), strict=True):
        pay[period:] *= 1.0 + row.pay
        agency[period:] *= 1.0 + row.agency
    return pay, agency


@remembered
def payments_per_fte(rows: Same[tuple[Payment, ...]], lines: Lines, time: Timeline, pay: Same[Array]) -> Array:
    """Payments on top of pay to each FTE in post in each period, £: periods × lines; none on lines without pay."""
    teams, roles = (np.array(keys, dtype=np.str_) for keys in (lines.teams, lines.roles))
    starts = ordinals((row.start for row in rows.value), blank=time.as_at.toordinal())
    present = time.presence(starts, ordinals(row.end for row in rows.value))
    a_year = np.zeros((time.months + 1, len(lines)))
    paid = ~np.isnan(pay.value)
    for row, when in zip(rows.value, present, strict=True):
        in_team, in_role = row.team is None or teams == row.team, row.role is None or roles == row.role
        a_year[np.ix_(when, paid & in_team & in_role)] += row.amount * row.uptake
    return a_year * (time.lengths / MONTHS)[:, None]
