"""Values of levers as the labels of their changes say them."""

from __future__ import annotations

import datetime as dt

from scenarios.plan import Plan


def number(value: float, *, signed: bool = False) -> str:
    """A number with at most two decimals and no more than it has: `1.5`; `+3` or `−3` where it is a change."""
    digits = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return ("−" if value < 0 else "+" if signed else "") + digits


def percent(share: float, *, signed: bool = False) -> str:
    """A part of 1 as a percentage: `16.99%`."""
    return number(share * 100, signed=signed) + "%"


def day(value: dt.date) -> str:
    """A date: `1 Apr 2019`."""
    return f"{value.day} {value:%b %Y}"


def name(plan: Plan, table: str, key: str) -> str:
    """What a row that others refer to is called."""
    return str(vars(plan.by_ref[table][key])["name"])
