"""The census formulas give the rates that the Department for Education published for every authority.

Department for Education, Children's social work workforce, 2017 to 2022, Open Government Licence v3.0.
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scenarios.plan import CaseType, Header, Line, OpeningCases, Plan, Role, Team
from scenarios.projection import project
from scenarios.rates import agency_rate, turnover_rate, vacancy_rate
from scenarios.totals import figures

DATA = Path(__file__).parents[3] / "shared" / "data" / "dfe-workforce-2017-2022.csv"
NOT_A_NUMBER = {"z", "x", "c", "low", "u"}
HALF_A_TENTH = 0.05
ROUNDING = 1e-9

Formula = Callable[[float, float], float | None]


@dataclass(frozen=True)
class Rate:
    """A published rate: the columns it comes from, its formula, and how far its first column may be rounded."""

    column: str
    part: str
    base: str
    formula: Formula
    scale: float = 100.0
    part_rounded_by: float = HALF_A_TENTH


def average_caseload(cases: float, case_holders: float) -> float | None:
    """The average caseload of a plan of one team that holds these cases with these staff."""
    plan = Plan(
        header=Header(name="Census", as_at=dt.date(2021, 9, 30), months=1),
        roles=(Role(key="case-holder", name="Case holder"),),
        case_types=(CaseType(key="cases", name="Cases"),),
        teams=(Team(key="authority", name="Authority"),),
        cases=(OpeningCases(team="authority", case_type="cases", cases=round(cases, 2)),),
        establishment=(Line(team="authority", role="case-holder", posts=0.0, in_post=round(case_holders, 2)),),
    )
    found = float(figures(plan, project(plan)).average_caseload[0])
    return None if math.isnan(found) else found


VACANCY = Rate("vacancy_rate_fte", "vacancy_fte", "inpost_fte", vacancy_rate)
AGENCY = Rate("agency_rate_fte", "agency_fte", "inpost_fte", agency_rate)
TURNOVER = Rate("turnover_rate_fte", "leavers_fte", "inpost_fte", turnover_rate)
CASELOAD = Rate("caseload_fte", "cases", "case_holders_fte", average_caseload, scale=1.0, part_rounded_by=0.0)
RATES = (VACANCY, AGENCY, TURNOVER, CASELOAD)

# Authority, then each rate with the two figures it comes from.
PUBLISHED: dict[str, tuple[tuple[Rate, float, float, float], ...]] = {
    "West Sussex 2018": (
        (VACANCY, 44.6, 433.4, 9.3),
        (AGENCY, 57.6, 433.4, 11.7),
        (TURNOVER, 70.8, 433.4, 16.3),
        (CASELOAD, 3802, 228.2, 16.7),
    ),
    "West Sussex 2022": (
        (VACANCY, 89.0, 458.1, 16.3),
        (AGENCY, 83.1, 458.1, 15.4),
        (TURNOVER, 74.0, 458.1, 16.1),
        (CASELOAD, 3671, 225.5, 16.3),
    ),
    "Surrey 2021": (
        (VACANCY, 184.7, 455.6, 28.8),
        (AGENCY, 136.8, 455.6, 23.1),
        (TURNOVER, 68.4, 455.6, 15.0),
        (CASELOAD, 4883, 306.8, 15.9),
    ),
    "Herefordshire 2021": (
        (VACANCY, 24.3, 103.3, 19.0),
        (AGENCY, 49.8, 103.3, 32.5),
        (TURNOVER, 19.4, 103.3, 18.8),
        (CASELOAD, 889, 53.2, 16.7),
    ),
    "Isles of Scilly 2022": ((VACANCY, 2.0, 0.0, 100.0), (AGENCY, 1.8, 0.0, 100.0), (CASELOAD, 9, 1.0, 9.0)),
}


def reproduces(rate: Rate, part: float, base: float, published: float) -> bool:
    """Whether a formula can give the published rate, whatever was rounded away from its inputs and from itself."""
    low = rate.formula(max(part - rate.part_rounded_by, 0.0), base + HALF_A_TENTH)
    high = rate.formula(part + rate.part_rounded_by, max(base - HALF_A_TENTH, 0.0))
    least = 0.0 if low is None else rate.scale * low
    most = float("inf") if high is None else rate.scale * high
    return least - HALF_A_TENTH - ROUNDING <= published <= most + HALF_A_TENTH + ROUNDING


@pytest.mark.parametrize("authority", PUBLISHED)
def test_typed_in_rates_are_reproduced(authority: str) -> None:
    for rate, part, base, published in PUBLISHED[authority]:
        assert reproduces(rate, part, base, published), rate.column


def test_a_rate_of_another_base_is_told_apart() -> None:
    assert not reproduces(VACANCY, 44.6, 433.4, 10.3)  # vacant ÷ in post
    assert not reproduces(AGENCY, 57.6, 433.4, 12.0)  # agency ÷ establishment


def test_turnover_of_nobody_does_not_exist() -> None:
    assert turnover_rate(0.0, 0.0) is None
    assert vacancy_rate(0.0, 0.0) is None
    assert agency_rate(0.0, 0.0) is None


def authorities() -> list[dict[str, str]]:
    if not DATA.exists():
        pytest.skip(f"the published census is not at {DATA}; the rows typed in above were checked")
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["geographic_level"] == "Local authority"]


@pytest.mark.parametrize("rate", RATES, ids=[rate.column for rate in RATES])
def test_every_complete_authority_row_is_reproduced(rate: Rate) -> None:
    rows = authorities()
    columns = (rate.part, rate.base, rate.column)
    complete = [row for row in rows if not NOT_A_NUMBER & {row[column] for column in columns}]
    missed = [
        (row["time_period"], row["la_name"], *(row[column] for column in columns))
        for row in complete
        if not reproduces(rate, *(float(row[column]) for column in columns))
    ]
    assert missed == []
    assert len(complete) > 0.99 * len(rows)
