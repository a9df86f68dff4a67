"""The programme's finance table: lines worked out from the plan, totals, variation and additional funding."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.money.costs import money
from scenarios.money.programme import Amounts, Column, Programme, programme, thousands
from scenarios.plan import Funding, Plan, ProgrammeLine, ProgrammeYear
from scenarios.projection import project
from tests.scenarios.small import small_plan

FULL, LATEST = Column("", "full_estimate"), Column("", "latest_estimate")
ACTUAL = Column("2019/20", "actual")
PLANNED, PROJECTED, VARIATION = (Column("2020/21", figure) for figure in ("planned", "projected", "variation"))
NEXT, LAST = Column("2021/22", "planned"), Column("2022/23", "planned")
REPORT = (FULL, LATEST, ACTUAL, PLANNED, PROJECTED, NEXT, LAST)

TEMPORARY = {
    "Retention payments": (2150, 2152, 2152, 0, 0, 0, 0),
    "Additional service posts": (611, 5253, 479, 130, 3107, 1637, 30),
}
PERMANENT = {
    "Cover for ASYE lower caseloads": (1000, 1000, 1220, 1000, 1000, 1000, 0),
    "Remuneration and retention": (2000, 2000, None, 2000, 2100, 2000, 3000),
    "Admin and business support": (700, 700, 30, 700, 150, 700, 700),
    "Backfill for apprentices": (600, 600, None, 30, 30, 30, 30),
}
TOTAL = (17705, 19182, 6790, 12011, 10509, 7761, 5168)
REST = tuple(
    total - sum(line[place] or 0 for line in (*TEMPORARY.values(), *PERMANENT.values()))
    for place, total in enumerate(TOTAL)
)
FUNDING = (
    Funding(year="2020/21", planned=12011.0, projected=12011.0),
    Funding(year="2021/22", planned=5138.0),
    Funding(year="2022/23", planned=5138.0),
)


def line_of(label: str, group: Any, values: tuple[int | None, ...]) -> tuple[ProgrammeLine, list[ProgrammeYear]]:
    """A line of the report of September 2020, and its years."""
    given = {column: None if value is None else float(value) for column, value in zip(REPORT, values, strict=True)}
    key = label.lower().replace(" ", "-")
    line = ProgrammeLine(
        id=key, label=label, group=group, full_estimate=given.pop(FULL), latest_estimate=given.pop(LATEST)
    )
    years: dict[str, dict[str, float | None]] = {}
    for column, value in given.items():
        years.setdefault(column.year, {})[column.figure] = value
    return line, [ProgrammeYear(line=key, year=year, **figures) for year, figures in years.items()]


def september_2020(**more: tuple[Any, tuple[int | None, ...]]) -> Plan:
    """The lines that matter to staffing, with any more."""
    found = [line_of(label, "temporary", values) for label, values in TEMPORARY.items()]
    found += [line_of(label, "permanent", values) for label, values in PERMANENT.items()]
    found += [line_of(label, group, values) for label, (group, values) in more.items()]
    return small_plan().with_rows(
        programme=[line for line, _ in found],
        programme_years=[year for _, years in found for year in years],
        funding=FUNDING,
    )


def table(plan: Plan) -> Programme:
    found = programme(plan, money(plan, project(plan)))
    assert found is not None
    return found


def plain(amounts: Amounts) -> dict[Column, float]:
    return {column: amount.value for column, amount in amounts.items()}


def test_the_whole_programme_of_september_2020_is_as_reported() -> None:
    found = table(september_2020(Others=("contingency", REST)))
    assert plain(found.total) == {**dict(zip(REPORT, TOTAL, strict=True)), VARIATION: -1502}
    assert {row.line.label: row.amounts[VARIATION].value for row in (*found.temporary, *found.permanent)} == {
        "Retention payments": 0,
        "Additional service posts": 2977,
        "Cover for ASYE lower caseloads": 0,
        "Remuneration and retention": 100,
        "Admin and business support": -550,
        "Backfill for apprentices": 0,
    }
    assert plain(found.additional) == {PLANNED: 0, PROJECTED: -1502, VARIATION: -1502, NEXT: 2623, LAST: 30}
    assert found.columns == (FULL, LATEST, ACTUAL, PLANNED, PROJECTED, VARIATION, NEXT, LAST)


def test_groups_are_totalled_and_contingency_is_a_line_of_the_whole() -> None:
    found = table(september_2020(Others=("contingency", REST)))
    assert plain(found.temporary_total)[VARIATION] == 2977
    assert plain(found.temporary_total)[PROJECTED] == 3107
    assert plain(found.permanent_total)[ACTUAL] == 1250
    assert plain(found.permanent_total)[VARIATION] == -450
    assert found.total[VARIATION].value == 2977 - 450 + (4122 - 8151)
    assert [row.line.label for row in found.contingency] == ["Others"]


def test_a_blank_is_nothing_there_and_not_0() -> None:
    found = table(september_2020())
    backfill = found.permanent[-1]
    assert ACTUAL not in backfill.amounts
    assert Column("2021/22", "variation") not in backfill.amounts


def test_a_total_of_a_report_is_only_checked_against_its_lines() -> None:
    whole = table(september_2020(Others=("contingency", REST), Programme=("total", TOTAL)))
    assert whole.typed_totals[0].differences == {}
    assert whole.total[FULL].value == 17705
    some = table(september_2020(Programme=("total", TOTAL)))
    (typed,) = some.typed_totals
    assert typed.amounts[VARIATION].value == -1502
    apart = dict(zip(REPORT, REST, strict=True))
    assert typed.differences == {**apart, VARIATION: apart[PROJECTED] - apart[PLANNED]}
    assert some.additional[PLANNED].value == 3860 - 12011


def test_hundredths_add_up_exactly() -> None:
    lines = [ProgrammeLine(id=key, label=key, group="temporary", full_estimate=0.1) for key in "abc"]
    typed = ProgrammeLine(id="t", label="Total", group="total", full_estimate=0.3)
    (total,) = table(small_plan().with_rows(programme=[*lines, typed])).typed_totals
    assert total.differences == {}


def costed(months: int = 14, **prices: float) -> Plan:
    """The small plan from 31 March 2019, its social workers paid, and a line by each basis."""
    plan = small_plan()
    roles = [row.model_copy(update={"pay": 39500.0, "agency_week": 1800.0} | prices) for row in plan.roles]
    bases = ("agency", "permanent", "payments", "starters", "net")
    lines = [ProgrammeLine(id=basis, label=basis, group="temporary", basis=basis) for basis in bases]  # type: ignore[arg-type] # the bases above
    return plan.with_rows(
        header=[plan.header.model_copy(update={"months": months})],
        roles=roles,
        programme=lines,
        programme_years=[
            ProgrammeYear(line="agency", year="2019/20", planned=130.0, projected=999.0),
            ProgrammeYear(line="agency", year="2020/21", projected=77.0),
        ],
    )


def test_lines_are_worked_out_from_whole_years_of_the_plan_and_typed_for_others() -> None:
    agency, permanent, *_, net = table(costed()).temporary
    this_year = agency.amounts[Column("2019/20", "projected")]
    # Three months of three in the east, then one; one in the west for six months.
    assert this_year.value == round((3 * 3 + 9 + 6) * 1800 * 47 / 12 / 1000)
    assert (this_year.worked_out, this_year.partial) == (True, False)
    assert agency.amounts[Column("2019/20", "variation")].value == this_year.value - 130
    assert agency.amounts[PROJECTED].value == 77
    assert not agency.amounts[PROJECTED].worked_out
    assert PROJECTED not in permanent.amounts
    posts = 17 * 39500 * 1.3 / 1000
    apart = permanent.amounts[Column("2019/20", "projected")].value + this_year.value - posts
    assert net.amounts[Column("2019/20", "projected")].value == pytest.approx(apart, abs=1.5)


def test_without_money_every_figure_is_as_typed() -> None:
    plan = costed()
    bare = plan.with_rows(roles=[row.model_copy(update={"pay": None}) for row in plan.roles])
    agency, permanent, *_ = table(bare).temporary
    assert agency.amounts[Column("2019/20", "projected")].value == 999
    assert permanent.amounts == {}


def test_what_is_missing_from_the_plan_marks_its_figures_and_their_totals() -> None:
    plan = costed()
    social_worker, manager = plan.roles
    unpaid = table(plan.with_rows(roles=[social_worker, manager.model_copy(update={"pay": None})]))
    column = Column("2019/20", "projected")
    assert all(row.amounts[column].partial for row in unpaid.temporary)
    assert unpaid.total[column].partial
    assert not unpaid.total[Column("2019/20", "planned")].partial
    unrated = table(plan.with_rows(roles=[social_worker.model_copy(update={"agency_week": None}), manager]))
    marked = {row.line.label: row.amounts[column].partial for row in unrated.temporary}
    assert marked == {"agency": True, "permanent": False, "payments": False, "starters": False, "net": True}


def test_without_lines_and_funding_there_is_no_programme() -> None:
    assert programme(small_plan(), None) is None
    funded = programme(small_plan().with_rows(funding=FUNDING), None)
    assert funded is not None
    assert funded.additional == {}


@pytest.mark.parametrize(
    ("pounds", "expected"),
    [(499.99, 0), (500, 1), (1499.999999, 2), (1500, 2), (2500, 3), (-500, -1), (-499.99, 0), (-2500, -3), (1e12, 1e9)],
)
def test_thousands_are_the_nearest_and_halves_go_away_from_0(pounds: float, expected: float) -> None:
    assert thousands(pounds) == expected
    assert str(thousands(pounds)) != "-0.0"
