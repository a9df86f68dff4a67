"""Financial years of days and of periods, whole or in part."""

import datetime as dt

import pytest

from scenarios.periods import period_ends
from scenarios.years import FinancialYear, financial_year, financial_years


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2020, 3, 31), "2019/20"),
        (dt.date(2020, 4, 1), "2020/21"),
        (dt.date(2020, 12, 31), "2020/21"),
        (dt.date(2000, 1, 1), "1999/00"),
        (dt.date(2099, 4, 1), "2099/00"),
        (dt.date(2008, 6, 1), "2008/09"),
    ],
)
def test_a_year_runs_from_april_to_march(day: dt.date, year: str) -> None:
    assert financial_year(day) == year


def test_from_the_last_of_march_a_year_is_whole() -> None:
    years = financial_years(period_ends(dt.date(2019, 3, 31), 26))
    assert years == (
        FinancialYear("2019/20", 1, 13, whole=True),
        FinancialYear("2020/21", 13, 25, whole=True),
        FinancialYear("2021/22", 25, 27, whole=False),
    )


@pytest.mark.parametrize("day", [dt.date(2019, 4, 1), dt.date(2019, 4, 30), dt.date(2020, 1, 7)])
def test_from_a_later_day_the_first_year_is_a_part(day: dt.date) -> None:
    first, second = financial_years(period_ends(day, 24))[:2]
    assert (first.name, first.whole) == ("2019/20", False)
    assert (second.name, second.whole) == ("2020/21", True)


def test_a_year_cut_short_within_its_last_month_is_a_part() -> None:
    ends = period_ends(dt.date(2019, 3, 31), 12)
    (year,) = financial_years((*ends[:-1], dt.date(2020, 3, 30)))
    assert (year.after, year.whole) == (13, False)


def test_march_before_the_year_belongs_to_the_year_before() -> None:
    before, year, after = financial_years(period_ends(dt.date(2019, 3, 7), 14))
    assert (before.name, before.first, before.after, before.whole) == ("2018/19", 1, 2, False)
    assert (year.name, year.whole) == ("2019/20", True)
    assert (after.name, after.whole) == ("2020/21", False)
