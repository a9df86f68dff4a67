import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.chart import round_ticks

values = st.lists(st.floats(0, 1e6), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("shown", "most", "ticks"),
    [
        ([24.7, 33.9], 5, [20, 25, 30, 35]),
        ([488.53, 66.04], 7, [0, 100, 200, 300, 400, 500]),
        ([15.0], 5, [15.0, 15.1]),
    ],
)
def test_ticks_are_round_numbers(shown: list[float], most: int, ticks: list[float]) -> None:
    assert round_ticks(shown, most) == pytest.approx(ticks)


@given(values, st.integers(3, 12))
def test_ticks_reach_round_the_values_and_are_few(shown: list[float], most: int) -> None:
    ticks = round_ticks(shown, most)
    assert ticks[0] <= min(shown) + 1e-6
    assert ticks[-1] >= max(shown) - 1e-6
    assert 2 <= len(ticks) <= max(most, 3)
