from __future__ import annotations

import datetime as dt
import math

import pytest

from scenarios.columns import column
from scenarios.plan import Absence, Assumptions, CaseChange, CaseType, Header, Line, OpeningCases, PostChange, Ramp
from tui import format as fmt


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.0, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (-0.004, 2, "0.00"),
        (-0.006, 2, "−0.01"),
        (1234.5, 2, "1,234.50"),
        (-1234567.891, 1, "−1,234,567.9"),
        (0.96, 0, "1"),
        (None, 2, "–"),
        (math.nan, 2, "–"),
        (math.inf, 1, "–"),
        (-math.inf, 1, "–"),
    ],
)
def test_number(value: float | None, places: int, text: str) -> None:
    assert fmt.number(value, places) == text


def test_each_figure_has_its_decimals() -> None:
    assert fmt.fte(66.04) == "66.04"
    assert fmt.caseload(19.25) == "19.2"
    assert fmt.cases(1204.0) == "1,204.0"
    assert fmt.percent(0.2404) == "24.0%"
    assert fmt.percent(None) == fmt.caseload(math.nan) == "–"


@pytest.mark.parametrize(
    ("before", "after", "places", "text"),
    [
        (20.9, 22.5, 2, "▲ +1.60"),
        (20.9, 19.3, 1, "▼ −1.6"),
        (1.0, 1.0, 2, ""),
        (1.0, 1.004, 2, ""),
        (1.004, 1.006, 2, "▲ +0.01"),
        (-0.001, 0.001, 2, ""),
        (0.0, 12345.0, 2, "▲ +12,345.00"),
        (None, 1.0, 2, ""),
        (1.0, math.nan, 2, ""),
    ],
)
def test_a_difference_is_that_of_the_figures_shown(
    before: float | None, after: float | None, places: int, text: str
) -> None:
    assert fmt.difference(before, after, places) == text


def test_rates_differ_by_points() -> None:
    assert fmt.percent_difference(0.24, 0.122) == "▼ −11.8 pts"
    assert fmt.percent_difference(0.24, 0.2401) == ""
    assert fmt.percent_difference(None, 0.2) == ""


def test_dates() -> None:
    day = dt.date(2019, 3, 7)
    assert (fmt.date(day), fmt.month(day)) == ("7 Mar 2019", "Mar 2019")
    assert fmt.short_month(day) == "Mar 19"
    assert (fmt.date(None), fmt.month(None)) == ("–", "–")


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        ((0.6,) * 6 + (0.9,) * 6, "60% × 6, 90% × 6"),
        ((0.5, 0.75), "50%, 75%"),
        ((0.3, 0.3, 0.5, 0.3), "30% × 2, 50%, 30%"),
        ((0.1699,), "16.99%"),
        ((), "no ramp"),
    ],
)
def test_ramp(shares: tuple[float, ...], text: str) -> None:
    assert fmt.ramp(shares) == text


DAY = dt.date(2026, 9, 1)


@pytest.mark.parametrize(
    ("row", "name", "value", "shown", "edited"),
    [
        (Line, "posts", 1234.5, "1,234.50", "1234.5"),
        (Line, "in_post", 20.0, "20.00", "20"),
        (Line, "turnover", 0.1699, "17.0%", "16.99%"),
        (Line, "turnover", None, "", ""),
        (CaseType, "growth", -0.02, "−2.0%", "-2%"),
        (CaseType, "weight", 1.25, "1.25", "1.25"),
        (CaseType, "weight", 1.0, "1.0", "1"),
        (OpeningCases, "cases", 1204.0, "1,204", "1204"),
        (OpeningCases, "cases", 12.5, "12.5", "12.5"),
        (PostChange, "fte", 2.0, "+2.00", "2"),
        (PostChange, "fte", -1.5, "−1.50", "-1.5"),
        (PostChange, "fte", 0.0, "0.00", "0"),
        (CaseChange, "cases", 30.0, "+30", "30"),
        (Assumptions, "target_caseload", 15.0, "15.0", "15"),
        (Assumptions, "absences_count_as_gap", True, "yes", "yes"),
        (Header, "months", 24, "24", "24"),
        (Header, "as_at", DAY, "1 Sep 2026", "1 Sep 2026"),
        (Absence, "end", None, "", ""),
        (Absence, "reason", "career-break", "career-break", "career-break"),
        (Absence, "team", "west", "Assessment West", "Assessment West"),
        (Absence, "team", "gone", "gone", "gone"),
        (Ramp, "shares", (0.75,), "75%", "75%"),
    ],
)
def test_cells(row: type, name: str, value: object, shown: str, edited: str) -> None:
    names = {"west": "Assessment West"}
    assert fmt.cell(column(row, name), value, names) == shown
    assert fmt.edit_text(column(row, name), value, names) == edited


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Plan 2022, kept a year", "Plan 2022, let go soon"], ["…kept a year", "…let go soon"]),
        (["Surrey, May 2022, branch", "Surrey, May 2022"], ["Surrey, May 2022, branch", "Surrey, May 2022"]),
        (["A b c", "A d e"], ["A b c", "A d e"]),
        (["One alone"], ["One alone"]),
    ],
)
def test_names_are_told_apart_by_what_they_do_not_share(names: list[str], shown: list[str]) -> None:
    assert fmt.told_apart(names) == shown
