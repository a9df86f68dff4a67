"""What staffing costs, typed and read off the screen key by key; every amount is worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import Driver, driven

PLAN = """\
format: caseload-scenario/1
name: One team
as_at: 2026-03-31
months: 15
roles:
  social-worker: {name: Social Worker}
  manager: {name: Manager, caseload_share: 0, group: manager}
teams:
  west:
    name: West
    establishment:
      social-worker: {posts: 10, in_post: 8, agency: 1}
      manager: {posts: 1, in_post: 1}
assumptions: {turnover: 0, on_costs: 0.25}
"""
LINE = "west/social-worker"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One team of ten posts, eight filled, and one agency worker; nobody has pay."""
    path = tmp_path / "one-team.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def with_more(file: Path, text: str) -> Path:
    file.write_text(PLAN + text, encoding="utf-8")
    return file


async def pay(app: Driver) -> None:
    """Type pay and agency rate of social workers: £60,000 with on-costs, £94,000 over 47 paid weeks."""
    await app.at("roles", "social-worker", "pay")
    await app.type("48000")
    await app.press("tab")
    await app.type("£2,000")
    await app.press("enter")


def cells(app: Driver, row: str) -> list[str]:
    """The texts of a row of the table, beside the first."""
    table = app.workspace.grid.table
    return list(table.rows[table.row_index[row]].texts[1:])


def heads(app: Driver) -> list[str]:
    return [column.title for column in app.workspace.grid.table.columns]


async def test_costs_follow_pay_and_lines_without_it_are_named(store: Path, file: Path) -> None:
    async with driven(store, file=file) as app:
        await app.at_sheet("costs")
        assert "no role here has pay" in app.screen
        await pay(app)
        await app.at_sheet("costs")
        assert heads(app) == ["£ a financial year", "2026/27*", "2027/28, part year*"]
        shown = {row: cells(app, f"money.{row}") for row in ("posts", "permanent", "vacancy_saving", "agency", "net")}
        assert shown == {
            "posts": ["600,000", "150,000"],
            "permanent": ["480,000", "120,000"],
            "vacancy_saving": ["120,000", "30,000"],
            "agency": ["94,000", "23,500"],
            "net": ["−26,000", "−6,500"],
        }
        assert cells(app, "money.premium") == ["34,000", "8,500"]
        assert "* no pay: Manager" in app.screen
        await app.at("roles", "manager", "pay")
        await app.type("52000")
        await app.press("enter")
        await app.at_sheet("costs")
        assert heads(app)[1:] == ["2026/27", "2027/28, part year"]
        assert cells(app, "money.posts")[0] == "665,000"


async def test_costs_are_held_beside_the_scenario_compared_with(store: Path, file: Path) -> None:
    async with driven(store, file=file) as app:
        await pay(app)
        await app.press("b")
        await app.clear_and_type("Two more")
        await app.press("enter")
        await app.at("establishment", LINE, "in_post")
        await app.type("+2")
        await app.press("enter")
        await app.at_sheet("costs")
        assert heads(app)[1:4] == ["2026/27*", "before 2026/27*", "± 2026/27"]
        assert cells(app, "money.permanent")[:3] == ["600,000", "480,000", "▲ +120,000"]
        assert cells(app, "money.agency")[:3] == ["94,000", "94,000", ""]
        await app.press("greater_than_sign")
        assert cells(app, "2026-04-30")[-2:] == ["−2,167", "▲ +10,000"]
        await app.at("effect", "money.permanent", "figure")
        await app.app.workers.wait_for_complete()
        await app.settled()
        assert cells(app, "money.permanent")[:3] == ["40,000", "50,000", "▲ +10,000"]
        await app.at_sheet("why")
        table = app.workspace.grid.table
        assert heads(app)[:2] == ["Because of", "Permanent, £"]
        assert {row.texts[0]: row.texts[1] for row in table.rows} == {
            "In post and moves": "+10,000",
            "Whole change": "+10,000",
        }


async def test_the_programme_is_typed_where_it_belongs(store: Path, file: Path) -> None:
    async with driven(store, file=file) as app:
        await pay(app)
        await app.at_sheet("programme")
        assert "Press a to add a line" in app.screen
        await app.press("a")
        line = app.workspace.working.plan.programme[0].id
        await app.press("enter")
        await app.clear_and_type("Agency workers")
        await app.press("enter")
        await app.at("programme", line, "2026/27 planned")
        await app.type("130")
        await app.press("enter")
        await app.at("programme", line, "basis")
        await app.press("enter")
        await app.type("agency")
        await app.press("enter")
        await app.at("programme", "=funding", "2026/27 projected")
        await app.type("=100")
        await app.press("enter")
        columns = app.workspace.grid.table.column_index
        year = [columns[f"2026/27 {figure}"] - 1 for figure in ("planned", "projected", "variation")]
        assert [cells(app, line)[at] for at in year] == ["130", "94*", "(36)*"]
        assert [cells(app, "=additional")[at] for at in year] == ["", "(6)*", ""]
        app.workspace.grid.move_to(line, "2026/27 projected")
        await app.press("enter")
        assert not app.workspace.grid.is_editing
        app.workspace.grid.move_to(line, "2026/27 planned")
        await app.press("delete")
        assert app.workspace.working.plan.programme_years == ()
        await app.press("u", "d")
        assert "This goes with it: 1 year of the programme." in app.screen
        await app.press("enter")
        assert [row.key for row in app.workspace.grid.table.rows] == ["=total", "=funding", "=additional"]


async def test_a_total_of_a_report_is_held_against_its_lines(store: Path, file: Path) -> None:
    programme = """
programme:
- {label: Posts, group: permanent, full_estimate: 700}
- {label: Total reported, group: total, full_estimate: 650.5}
"""
    async with driven(store, file=with_more(file, programme)) as app:
        await app.at_sheet("programme")
        shown = [(row.texts[0], row.texts[2]) for row in app.workspace.grid.table.rows]
        assert shown == [
            ("Posts", "700"),
            ("Permanent, total", "700"),
            ("All lines, total", "700"),
            ("Total reported", "650.50"),
            ("differs from its lines by", "(49.50)"),
            ("Available funding", ""),
            ("Additional funding required", ""),
        ]
