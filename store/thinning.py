"""Which backups are kept as time goes by. Pure: the moments and the clock are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable

DAY = dt.timedelta(days=1)
_RULES: tuple[tuple[int, Callable[[dt.datetime], Hashable]], ...] = (
    (14, dt.datetime.date),
    (91, lambda moment: moment.isocalendar()[:2]),
    (731, lambda moment: (moment.year, moment.month)),
)
"""For how many days the latest backup of each day, week and month is kept."""


def is_due(moments: Iterable[dt.datetime], now: dt.datetime) -> bool:
    """Whether there is no backup of this day yet."""
    return not any(moment.date() == now.date() for moment in moments)


def kept(moments: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """The backups to keep: all of the last day, daily for a fortnight, weekly for a quarter, monthly for two years.

    The latest is always among them. Thinning often keeps the same as thinning once at the end.
    """
    every = sorted(moments)
    found = {moment for moment in every if now - moment < DAY} | set(every[-1:])
    for days, period in _RULES:
        latest = {period(moment): moment for moment in every}
        found |= {moment for moment in latest.values() if (now.date() - moment.date()).days < days}
    return found
