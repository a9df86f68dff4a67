"""Which backups are kept: properties of any history of backups, and a year of daily ones by hand."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from store.thinning import DAY, is_due, kept

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
ago = st.integers(0, 900 * 24 * 60).map(lambda minutes: NOW - dt.timedelta(minutes=minutes))
histories = st.lists(ago, unique=True, max_size=40)


@settings(max_examples=40)
@given(histories)
def test_the_latest_and_all_of_the_last_day_are_kept(moments: list[dt.datetime]) -> None:
    left = kept(moments, NOW)
    assert left <= set(moments)
    assert {moment for moment in moments if NOW - moment < DAY} | set(sorted(moments)[-1:]) <= left


@settings(max_examples=40)
@given(histories, ago)
def test_every_day_week_and_month_in_reach_keeps_one(moments: list[dt.datetime], at: dt.datetime) -> None:
    left, age = kept([*moments, at], NOW), (NOW.date() - at.date()).days
    assert age >= 14 or any(other.date() == at.date() for other in left)
    assert age >= 91 or any(other.isocalendar()[:2] == at.isocalendar()[:2] for other in left)
    assert age >= 731 or any((other.year, other.month) == (at.year, at.month) for other in left)


@settings(max_examples=40)
@given(histories)
def test_thinning_often_keeps_the_same_as_thinning_once(moments: list[dt.datetime]) -> None:
    left: set[dt.datetime] = set()
    for moment in sorted(moments):
        left = kept(left | {moment}, moment)
    assert kept(left, NOW) == kept(moments, NOW)
    assert kept(left, NOW) == kept(kept(left, NOW), NOW)


def test_three_years_of_daily_backups() -> None:
    moments = [NOW - dt.timedelta(days=days, hours=3) for days in range(3 * 365)]
    ages = sorted((NOW.date() - moment.date()).days for moment in kept(moments, NOW))
    assert ages[:15] == [*range(14), 20]
    assert [age for age in ages if 14 < age < 91 and age % 7 == 6] == [20, 27, 34, 41, 48, 55, 62, 69, 76, 83, 90]
    assert len(ages) == 14 + 11 + 24
    assert ages[-1] > 700


def test_a_backup_is_due_each_day_whatever_the_clock_said_before() -> None:
    assert is_due([], NOW)
    assert not is_due([NOW - dt.timedelta(hours=11)], NOW)
    assert is_due([NOW - dt.timedelta(hours=13)], NOW)
    assert is_due([NOW + dt.timedelta(days=400)], NOW)
