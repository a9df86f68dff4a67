"""Changes and their parts as they are shown: rounded, and still adding up on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

NOTHING = 1e-9
"""Below this, a part is left out when a rounding difference is handed out."""


def steady(value: float) -> float:
    """The value without what is left of the order of a sum, so that half a hundredth always rounds the same way."""
    return round(value, 9)


def shown(value: float, places: int) -> Decimal:
    """A number as it is shown."""
    return Decimal(f"{steady(value):.{places}f}")


def change(before: float, after: float, places: int) -> float:
    """The difference of two numbers as shown; NaN where either is unknown."""
    if not (math.isfinite(before) and math.isfinite(after)):
        return math.nan
    return float(shown(after, places) - shown(before, places))


def parts(values: Sequence[float], total: float, places: int) -> list[float]:
    """Parts of a total, rounded so that they add up to it as shown; NaN all of them where one is unknown.

    Each is at most one last place beside its own rounding, largest remainders first; a part of nothing stays nothing.
    """
    if not all(math.isfinite(value) for value in (*values, total)):
        return [math.nan] * len(values)
    scale = 10**places
    scaled = [steady(value) * scale for value in values]
    whole = [math.floor(value) if abs(value) > NOTHING else 0 for value in scaled]
    left = round(total * scale) - sum(whole)
    some = [place for place, value in enumerate(scaled) if abs(value) > NOTHING]
    for place in sorted(some, key=lambda place: whole[place] - scaled[place])[: max(left, 0)]:
        whole[place] += 1
    return [value / scale for value in whole]
