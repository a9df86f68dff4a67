"""Changes and their parts as shown: they add up on paper."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tui.rounding import change, parts

numbers = st.floats(-1e5, 1e5, allow_nan=False, allow_infinity=False)


@given(numbers, numbers)
def test_a_change_is_the_difference_of_what_is_shown(before: float, after: float) -> None:
    found = change(before, after, 2)
    assert f"{float(f'{before:.2f}') + found:.2f}" in (f"{after:.2f}", f"{after:.2f}".replace("-0.00", "0.00"))


def test_a_change_of_what_does_not_exist_does_not_exist() -> None:
    assert math.isnan(change(math.nan, 1.0, 2))
    assert math.isnan(change(1.0, math.nan, 2))


@given(st.lists(numbers, min_size=1, max_size=8), st.integers(1, 3))
def test_parts_add_up_and_are_near_their_own_rounding(values: list[float], places: int) -> None:
    total = change(0.0, sum(values), places)
    found = parts(values, total, places)
    assert round(sum(found), places) == round(total, places)
    assert all(abs(part - value) <= 1.01 / 10**places + 1e-6 for part, value in zip(found, values, strict=True))


def test_a_part_of_nothing_stays_nothing() -> None:
    assert parts([0.0, 7.124, 0.0], 7.13, 2) == [0.0, 7.13, 0.0]


def test_the_largest_remainders_are_rounded_up() -> None:
    assert parts([0.333, 0.333, 0.334], 1.0, 2) == [0.33, 0.33, 0.34]
    assert parts([-0.336, -0.336, -0.328], -1.0, 2) == [-0.33, -0.34, -0.33]


def test_parts_are_unknown_where_one_is() -> None:
    assert all(math.isnan(part) for part in parts([1.0, math.nan], 1.0, 2))
