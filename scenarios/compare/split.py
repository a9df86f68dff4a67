"""Why figures differ: the change split over the groups of inputs in which two plans differ.

A group's share is its Shapley value (L. S. Shapley, A value for n-person games, 1953): the mean, over all orders of
switching the groups from before to after, of what its switch changes. Shares add up to the change and depend on no
order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from math import factorial

import numpy as np

from scenarios.compare.figures import MONEY, SPLIT, money_values, values
from scenarios.compare.groups import COSTS_NOTHING, Group
from scenarios.compare.mixtures import Mixtures, Taken
from scenarios.money.costs import money
from scenarios.money.scope import scope_money
from scenarios.projection import project
from scenarios.same import aside
from scenarios.timeline import Array
from scenarios.totals import Scope, figures


@dataclass(frozen=True)
class Split:
    """Changes of a scope's figures, by figure and period, and what each group of inputs makes of them.

    `shares` and `alone` are groups × periods. NaN where a figure does not exist in either plan or in a mixture of them.
    """

    groups: tuple[Group, ...]
    dates: tuple[dt.date, ...]
    change: dict[str, Array]
    shares: dict[str, Array]
    alone: dict[str, Array]
    """What each group changes when only it is switched."""

    def interaction(self, figure: str) -> Array:
        """By period, the whole change less the sum of what each group changes alone."""
        result: Array = self.change[figure] - self.alone[figure].sum(axis=0)
        return result


def split(
    mixtures: Mixtures, scope: Scope, cancelled: Callable[[], bool] = lambda: False, *, priced: bool = False
) -> Split | None:
    """The changes of a scope from before to after, split; None when cancelled meanwhile.

    Those of money are among them where both plans are `priced`.
    """
    groups, names = mixtures.groups, (*SPLIT, *MONEY) if priced else SPLIT
    found = _all_mixtures(mixtures, _Figures(mixtures, scope, priced=priced), cancelled)
    if found is None:
        return None
    cube = found.reshape(*(2,) * len(groups), *found.shape[1:])
    first, last = found[0], found[-1]
    shares = np.array([_share(cube, place) for place in range(len(groups))]).reshape(len(groups), *first.shape)
    alone = np.array([found[1 << place] - first for place in _bits(groups)]).reshape(len(groups), *first.shape)
    return Split(
        groups=groups,
        dates=project(mixtures.before).dates,
        change=dict(zip(names, last - first, strict=True)),
        shares={figure: shares[:, place] for place, figure in enumerate(names)},
        alone={figure: alone[:, place] for place, figure in enumerate(names)},
    )


def _bits(groups: tuple[Group, ...]) -> range:
    """The bit of each group in the number of a mixture: the first group's is the highest."""
    return range(len(groups) - 1, -1, -1)


class _Figures:
    """Figures of a scope in one mixture after another.

    Those that differ in money alone share a projection, those that differ only in what costs nothing their costs.
    """

    def __init__(self, mixtures: Mixtures, scope: Scope, *, priced: bool) -> None:
        self._mixtures, self._scope, self._priced = mixtures, scope, priced
        self._staffing: Taken | None = None
        self._costs: dict[Taken, list[Array]] = {}

    def of(self, taken: Taken) -> list[Array]:
        """Figures by period."""
        if self._staffing != taken - {"money"}:
            self._staffing = taken - {"money"}
            plan = self._mixtures.plan(taken)
            self._projection = project(plan)
            worked_out = figures(plan, self._projection, self._scope)
            self._found = [values(worked_out, figure) for figure in SPLIT]
        return [*self._found, *self._costs_of(taken)]

    def _costs_of(self, taken: Taken) -> list[Array]:
        key = taken - COSTS_NOTHING
        if key not in self._costs:
            costs = money(self._mixtures.plan(taken), self._projection) if self._priced else None
            found = scope_money(costs, self._scope) if costs else None
            self._costs[key] = [money_values(found, figure) for figure in MONEY] if found else []
        return self._costs[key]


@aside()
def _all_mixtures(mixtures: Mixtures, worked_out: _Figures, cancelled: Callable[[], bool]) -> Array | None:
    """Figures of a scope in every mixture: mixtures × figures × periods, before first and after last."""
    groups = mixtures.groups
    found = []
    for number in range(1 << len(groups)):
        if cancelled():
            return None
        taken = frozenset(group for group, bit in zip(groups, _bits(groups), strict=True) if number >> bit & 1)
        found.append(worked_out.of(taken))
    return np.array(found)


def _share(cube: Array, place: int) -> Array:
    """The Shapley value of the group on an axis: figures × periods.

    What its switch changes, for every choice of the others, weighted by the part of the orders in which just those
    come before it.
    """
    switched = np.diff(cube, axis=place).squeeze(axis=place)
    others = switched.ndim - 2
    before = np.indices((2,) * others).sum(axis=0) if others else np.zeros(())
    parts = [factorial(n) * factorial(others - n) / factorial(others + 1) for n in range(others + 1)]
    weights = np.array(parts)[before.astype(np.intp)]
    result: Array = np.tensordot(weights, switched, axes=others)
    return result
