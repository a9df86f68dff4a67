"""What every line costs in every period, against what its posts would cost. Pounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scenarios import flows
from scenarios.cover import AgencyWorkers, agency_workers
from scenarios.inputs import Inputs
from scenarios.lines import Pair, own_or
from scenarios.money.prices import MONTHS, awards, payments_per_fte, prices
from scenarios.plan import Placement, Plan, StarterCost, Team
from scenarios.projection import NO_CAPACITY, Projection
from scenarios.same import Same, read_only, remembered
from scenarios.sums import tabled
from scenarios.timeline import Array, Indices

Choice = NDArray[np.bool_]


@dataclass(frozen=True)
class Money:
    """What staffing costs: read-only arrays of lines × periods, £; nothing at the position, period 0.

    A line without pay counts in no figure.
    """

    dates: tuple[dt.date, ...]
    lengths: Array
    """Of each period, in months."""
    lines: tuple[Pair, ...]
    teams: tuple[Team, ...]
    team_of_line: Indices
    posts: Array
    """What the posts would cost, all filled."""
    permanent: Array
    agency: Array
    payments: Array
    starters: Array
    premium: Array
    """What agency with a rate costs less what the same FTE would cost employed."""
    unpaid: Choice
    """By line: whether it is staffed and has no pay."""
    unrated: Choice
    """By line: whether it has pay, and agency without a rate, which costs nothing here."""
    cases: Array
    """Teams × periods."""

    @cached_property
    def vacancy_saving(self) -> Array:
        """Cost of posts less cost of permanent staff."""
        return read_only(self.posts - self.permanent)

    @cached_property
    def net(self) -> Array:
        """All costs less the cost of posts: above 0 an overspend."""
        return read_only(self.permanent + self.agency + self.payments + self.starters - self.posts)


def money(plan: Plan, projection: Projection) -> Money | None:
    """What a plan costs, from its projection; None where no line has pay."""
    pay = prices(plan, "pay")
    paid = ~np.isnan(pay)
    if not paid.any():
        return None
    inputs = _inputs(plan, projection)
    staffed = _ever(projection.in_post.T + projection.agency.T)
    costs, unrated = _costs(inputs, projection, pay)
    result = Money(
        dates=projection.dates,
        lengths=inputs.time.lengths,
        lines=projection.lines,
        teams=plan.teams,
        team_of_line=projection.team_of_line,
        **{name: values.T for name, values in costs.items()},
        unpaid=staffed & ~paid,
        unrated=paid & unrated,
        cases=projection.cases,
    )
    return read_only(result)


def _inputs(plan: Plan, projection: Projection) -> Inputs:
    """The plan's rows over the periods of its projection, which may have been cut short."""
    inputs = Inputs(plan)
    return inputs if inputs.time.dates == projection.dates else Inputs(plan, projection.dates[-1])


def _ever(fte: Array) -> Choice:
    """By line: whether anyone is there at the end of any period that costs something."""
    ever: Choice = fte[1:].max(axis=0) > NO_CAPACITY
    return ever


def _costs(inputs: Inputs, projection: Projection, pay: Array) -> tuple[dict[str, Array], Choice]:
    """Costs, periods × lines, of lines with pay, and which lines have agency without a rate."""
    plan, time, general = inputs.plan, inputs.time, inputs.plan.assumptions
    years = time.lengths / MONTHS
    pay_award, agency_award = awards(Same(plan.pay_awards), time)
    employed = np.outer(years * pay_award * (1.0 + general.on_costs), np.nan_to_num(pay))
    weekly, rated, unrated = _agency(inputs, pay)
    agency = weekly * (years * agency_award * general.agency_paid_weeks)[:, None]
    on_top = payments_per_fte(Same(plan.payments), inputs.lines, time, Same(pay))
    in_post = projection.in_post.T
    costs = {
        "posts": projection.posts.T * employed,
        "permanent": in_post * employed,
        "agency": agency,
        "payments": in_post * on_top,
        "starters": _starters(inputs, pay),
        "premium": agency - rated * employed,
    }
    return costs, unrated


def _agency(inputs: Inputs, pay: Array) -> tuple[Array, Array, Choice]:
    """Agency present on lines with pay, periods × lines: £ a paid week before awards, FTE with a rate.

    And by line whether any has none, whether or not it has pay.
    """
    plan = inputs.plan
    dated = agency_workers(Same(plan.agency), inputs.starts, inputs.lines, inputs.time)
    known = Same(inputs.column("agency")), Same(prices(plan, "agency_week")), Same(pay)
    return _rated(Same(plan.agency), Same(dated), known, inputs.shape)


@remembered
def _rated(
    rows: Same[tuple[Placement, ...]],
    workers: Same[AgencyWorkers],
    by_line: tuple[Same[Array], Same[Array], Same[Array]],
    shape: tuple[int, int],
) -> tuple[Array, Array, Choice]:
    """From undated agency, agency rates and pay by line."""
    dated, (undated, of_line, pay) = workers.value, by_line
    own = np.array([row.agency_week for row in rows.value] + [None], dtype=np.float64)
    rates = own_or(own[np.minimum(dated.row, len(rows.value))], of_line.value[dated.line])
    sums = (tabled(dated.period, dated.line, dated.fte * each, shape) for each in _counted(rates))
    counted = zip(_counted(of_line.value), sums, strict=True)
    weekly, rated, unrated = (undated.value * each + part for each, part in counted)
    paid = ~np.isnan(pay.value)
    return weekly * paid, rated * paid, _ever(unrated)


def _counted(rates: Array) -> tuple[Array, Array, Array]:
    """What an FTE at each rate counts for: its rate, one with a rate, one without."""
    unknown = np.isnan(rates)
    return np.nan_to_num(rates), np.where(unknown, 0.0, 1.0), np.where(unknown, 1.0, 0.0)


def _starters(inputs: Inputs, pay: Array) -> Array:
    """One-off costs of those who start on lines with pay, newly qualified moves among them."""
    return _costs_of(Same(inputs.plan.starter_costs), inputs.joiners, Same(pay), inputs.shape)


@remembered
def _costs_of(
    rows: Same[tuple[StarterCost, ...]], who: flows.Joiners, pay: Same[Array], shape: tuple[int, int]
) -> Array:
    by_kind: dict[str, float] = {row.kind: row.amount for row in rows.value}
    each = np.array([by_kind.get(kind, 0.0) for kind in flows.JOINING_KINDS])[who.kind]
    return tabled(who.period, who.line, who.fte * each * ~np.isnan(pay.value[who.line]), shape)
