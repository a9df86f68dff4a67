"""Money in the reports of the shell: years, the programme and the comparison, by numbers worked out by hand."""

from __future__ import annotations

import csv
import io
import re

import pytest
from rich.cells import cell_len

from scenarios.files import parse_plan
from scenarios.plan import Plan
from tests.tui.shell_plans import small_plan
from tui.shell.compare import compare_text
from tui.shell.compare import document as comparison
from tui.shell.report import document, report_text
from tui.shell.tables import Number, Table

PLAN = """\
format: caseload-scenario/1
name: Baseline
as_at: 2026-03-31
months: {months}
roles:
  social-worker: {{name: Social Worker, pay: 48000, agency_week: 2000}}
  manager: {{name: Manager, caseload_share: 0, group: manager}}
case_types: {{child: {{name: Children}}}}
teams:
  west:
    name: West
    cases: {{child: 50}}
    establishment:
      social-worker: {{posts: 10, in_post: 8, agency: 1}}
{more}assumptions: {{turnover: 0, on_costs: 0.25, starter_cost: {{permanent: 5000}}}}
pipeline: [{{team: west, role: social-worker, kind: permanent, fte: 1, start: 2026-10-01}}]
payments: [{{role: social-worker, amount: 3000, uptake: 0.5, from: 2026-04-01}}]
"""
"""An employed FTE is £60,000 a year, an agency one £94,000; a ninth social worker starts in October, for £5,000."""
PROGRAMME = """\
programme:
- {label: Agency workers, group: temporary, basis: agency, years: {2026/27: {planned: 120}}}
- {label: Retention, group: permanent, latest_estimate: 40, years: {2026/27: {planned: 10, projected: 12.5}}}
- {label: Risk, group: contingency, years: {2026/27: {planned: 5, projected: 5}}}
- {label: As reported, group: total, years: {2026/27: {planned: 150, projected: 111.5}}}
funding: {2026/27: {planned: 130, projected: 130}}
"""
MANAGER = "      manager: {posts: 1, in_post: 1}\n"
MANAGERS_ELSEWHERE = MANAGER + "  east: {name: East, establishment: {manager: {posts: 1, in_post: 0}}}\n"
MANAGER_WITH_AGENCY = "      manager: {posts: 1, in_post: 0, agency: 1, pay: 60000}\n"


def plan(*, months: int = 15, more: str = "", programme: str = "") -> Plan:
    return parse_plan((PLAN.format(months=months, more=more) + programme).encode())


def table(tables: tuple[Table, ...], title: str) -> Table:
    return next(each for each in tables if each.title.startswith(title))


def values(found: Table) -> dict[object, list[float | str | None]]:
    return {row[0]: [cell.value if isinstance(cell, Number) else str(cell) for cell in row[1:]] for row in found.rows}


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_costs_stand_by_financial_year() -> None:
    """In post 8 for six months and 9 for six; then three months of the next year."""
    found = table(document(plan()).tables, "Costs by financial year, £")
    assert found.heads == ("", "2026/27", "2027/28, part year")
    assert values(found) == {
        "Cost of posts": pytest.approx([600_000, 150_000]),
        "Permanent staff": pytest.approx([510_000, 135_000]),
        "Vacancy saving": pytest.approx([90_000, 15_000]),
        "Agency cost": pytest.approx([94_000, 23_500]),
        "Payments": pytest.approx([8.5 * 1500, 9 * 375]),
        "Cost of starters": pytest.approx([5000, 0]),
        "Net against the posts": pytest.approx([21_750, 11_875]),
        "Agency premium": pytest.approx([34_000, 8_500]),
        "Cost per case": pytest.approx([621_750 / 50, 161_875 / 50]),
    }
    assert found.notes[0].startswith("A part year has only those of its months that the plan has")


def test_a_whole_year_alone_needs_no_note() -> None:
    assert table(document(plan(months=12)).tables, "Costs").notes == ()


def test_pounds_are_whole_for_people_and_unrounded_for_spreadsheets() -> None:
    odd = plan().with_rows(roles=[row.model_copy(update={"pay": 48000.01}) for row in plan().roles[:1]])
    assert re.search(r"^Cost of posts +600,000 +150,000$", report_text(odd, "table"), re.MULTILINE)
    assert ["Cost of posts", "600000.125", "150000.03125"] in csv_rows(report_text(odd, "csv"))


def test_lines_without_pay_are_named_and_their_totals_are_partial() -> None:
    found = table(document(plan(more=MANAGER)).tables, "Costs")
    assert found.heads == ("", "2026/27, partial", "2027/28, part year, partial")
    assert found.notes[-1] == "Partial: without pay, and in no figure: Manager."
    elsewhere = table(document(plan(more=MANAGERS_ELSEWHERE)).tables, "Costs")
    assert elsewhere.notes[-1] == "Partial: without pay, and in no figure: Manager in West."


def test_agency_without_a_rate_is_named() -> None:
    found = table(document(plan(more=MANAGER_WITH_AGENCY)).tables, "Costs")
    assert found.notes[-1] == "Partial: agency without a rate, which costs nothing here: Manager."


def test_nothing_is_printed_where_there_is_neither_pay_nor_a_programme() -> None:
    assert not any("£" in each.title for each in document(small_plan()).tables)


def test_the_programme_has_its_groups_totals_funding_and_what_is_worked_out() -> None:
    found = table(document(plan(programme=PROGRAMME)).tables, "Programme, £000")
    heads = ("", "Latest estimate", "Planned 2026/27", "Projected 2026/27", "Variation 2026/27")
    assert found.heads == heads
    assert [(row[0], values(found)[row[0]]) for row in found.rows] == [
        ("Temporary", [""] * 4),
        ("Agency workers", ["", 120, 94, -26]),
        ("Temporary, total", ["", 120, 94, -26]),
        ("Permanent", [""] * 4),
        ("Retention", [40, 10, 12.5, 2.5]),
        ("Permanent, total", [40, 10, 12.5, 2.5]),
        ("Contingency: Risk", ["", 5, 5, 0]),
        ("All lines, total", [40, 135, 111.5, -23.5]),
        ("As reported", ["", 150, 111.5, -38.5]),
        ("differs from its lines by", ["", 15, "", -15]),
        ("Available funding", ["", 130, 130, 0]),
        ("Additional funding required", ["", 5, -18.5, -23.5]),
    ]


def test_worked_out_and_partial_figures_are_marked_for_people_and_plain_in_csv() -> None:
    text = report_text(plan(programme=PROGRAMME), "table")
    assert re.search(r"^Agency workers +120 +94† +\(26\)†$", text, re.MULTILINE)
    assert "† From what the plan costs, whole or in part." in text
    assert "* Partial" not in text
    partial = report_text(plan(more=MANAGER, programme=PROGRAMME), "table")
    assert re.search(r"^Agency workers +120 +94†\* +\(26\)†\*$", partial, re.MULTILINE)
    assert "* Partial: something is missing from what the plan costs." in partial
    rows = csv_rows(report_text(plan(programme=PROGRAMME), "csv"))
    assert ["Agency workers", "", "120", "94", "-26"] in rows
    assert ["Additional funding required", "", "5", "-18.5", "-23.5"] in rows


def test_funding_alone_is_a_programme_without_totals() -> None:
    found = table(document(plan(programme="funding: {2026/27: {planned: 130}}\n")).tables, "Programme")
    assert values(found) == {"Available funding": [130]}


def test_a_programme_of_many_years_is_one_table_in_markdown_and_fits_eighty_columns_as_text() -> None:
    years = ", ".join(f"20{n}/{n + 1}: {{actual: 1, planned: 12345678, projected: 2345.5}}" for n in range(20, 30))
    long = plan(months=120, programme=f"programme: [{{label: {'A rather long label ' * 4}, group: permanent, "
                f"full_estimate: 1000000, years: {{{years}}}}}]\n")  # fmt: skip
    text = report_text(long, "table")
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert text.count("Variation: projected less planned.") == 1
    assert text[text.index("Programme, £000") :].count("Permanent, total") > 1
    assert "(12,343,332.50)" in text
    markdown = report_text(long, "markdown")
    assert markdown.count("| Permanent, total |") == 1
    assert "| Full estimate | Actual 2020/21 |" in markdown


def changed() -> Plan:
    """One more agency FTE, in another plan."""
    other = plan()
    line = other.establishment[0].model_copy(update={"agency": 2.0})
    header = other.header.model_copy(update={"name": "Two agency"})
    return other.with_rows(establishment=[line], header=[header])


def test_costs_of_whole_years_are_compared_with_the_sentence_below() -> None:
    found = table(comparison(plan(), changed(), (), None).tables, "What it costs, £")
    assert found.heads == ("", "Before 2026/27", "After 2026/27", "Change 2026/27")
    assert values(found)["Agency cost"] == pytest.approx([94_000, 188_000, 94_000])
    assert values(found)["Net against the posts"] == pytest.approx([21_750, 115_750, 94_000])
    assert found.notes[0].startswith("2026/27: £94,000 more than Baseline, for 1.00 more FTE and a caseload 0.5 lower")
    assert "2027/28, part year: £23,500 more" in found.notes[0]
    assert "+94,000" in compare_text(plan(), changed(), (), None, "markdown")


def test_without_a_whole_year_the_sentence_stands_alone() -> None:
    shorter = changed().with_rows(header=[changed().header.model_copy(update={"months": 6})])
    found = table(comparison(plan(), shorter, (), None).tables, "What it costs, £")
    assert found.rows == ()
    assert found.notes[0] == "No financial year is whole in both."
    assert found.notes[1].startswith("2026/27, part year: £47,000 more than Baseline")


def test_what_costs_leave_out_is_told_of_either_side() -> None:
    more = plan(more=MANAGER)
    found = table(comparison(plan(), more, (), None).tables, "What it costs, £")
    assert found.heads == ("", "Before 2026/27", "After 2026/27, partial", "Change 2026/27, partial")
    assert found.notes[-1] == "After: without pay, and in no figure: Manager."


def test_why_has_what_a_month_costs() -> None:
    found = table(comparison(plan(), changed(), (), None).tables, "Why, what the month of Jun 2027 costs, £")
    month = pytest.approx([94_000 / 12, 0, 94_000 / 12, 0])
    assert values(found) == {"Agency": month, "Whole change": month}


def test_a_comparison_without_pay_in_both_has_no_money() -> None:
    unpaid = changed().with_rows(roles=[row.model_copy(update={"pay": None}) for row in changed().roles])
    assert "£" not in compare_text(plan(), unpaid, (), None, "table").replace("£ a year", "")
