"""The bundled examples give the figures of the reports they come from, and project to what a manager would believe."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import numpy as np
import pytest

from scenarios.compare.mixtures import Mixtures
from scenarios.examples import example, example_data, examples
from scenarios.files import plan_text
from scenarios.money.costs import money
from scenarios.money.programme import Amounts, Programme, programme
from scenarios.money.scope import scope_money
from scenarios.plan import TABLES, Plan
from scenarios.position import PositionLine, position, position_total
from scenarios.projection import project
from scenarios.rates import agency_rate, share_of_posts, vacancy_rate
from scenarios.rules import plan_problems
from scenarios.totals import Scope, figures
from tests.scenarios.county import COUNTS, county

MARCH_2019 = "West Sussex, March 2019"
SEPTEMBER_2020 = "West Sussex, September 2020"
MAY_2022 = "West Sussex, May 2022"
KEPT = "West Sussex 2022, agency kept a year"
RELEASED = "West Sussex 2022, agency released in September"
BUILD_UP = "West Sussex 2022, agency released as caseloads build up"
HEREFORDSHIRE = "Herefordshire, September 2021"
SURREY = "Surrey, September 2021"
COUNTY = "Made-up county, 60 teams"


def total(name: str) -> PositionLine:
    return position_total(position(example(name)))


def rounded(line: PositionLine, *names: str) -> tuple[float, ...]:
    return tuple(round(getattr(line, name), 2) for name in names)


def test_the_first_run_opens_west_sussex_2019() -> None:
    west_sussex = (MARCH_2019, MAY_2022, KEPT, RELEASED, BUILD_UP, SEPTEMBER_2020)
    assert examples() == (*west_sussex, HEREFORDSHIRE, SURREY, COUNTY)


@pytest.mark.parametrize("name", examples())
def test_is_sound_and_in_the_bytes_a_save_would_give(name: str) -> None:
    plan = example(name)
    assert plan.header.name == name
    assert plan_problems(plan) == []
    assert plan_text(plan).encode() == example_data(name)


@pytest.mark.parametrize("name", examples())
def test_notes_say_what_is_published_and_what_assumed(name: str) -> None:
    notes = example(name).header.notes
    assert "Published" in notes
    assert "Assumed" in notes


def test_an_unknown_example_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        example("West Sussex")


ESTABLISHMENT = ("newly_created", "posts", "vacant", "agency", "uncovered")
PIPELINE = ("pipeline_agency", "pipeline_permanent", "pipeline", "remaining", "remaining_surplus")
TABLE_1 = {
    "social-worker": (37.00, 365.07, 92.84, 40.40, 52.44),
    "advanced-practitioner": (4.00, 23.70, 7.08, 0.00, 7.08),
    "manager": (7.00, 99.76, 17.52, 11.00, 6.52),
    "": (48.00, 488.53, 117.44, 51.40, 66.04),
}
TABLE_2 = {
    "social-worker": (15.00, 19.60, 34.60, 17.84, 0.00),
    "advanced-practitioner": (0.00, 0.00, 0.00, 7.08, 0.00),
    "manager": (3.00, 9.60, 12.60, 0.00, 6.08),
    "": (18.00, 29.20, 47.20, 24.92, 6.08),
}


def test_west_sussex_2019_gives_both_tables_of_the_report() -> None:
    lines = position(example(MARCH_2019))
    rows = [*lines, position_total(lines)]
    assert {line.role: rounded(line, *ESTABLISHMENT) for line in rows} == TABLE_1
    assert {line.role: rounded(line, *PIPELINE) for line in rows} == TABLE_2


def test_west_sussex_2019_starters_come_when_the_report_says() -> None:
    latest = {"agency": dt.date(2019, 4, 1), "permanent": dt.date(2019, 5, 31)}
    plan = example(MARCH_2019)
    assert plan.header.as_at == dt.date(2019, 3, 7)
    assert all(plan.header.as_at < row.start <= latest[row.kind] for row in plan.pipeline)


def test_west_sussex_2019_demand_opens_and_grows_as_published() -> None:
    plan = example(MARCH_2019)
    cases = {row.case_type: row.cases for row in plan.cases}
    assert sum(cases.values()) == 5220
    assert (cases["child-protection"], cases["looked-after"]) == (775, 704)
    assert {round(4652 * (1 + case_type.growth) ** 2) for case_type in plan.case_types} == {5220}


def test_west_sussex_2022_gives_the_figures_of_the_report() -> None:
    whole = total(MAY_2022)
    figures_2022 = rounded(whole, "posts", "in_post", "vacant", "absent", "agency", "uncovered")
    assert figures_2022 == (511, 449, 62, 46, 78, 30)
    shares = [share_of_posts(getattr(whole, name), whole.posts) for name in ("vacant", "absent", "agency", "uncovered")]
    assert [f"{share or 0:.0%}" for share in shares] == ["12%", "9%", "15%", "6%"]
    assert agency_rate(whole.agency, whole.in_post) == pytest.approx(0.148, abs=0.0005)


def test_west_sussex_2022_has_the_academy_and_the_apprentices() -> None:
    september = [row for row in example(MAY_2022).pipeline if row.kind == "nqsw" and row.start.year == 2022]
    academy = [row for row in september if row.stage == "shortlisted"]
    apprentices = [row for row in september if "Apprentice" in row.label]
    assert {row.start.month for row in september} == {9}
    assert sum(row.fte for row in academy) == 60
    assert sum(row.fte * row.likelihood for row in apprentices) == 7


class Census(NamedTuple):
    """An authority's row of the census: FTE, rates in per cent, cases per case holder."""

    in_post: float
    vacant: float
    vacancy_rate: float
    agency: float
    agency_rate: float
    case_holders: float
    cases: float
    caseload: float


CENSUS = {
    SEPTEMBER_2020: Census(503.1, 56.2, 10.0, 95.2, 15.9, 305.4, 4582, 15.0),
    HEREFORDSHIRE: Census(103.3, 24.3, 19.0, 49.8, 32.5, 53.2, 889, 16.7),
    SURREY: Census(455.6, 184.7, 28.8, 136.8, 23.1, 306.8, 4883, 15.9),
}


@pytest.mark.parametrize("name", CENSUS)
def test_position_is_the_census_of_30_september(name: str) -> None:
    plan, whole = example(name), total(name)
    now = figures(plan, project(plan))
    assert plan.header.as_at == dt.date(2020 if name == SEPTEMBER_2020 else 2021, 9, 30)
    found = Census(
        round(whole.in_post, 2),
        round(whole.vacant, 2),
        round(100 * (vacancy_rate(whole.vacant, whole.in_post) or 0), 1),
        round(whole.agency, 2),
        round(100 * (agency_rate(whole.agency, whole.in_post) or 0), 1),
        round(float(now.case_holders[0]), 2),
        now.cases[0],
        round(float(now.average_caseload[0]), 1),
    )
    assert found == CENSUS[name]


def test_only_agency_that_covers_closes_the_gap() -> None:
    assert round(total(HEREFORDSHIRE).uncovered, 2) == round(24.3 - 20.0, 2)
    assert round(total(SURREY).uncovered, 2) == round(184.7 - 136.8, 2)


@pytest.mark.parametrize("name", examples())
def test_every_line_has_a_price_and_the_notes_say_on_what_grounds(name: str) -> None:
    plan = example(name)
    found = money(plan, project(plan))
    assert found is not None
    assert not scope_money(found).partial
    assert any(grounds in plan.header.notes for grounds in GROUNDS)


GROUNDS = ("St Helens, October 2025", "assumed as there, on the same grounds", "in print (2024/25, 2025)")

REPORT_2020 = {
    "Retention payments": (2150, 2152, 2152, 0, 0, 0, 0, 0),
    "Additional service posts": (611, 5253, 479, 130, 3107, 2977, 1637, 30),
    "Cover for ASYE lower caseloads": (1000, 1000, 1220, 1000, 1000, 0, 1000, 0),
    "Remuneration and retention": (2000, 2000, None, 2000, 2100, 100, 2000, 3000),
    "Admin and business support": (700, 700, 30, 700, 150, -550, 700, 700),
    "Backfill for apprentices": (600, 600, None, 30, 30, 0, 30, 30),
    "Programme total, as reported": (17705, 19182, 6790, 12011, 10509, -1502, 7761, 5168),
}
"""The finance table as published, £000: estimates, actual 2019/20, 2020/21 and its variation, planned after that."""


def test_west_sussex_2020_gives_the_finance_table_of_the_report() -> None:
    found = programme(example(SEPTEMBER_2020), None)
    assert found is not None
    rows = (*found.temporary, *found.permanent, *found.typed_totals)
    assert {row.line.label: amounts(found, row.amounts) for row in rows} == REPORT_2020


def test_west_sussex_2020_totals_and_funding_are_those_of_the_lines_that_are_there() -> None:
    found = programme(example(SEPTEMBER_2020), None)
    assert found is not None
    assert amounts(found, found.temporary_total) == (2761, 7405, 2631, 130, 3107, 2977, 1637, 30)
    assert amounts(found, found.permanent_total) == (4300, 4300, 1250, 3730, 3280, -450, 3730, 3730)
    assert amounts(found, found.total) == (7061, 11705, 3881, 3860, 6387, 2527, 5367, 3760)
    assert amounts(found, found.funding) == (None, None, None, 12011, 12011, 0, 5138, 5138)
    assert amounts(found, found.additional) == (None, None, None, -8151, -5624, 2527, 229, -1378)
    differences = found.typed_totals[0].differences
    assert [differences[column] for column in found.columns] == [10644, 7477, 2909, 8151, 4122, -4029, 2394, 1408]


def amounts(found: Programme, row: Amounts) -> tuple[float | None, ...]:
    return tuple(row[column].value if column in row else None for column in found.columns)


HEADLINES = {
    MARCH_2019: (25.5, 27.9, 33.9, None),
    SEPTEMBER_2020: (15.0, 15.0, 14.8, dt.date(2020, 9, 30)),
    MAY_2022: (16.3, 17.6, 17.9, None),
    KEPT: (16.3, 16.4, 17.9, None),
    RELEASED: (16.3, 17.6, 17.9, None),
    BUILD_UP: (16.3, 17.4, 17.9, None),
    HEREFORDSHIRE: (18.0, 16.2, 20.2, None),
    SURREY: (16.4, 16.3, 16.1, None),
    COUNTY: (17.8, 17.4, 18.2, None),
}
"""Caseload at the position, after 12 months and at the end, and when the target is met: looked at and found likely."""


@pytest.mark.parametrize("name", examples())
def test_headline_figures(name: str) -> None:
    plan = example(name)
    whole = figures(plan, project(plan))
    caseloads = tuple(round(float(whole.caseload[period]), 1) for period in (0, 12, -1))
    assert (*caseloads, whole.target_met_from) == HEADLINES[name]


@pytest.mark.parametrize("name", [KEPT, RELEASED, BUILD_UP])
def test_the_answers_of_may_2022_differ_in_agency_alone(name: str) -> None:
    base, plan = example(MAY_2022), example(name)
    assert plan.header.based_on == base.header.name
    assert Mixtures(base, plan).groups == ("agency",)
    assert {table for table in TABLES if base.rows(table) != plan.rows(table)} == {"header", "agency"}
    now = base.header.as_at
    assert sum(row.fte for row in plan.agency if not row.end or row.end >= now) == pytest.approx(15.0)


def test_agency_leaves_in_the_steps_in_which_the_newly_qualified_take_on_cases() -> None:
    plan = example(BUILD_UP)
    ramp = next(row.shares for row in plan.ramps if row.kind == "nqsw")
    left = {end: sum(row.fte for row in plan.agency if row.end and row.end <= end) / 15 for end in STEPS}
    assert list(left.values()) == pytest.approx([ramp[0], ramp[6], 1.0])


STEPS = (dt.date(2022, 9, 4), dt.date(2023, 2, 28), dt.date(2023, 8, 31))


@pytest.mark.parametrize("name", examples())
def test_every_team_with_cases_has_a_likely_caseload_in_every_month(name: str) -> None:
    plan = example(name)
    projection = project(plan)
    for team in plan.teams:
        scope = figures(plan, projection, Scope("team", team.key))
        if scope.cases[0] > 0:
            assert np.all((scope.caseload > 8) & (scope.caseload < 36)), team.key
        assert not scope.unallocated.any()
    assert not projection.shortfall.any()


def test_the_county_is_what_its_generator_makes() -> None:
    assert plan_text(county()).encode() == example_data(COUNTY)


def test_the_county_has_the_size_it_says() -> None:
    plan = example(COUNTY)
    assert [len(plan.teams), len(plan.roles), len(plan.establishment), plan.header.months] == [60, 6, 360, 36]
    assert len({team.service for team in plan.teams}) == 4
    assert len({team.area for team in plan.teams}) == 3
    assert {table: len(plan.rows(table)) for table in COUNTS} == COUNTS
    assert (COUNTS["pipeline"], COUNTS["agency"]) == (500, 120)
    assert cover_ends(plan) > dt.date(2028, 6, 30)


def cover_ends(plan: Plan) -> dt.date:
    return max(end for end in [row.end for row in plan.agency] + [row.end for row in plan.absences] if end)


def test_another_county_can_be_made_of_any_size() -> None:
    small = county(seed=7, teams=12)
    assert (len(small.teams), len(small.pipeline)) == (12, 100)
    assert plan_problems(small) == []
    assert small != county(seed=8, teams=12)
