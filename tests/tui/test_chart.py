"""The chart: round ticks, and lines where their values are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.geometry import Size

from tui.widgets.plot import QUARTERS, SOLID, Canvas, Frame, Line, Picture, round_ticks

STYLES = {"": Style(), "red": Style(color="red")}
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


def picture(lines: list[Line], width: int, height: int) -> list[str]:
    periods = ["Mar 19", "Apr 19", "May 19"]
    return [strip.text for strip in Picture(lines, periods).strips(Size(width, height), Style())]


def test_a_line_goes_from_corner_to_corner_beside_its_values() -> None:
    assert picture([Line("caseload", SOLID, "red", [10.0, 15.0, 20.0])], 27, 6) == [
        "20                     ▄▄▞▀",
        "                  ▄▄▞▀▀    ",
        "15          ▗▄▄▀▀▀         ",
        "       ▗▄▄▀▀▘              ",
        "10 ▄▞▀▀▘                   ",
        "   Mar 19   Apr 19   May 19",
    ]


@given(values, st.sampled_from(("-", SOLID)), st.integers(2, 90), st.integers(1, 12))
def test_every_value_has_its_place(shown: list[float], mark: str, width: int, height: int) -> None:
    low, high = min(shown), max(shown) + 1.0
    canvas = Canvas(Frame(max(width, len(shown)), height, len(shown), low, high))
    canvas.draw(Line("", mark, "red", shown))
    rows = ["".join(each.text for each in canvas.segments(y, STYLES)) for y in range(height)]
    fine = 1 if mark else 2
    for k, value in enumerate(shown):
        x = round(k * (canvas.frame.width * fine - 1) / max(len(shown) - 1, 1)) // fine
        y = round((high - value) / (high - low) * (height * fine - 1)) // fine
        assert rows[y][x] != " "
    assert set("".join(rows)) <= set(QUARTERS) | {"-"}


def test_a_line_of_fewer_periods_ends_where_they_do() -> None:
    long, short = Line("", "-", "red", [1.0] * 5), Line("", "x", "blue", [2.0] * 3)
    assert [strip.text for strip in Picture([long, short], ["", "", "", "", ""]).strips(Size(13, 3), Style())][:2] == [
        "2 xxxxxx     ",
        "1 -----------",
    ]


def test_where_there_is_no_value_there_is_no_line() -> None:
    canvas = Canvas(Frame(11, 1, 3, 0.0, 1.0))
    canvas.draw(Line("", "-", "red", [0.0, math.nan, 0.0]))
    assert "".join(each.text for each in canvas.segments(0, STYLES)).strip("- ") == ""
    assert "".join(each.text for each in canvas.segments(0, STYLES))[1:10] == " " * 9


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=False, width=16), max_size=9),
    st.integers(0, 60),
    st.integers(0, 9),
)
def test_every_line_is_as_wide_as_there_is_room(shown: list[float], width: int, height: int) -> None:
    lines = picture([Line("", SOLID, "red", shown)], width, height)
    assert len(lines) in (0, height)
