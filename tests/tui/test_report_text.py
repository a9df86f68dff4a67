from __future__ import annotations

import csv
import io
import json
from itertools import permutations

import pytest
from rich.cells import cell_len

from scenarios.plan import Leaver, Plan
from tests.tui.shell_plans import AS_AT, small_plan
from tui.format import fte
from tui.shell.report import document, report_text
from tui.shell.tables import Number, Table

SEVEN_ROLES = ("Social worker", "Senior", "Advanced", "Manager", "Support worker", "Administrator", "Apprentice")


def table(plan: Plan, title: str) -> Table:
    return next(each for each in document(plan).tables if each.title.startswith(title))


def row(table: Table, label: str) -> list[float | None]:
    cells = next(each for each in table.rows if each[0] == label)
    return [cell.value for cell in cells if isinstance(cell, Number)]


def test_few_roles_stand_side_by_side_with_their_total() -> None:
    position = table(small_plan(), "Position by role")
    assert position.heads == ("", "Social worker", "Manager", "Total")
    assert row(position, "Uncovered gap") == [1.0, 1.0, 2.0]
    assert row(table(small_plan(), "Pipeline and remaining gap by role"), "Remaining surplus") == [2.0, 0.0, 2.0]


def test_many_roles_stand_below_one_another() -> None:
    position = table(small_plan(roles=SEVEN_ROLES), "Position by role")
    assert position.heads[0] == "Role"
    assert [cells[0] for cells in position.rows] == [*SEVEN_ROLES, "Total"]
    assert row(position, "Total")[0] == 70.0


def test_teams_have_tables_where_there_are_several() -> None:
    titles = [each.title for each in document(small_plan()).tables]
    assert not any("by team" in title for title in titles)
    two = small_plan(teams=("North", "South"))
    assert row(table(two, "Pipeline and remaining gap by team"), "South") == [0.0, 0.0, 0.0, 2.0, 0.0]
    assert table(two, "Caseload by team").rows[1][0] == "South"


def test_rates_carry_their_base() -> None:
    rates = table(small_plan(), "Rates")
    assert row(rates, "Vacant") == [4.0, 0.2, 0.2]
    assert row(rates, "Agency") == [2.0, 0.1, pytest.approx(2 / 18)]
    assert row(rates, "Absent") == [0.0, 0.0]
    assert rates.rows[2][-1] == "agency ÷ (agency + in post)"


def test_months_run_from_the_position_to_the_horizon() -> None:
    staff = table(small_plan(), "Staff by month")
    assert [str(cells[0]) for cells in staff.rows] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
    in_post = [cells[2].value for cells in staff.rows if isinstance(cells[2], Number)]
    assert in_post == pytest.approx([16.0, 15.84, 18.6816, 18.494784])


@pytest.mark.parametrize(
    "name", ["West", "An establishment with a name that is rather long for a table", "東京都児童相談所"]
)
@pytest.mark.parametrize("roles", [("Social worker",), SEVEN_ROLES])
def test_text_fits_eighty_columns(name: str, roles: tuple[str, ...]) -> None:
    text = report_text(small_plan(teams=(name, "B"), roles=roles), "table")
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text


def test_unknown_figures_are_dashes_with_a_reason_blank_in_csv_and_null_in_json() -> None:
    plan = small_plan(roles=())
    text = report_text(plan, "table")
    assert "Without capacity there is no caseload (–)." in text
    assert "nan" not in text.lower()
    months = list(csv.reader(io.StringIO(report_text(plan, "csv"))))
    assert ["2026-01-31", "150.00", "10.00", "0.00", "10.00", "", "", ""] in months
    assert json.loads(report_text(plan, "json"))["total"]["caseload"] == [None] * 4


def test_an_empty_plan_is_reported_too() -> None:
    plan = Plan(header=small_plan().header)
    assert all(report_text(plan, form) for form in ("table", "markdown", "csv", "json"))


def test_warnings_name_the_line_the_month_and_the_fte() -> None:
    plan = small_plan(turnover=None)
    leaver = Leaver(id="x", team="t0", role="r1", fte=9.5, last_day=AS_AT)
    warnings = document(plan.with_rows(leavers=(leaver,))).warnings
    assert warnings[0].startswith("No turnover is set")
    assert warnings[1] == "North, Manager: 1.50 FTE more are to leave or move by 28 Feb 2026 than are in post."
    assert document(small_plan()).warnings == ()


def test_cases_that_nobody_can_hold_are_a_warning() -> None:
    assert (
        document(small_plan(roles=())).warnings[-1] == "North has no capacity for up to 150.0 cases, from 31 Jan 2026."
    )


def test_the_target_sentence_says_when() -> None:
    assert "The target caseload is met from 31 Jan 2026 on." in report_text(small_plan(cases=15.0), "table")
    assert "is not met at 30 Apr 2026, the horizon" in report_text(small_plan(cases=900.0), "table")


def test_markdown_keeps_names_from_becoming_markup() -> None:
    text = report_text(small_plan(teams=("A | B", "[x](y) <b>"), name="*One*"), "markdown")
    assert text.startswith("# \\*One\\*\n")
    assert "| A \\| B | 20.00 |" in text
    assert "\\[x\\](y) \\<b\\>" in text


def test_csv_has_plain_numbers_and_no_formulas() -> None:
    text = report_text(small_plan(teams=("=1+1", "B"), cases=12345.0), "csv")
    rows = list(csv.reader(io.StringIO(text)))
    assert any(cells[:1] == ["'=1+1"] for cells in rows)
    assert "24690.00" in text
    assert "−" not in text.replace("posts − in post", "")


def test_half_a_hundredth_rounds_the_same_whatever_the_order_of_a_sum() -> None:
    starts = (0.135, 0.315, 0.45, 0.39, 0.005)
    sums = {sum(order) for order in permutations(starts)}
    assert len({f"{value:.2f}" for value in sums}) > 1
    assert {fte(value) for value in sums} == {"1.29"}
