"""What every line costs in every period, against what its posts would cost. Pounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scenarios import flows
from scenarios.cover import AgencyWorkers, agency_workers
from scenarios.inputs import Inputs
from scenarios.lines import own_or
from scenarios.money.prices import MONTHS, awards, payments_per_fte, prices
from scenarios.plan import PayAward, Placement, Plan, StarterCost
from scenarios.projection import NO_CAPACITY, Projection
from scenarios.same import Same, interned, read_only, remembered
from scenarios.sums import tabled
from scenarios.timeline import Array, Timeline

Choice = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Money:
    """What staffing costs: read-only arrays of lines × periods, £; nothing at the position, period 0.

    A line without pay counts in no figure. A cost is worked out when it is first read, and kept.
    """

    inputs: Inputs
    """The plan's rows over the periods of the projection."""
    projection: Projection
    pay: Array
    """By line; NaN where there is none."""

    @property
    def posts(self) -> Array:
        """What the posts would cost, all filled."""
        return _posts(Same(self.inputs.posts), Same(self._employed))

    def posts_in(self, period: int) -> Array:
        """What the posts of each line would cost in one period, all filled."""
        posts: Array = self.inputs.posts_in(period) * self._employed[period]
        return posts

    @property
    def permanent(self) -> Array:
        """What those in post cost."""
        return _permanent(Same(self.projection.people.in_post), Same(self._employed))

    @property
    def agency(self) -> Array:
        """What agency with a rate costs."""
        _, award = awards(Same(self._plan.pay_awards), self.inputs.time)
        weeks = self.inputs.time.lengths / MONTHS * award * self._plan.assumptions.agency_paid_weeks
        return _over(Same(self._rated.weekly), Same(interned(weeks)))

    @property
    def payments(self) -> Array:
        """Payments on top of pay."""
        on_top = payments_per_fte(Same(self._plan.payments), self.inputs.lines, self.inputs.time, Same(self.pay))
        return _payments(Same(self.projection.people.in_post), Same(on_top))

    @property
    def starters(self) -> Array:
        """One-off costs of those who start, newly qualified moves among them."""
        return _costs_of(Same(self._plan.starter_costs), self.inputs.joiners, Same(self.pay), self.inputs.shape)

    @property
    def premium(self) -> Array:
        """What agency with a rate costs less what the same FTE would cost employed."""
        return _premium(Same(self.agency), Same(self._rated.with_rate), Same(self._employed))

    @cached_property
    def vacancy_saving(self) -> Array:
        """Cost of posts less cost of permanent staff."""
        return read_only(self.posts - self.permanent)

    @cached_property
    def net(self) -> Array:
        """All costs less the cost of posts: above 0 an overspend."""
        return read_only(self.permanent + self.agency + self.payments + self.starters - self.posts)

    @cached_property
    def unpaid(self) -> Choice:
        """By line: whether it is staffed and has no pay."""
        unpaid = np.isnan(self.pay)
        unpaid[unpaid] = _ever(self.projection.in_post[unpaid] + self.projection.agency[unpaid])
        return read_only(unpaid)

    @property
    def unrated(self) -> Choice:
        """By line: whether it has pay, and agency without a rate, which costs nothing here."""
        return self._rated.unrated

    @property
    def _plan(self) -> Plan:
        return self.inputs.plan

    @property
    def _employed(self) -> Array:
        """What an FTE in post costs: periods × lines."""
        return _employed(self.inputs.time, Same(self._plan.pay_awards), self._plan.assumptions.on_costs, Same(self.pay))

    @cached_property
    def _rated(self) -> Rated:
        known = Same(self.inputs.column("agency")), Same(prices(self._plan, "agency_week")), Same(self.pay)
        rows, time = Same(self._plan.agency), self.inputs.time
        dated = agency_workers(rows, self.inputs.starts, self.inputs.lines, time)
        return _rated(rows, Same(dated), known, self.inputs.shape)


def money(plan: Plan, projection: Projection) -> Money | None:
    """What a plan costs, from its projection; None where no line has pay."""
    pay = prices(plan, "pay")
    return None if np.isnan(pay).all() else Money(_inputs(plan, projection), projection, pay)


def _inputs(plan: Plan, projection: Projection) -> Inputs:
    """The plan's rows over the periods of its projection, which may have been cut short."""
    inputs = Inputs(plan)
    return inputs if inputs.time.dates == projection.dates else Inputs(plan, projection.dates[-1])


def _ever(fte: Array) -> Choice:
    """By line: whether anyone is there at the end of any period that costs something."""
    ever: Choice = fte[:, 1:].max(axis=1) > NO_CAPACITY
    return ever


@remembered
def _employed(time: Timeline, rows: Same[tuple[PayAward, ...]], on_costs: float, pay: Same[Array]) -> Array:
    pay_award, _ = awards(rows, time)
    return np.outer(time.lengths / MONTHS * pay_award * (1.0 + on_costs), np.nan_to_num(pay.value))


# Costs are lines × periods, as they are read: the same array then, and not another view, for the same cost.


def _product(fte: Same[Array], each: Same[Array]) -> Array:
    return (fte.value * each.value).T


_posts, _permanent, _payments = (remembered(_product) for _ in range(3))
"""What so many FTE cost, by what each does; what is remembered of one puts out nothing of another."""


@remembered
def _over(weekly: Same[Array], weeks: Same[Array]) -> Array:
    return (weekly.value * weeks.value[:, None]).T


@remembered
def _premium(agency: Same[Array], with_rate: Same[Array], employed: Same[Array]) -> Array:
    return agency.value - (with_rate.value * employed.value).T


@dataclass(frozen=True, eq=False)
class Rated:
    """Agency present on lines with pay, periods × lines; and by line whether any has no rate, though it has pay."""

    weekly: Array
    """£ a paid week before awards."""
    with_rate: Array
    """FTE with a rate."""
    unrated: Choice


@remembered
def _rated(
    rows: Same[tuple[Placement, ...]],
    workers: Same[AgencyWorkers],
    by_line: tuple[Same[Array], Same[Array], Same[Array]],
    shape: tuple[int, int],
) -> Rated:
    """From undated agency, agency rates and pay by line."""
    dated, (undated, of_line, pay) = workers.value, by_line
    own = np.array([row.agency_week for row in rows.value] + [None], dtype=np.float64)
    rates = own_or(own[np.minimum(dated.row, len(rows.value))], of_line.value[dated.line])
    sums = (tabled(dated.period, dated.line, dated.fte * each, shape) for each in _counted(rates))
    counted = zip(_counted(of_line.value), sums, strict=True)
    weekly, rated, unrated = (undated.value * each + part for each, part in counted)
    paid = ~np.isnan(pay.value)
    return Rated(weekly * paid, rated * paid, paid & _ever(unrated.T))


def _counted(rates: Array) -> tuple[Array, Array, Array]:
    """What an FTE at each rate counts for: its rate, one with a rate, one without."""
    unknown = np.isnan(rates)
    return np.nan_to_num(rates), np.where(unknown, 0.0, 1.0), np.where(unknown, 1.0, 0.0)


@remembered
def _costs_of(
    rows: Same[tuple[StarterCost, ...]], who: flows.Joiners, pay: Same[Array], shape: tuple[int, int]
) -> Array:
    """One-off costs of those who start on lines with pay."""
    by_kind: dict[str, float] = {row.kind: row.amount for row in rows.value}
    each = np.array([by_kind.get(kind, 0.0) for kind in flows.JOINING_KINDS])[who.kind]
    return tabled(who.period, who.line, who.fte * each * ~np.isnan(pay.value[who.line]), shape).T
