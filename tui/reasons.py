"""Why a figure differs, as it is shown: the parts of its change, rounded so that they add up. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.compare.comparison import Pair
from scenarios.compare.figures import AT_POSITION
from scenarios.compare.groups import Group
from scenarios.compare.split import Split
from scenarios.timeline import Array
from tui.figures import FIGURES


@dataclass(frozen=True)
class Reasons:
    """The change of a figure in a period, and what every group of inputs makes of it; NaN where that does not exist."""

    change: float
    groups: dict[Group, float]
    together: float = 0.0
    """Where each group is taken alone: what comes of groups acting together."""


def reasons(why: Split, pair: Pair, figure: str, period: int) -> Reasons:
    """The share of every group."""
    change = changed(pair, figure, period)
    return Reasons(change, _groups(why, FIGURES[figure].parts(_at(why.shares[figure], period), change)))


def alone(why: Split, pair: Pair, figure: str, period: int) -> Reasons:
    """What every group changes alone, and what is left of the change."""
    change = changed(pair, figure, period)
    parts = [*_at(why.alone[figure], period), float(why.interaction(figure)[period])]
    *single, together = FIGURES[figure].parts(parts, change)
    return Reasons(change, _groups(why, single), together)


def changed(pair: Pair, figure: str, period: int) -> float:
    """The change of a figure as shown."""
    moved = pair.moved(figure, 0 if figure in AT_POSITION else period)
    return FIGURES[figure].change(moved.before, moved.after)


def _at(parts: Array, period: int) -> list[float]:
    return [float(part[period]) for part in parts]


def _groups(why: Split, parts: Sequence[float]) -> dict[Group, float]:
    return dict(zip(why.groups, parts, strict=True))
