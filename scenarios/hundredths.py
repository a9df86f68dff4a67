"""Amounts to two decimals: parts of them, and sums spread so that the hundredths add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_HUNDREDTH = Decimal("0.01")


def part_of(amount: float, share: float) -> float:
    """A share of an amount, to the hundredth; half a hundredth goes up."""
    return float((Decimal(repr(amount)) * Decimal(repr(share))).quantize(_HUNDREDTH, ROUND_HALF_UP))


def less(amount: float, part: float) -> float:
    """What is left of an amount without a part of it, exact to the hundredth."""
    return round(amount - part, 2)


def spread(total: float, weights: Sequence[float]) -> list[float]:
    """A total in proportion to weights, to the hundredth and adding up to it exactly (largest remainders up).

    Equal parts where every weight is 0.
    """
    exact = [Fraction(Decimal(repr(weight))) for weight in weights]
    if not sum(exact):
        exact = [Fraction(1)] * len(exact)
    hundredths = abs(int(Decimal(repr(total)) * 100))
    shares = [hundredths * weight / sum(exact) for weight in exact]
    whole = [int(share) for share in shares]
    by_rest = sorted(range(len(whole)), key=lambda place: whole[place] - shares[place])
    for place in by_rest[: hundredths - sum(whole)]:
        whole[place] += 1
    sign = -1 if total < 0 else 1
    return [sign * parts / 100 for parts in whole]
