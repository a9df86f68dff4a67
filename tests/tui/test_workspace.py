"""The main path, as a manager goes it: every key through the real app, every figure read off the screen."""

from pathlib import Path

import pytest

from scenarios.examples import examples
from scenarios.files import read_plan
from tests.tui.driving import driven, with_text
from tui.sheets.registry import SHEETS

LINE = "county/social-worker"


async def test_the_first_run_opens_the_example_with_one_line_of_guidance(store: Path) -> None:
    async with driven(store, (80, 24)) as app:
        assert "West Sussex, March 2019" in app.screen
        assert "An example" in app.screen
        assert app.headline("posts")[0] == "488.53"
        assert app.headline("uncovered")[0] == "66.04"
        assert app.headline("remaining")[0] == "24.92"
        assert app.headline("vacancy")[0] == "24.0%"
        assert app.headline("agency")[0] == "12.2%"


async def test_typing_moves_the_figures_before_it_is_committed(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.type("370.07")
        assert app.headline("posts") == ("493.53", "▲ +5.00")
        assert app.headline("uncovered") == ("71.04", "▲ +5.00")
        assert "typing" in app.screen
        await app.press("escape")
        assert app.headline("posts") == ("488.53", "")
        assert "saved" in app.screen


async def test_the_first_edit_branches_the_example_and_saves(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "vacant")
        await app.type("90")
        await app.press("enter")
        assert app.headline("uncovered") == ("63.20", "▼ −2.84")
        assert "vs West Sussex, March 2019" in app.screen
        assert "saved" in app.screen.splitlines()[0]
    async with driven(store) as again:
        assert again.headline("uncovered") == ("63.20", "▼ −2.84")
        names = await again.app.desk.ask(lambda store: [info.name for info in store.scenarios()])
        assert names.count("West Sussex, March 2019") == 1


async def test_undo_takes_the_branch_back_to_the_example_and_redo_makes_it_again(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.type("+5")
        await app.press("enter")
        assert app.headline("posts")[0] == "493.53"
        await app.press("u")
        assert app.headline("posts") == ("488.53", "")
        assert "vs West" not in app.screen.splitlines()[0]
        await app.press("r")
        assert app.headline("posts")[0] == "493.53"


async def test_undo_typed_before_the_branch_is_there_still_takes_it_back(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.pilot.press("4", "0", "0", "enter", "u")
        await app.settled()
        assert app.headline("posts") == ("488.53", "")
        assert len(await app.app.desk.ask(lambda store: store.scenarios())) == len(examples())


async def test_a_refused_value_stays_with_its_reason_and_changes_nothing(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "vacant")
        await app.type("400")
        await app.press("enter")
        assert "365.07 posts" in app.screen
        assert app.headline("uncovered") == ("66.04", "")
        await app.press("escape")
        assert "saved" in app.screen.splitlines()[0]


async def test_keys_typed_fast_all_arrive(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "in_post")
        await app.pilot.press("2", "8", "0", "enter", "1", "7", "enter", "9", "0", "enter")
        await app.settled()
        plan = app.workspace.working.plan
        assert [line.in_post for line in plan.establishment] == [280.0, 17.0, 90.0]
        assert app.headline("uncovered")[0] == "51.37"


@pytest.mark.parametrize(
    ("cell", "typed", "figure", "value"),
    [
        (("pipeline", "permanent-social-workers", "fte"), "29.6", "remaining", "14.92"),
        (("pipeline", "permanent-social-workers", "likelihood"), "50", "remaining", "34.72"),
        (("roles", "social-worker", "caseload_share"), "100", "caseload", "16.4"),
        (("case_types", "child-in-need", "weight"), "2", "caseload", "43.7"),
        (("plan", "assumptions.target_caseload", "value"), "40", "target met", "Mar 2019"),
        (("teams", "county", "target_caseload"), "40", "target met", "Mar 2019"),
    ],
)
async def test_every_kind_of_figure_follows(
    store: Path, cell: tuple[str, str, str], typed: str, figure: str, value: str
) -> None:
    async with driven(store) as app:
        before = app.headline(figure)[0]
        await app.at(*cell)
        await app.type(typed)
        await app.press("enter")
        after = app.headline(figure)
        assert after[0] != before
        assert after[0].startswith(value)


ENTRIES = (
    ("agency", "", "fte", "20"),
    ("absences", "", "fte", "20"),
    ("leavers", "", "fte", "150"),
    ("moves", "", "fte", "20"),
    ("case_changes", "", "cases", "500"),
    ("cases", "county/child-in-need", "cases", "+100"),
    ("case_types", "child-in-need", "growth", "20"),
    ("ramps", "permanent", "shares", "10x60"),
    ("roles", "social-worker", "turnover", "30"),
)
"""Table, row (none: one that is added), column and what is typed there."""


@pytest.mark.parametrize("entries", [ENTRIES[:3], ENTRIES[3:6], ENTRIES[6:]], ids=["cover", "cases", "general"])
async def test_every_kind_of_entry_moves_the_caseload_to_come_and_undoes(
    store: Path, entries: tuple[tuple[str, str, str, str], ...]
) -> None:
    async with driven(store) as app:
        for sheet, row, column, typed in entries:
            app.app.clear_notifications()
            before = app.headline("caseload")[0]
            await app.at_sheet(sheet)
            if not row:
                await app.press("a")
            app.workspace.grid.move_to(row or app.workspace.grid.table.rows[-1].key, column)
            await app.press("enter")
            await app.clear_and_type(typed)
            await app.press("enter")
            assert app.headline("caseload")[0] != before, sheet
            await app.press(*["u"] * (1 if row else 2))
            assert app.headline("caseload")[0] == before, sheet


async def test_a_post_change_moves_the_posts_of_the_months_after_it(store: Path) -> None:
    async with driven(store) as app:
        before = await app.at_the_horizon("Posts")
        await app.at_sheet("post_changes")
        await app.press("a")
        app.workspace.grid.move_to(app.workspace.grid.table.rows[-1].key, "fte")
        await app.press("enter")
        await app.clear_and_type("20")
        await app.press("enter")
        assert (before, await app.at_the_horizon("Posts")) == ("488.53", "508.53")


ADDED = (
    "pipeline",
    "agency",
    "absences",
    "leavers",
    "moves",
    "post_changes",
    "case_changes",
    "teams",
    "roles",
    "case_types",
)


@pytest.mark.parametrize("sheets", [ADDED[:4], ADDED[4:7], ADDED[7:]], ids=["people", "changes", "general"])
async def test_rows_are_added_duplicated_deleted_and_brought_back(store: Path, sheets: tuple[str, ...]) -> None:
    async with driven(store) as app:
        for sheet in sheets:
            app.app.clear_notifications()
            await app.at_sheet(sheet)
            before = len(app.rows)
            await app.press("a")
            assert len(app.rows) == before + 1, sheet
            await app.press("y")
            assert len(app.rows) == before + 2, sheet
            await app.press("d")
            assert len(app.rows) == before + 1, sheet
            await app.press("u", "u", "u")
            assert len(app.rows) == before, sheet


async def test_deleting_a_role_in_use_says_what_goes_and_undoes_as_one(store: Path) -> None:
    async with driven(store) as app:
        await app.at("roles", "manager", "name")
        await app.press("d")
        assert "1 line, 2 starters" in app.screen
        await app.press("enter")
        assert app.headline("posts")[0] == "388.77"
        await app.press("u")
        assert app.headline("posts")[0] == "488.53"
        assert app.headline("remaining")[0] == "24.92"


async def test_a_block_from_a_spreadsheet_fills_cells_as_one_change(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.paste("300\t250\r\n20\t20\r\n90\t80\r\n")
        assert app.headline("posts")[0] == "410.00"
        await app.press("u")
        assert app.headline("posts")[0] == "488.53"


async def test_a_block_with_one_bad_cell_changes_nothing(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.paste("300\t250\ntwenty\t20\n")
        assert app.headline("posts")[0] == "488.53"
        assert "'twenty'" in app.screen


async def test_a_starter_who_came_is_counted_once(store: Path) -> None:
    async with driven(store) as app:
        await app.at("pipeline", "permanent-social-workers", "fte")
        await app.press("m")
        await app.press("enter")
        assert app.headline("remaining") == ("24.92", "")
        assert app.headline("uncovered") == ("46.44", "▼ −19.60")


async def test_agency_workers_become_permanent(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "agency")
        await app.press("p")
        await app.clear_and_type("10")
        await app.press("enter")
        assert app.headline("uncovered") == ("66.04", "")
        row = with_text(app.screen.splitlines(), "Social Worker", "365.07")[0]
        assert "282.23" in row
        assert "30.40" in row


async def test_rolling_forward_takes_the_projections_position(store: Path) -> None:
    async with driven(store) as app:
        await app.workspace_action("roll_forward")
        assert "Roll forward" in app.screen
        assert "31 Mar 2019" in app.screen
        await app.clear_and_type("30 Apr 2019")
        assert "agency: Social Worker" in app.screen
        await app.press("f9")
        assert "as at 30 Apr 2019" in app.screen
        assert app.headline("remaining")[0] != ""
        await app.press("u")
        assert "as at 7 Mar 2019" in app.screen


async def test_a_scenario_is_saved_as_a_file_and_opened_again(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.yaml"
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.type("370")
        await app.press("enter")
        await app.workspace_save(path)
        plan = app.workspace.working.plan
        assert read_plan(path) == plan
    async with driven(tmp_path / "other.sqlite3", file=path) as other:
        assert other.headline("posts")[0] == "493.46"
        assert plan.header.name in other.screen


async def test_a_file_changed_on_disk_is_not_replaced_unasked(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.yaml"
    async with driven(store) as app:
        await app.workspace_save(path)
        path.write_text("changed by somebody\n")
        await app.press("s")
        assert "has changed on disk" in app.screen
        await app.press("escape")
        assert path.read_text() == "changed by somebody\n"


async def test_a_file_changed_on_disk_is_replaced_once_that_is_confirmed(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.yaml"
    async with driven(store) as app:
        await app.workspace_save(path)
        saved = path.read_text()
        path.write_text("changed by somebody\n")
        await app.press("s")
        assert "has changed on disk" in app.screen
        await app.press("enter")
        assert path.read_text() == saved


async def test_what_a_link_leads_to_is_told_and_not_replaced_unasked(store: Path, tmp_path: Path) -> None:
    elsewhere, link = tmp_path / "elsewhere.yaml", tmp_path / "link.yaml"
    link.symlink_to(elsewhere)
    async with driven(store, size=(160, 40)) as app:
        await app.workspace_save(link)
        assert "elsewhere.yaml" in app.screen
        assert link.is_symlink()
        elsewhere.write_text("changed by somebody\n")
        await app.press("s")
        assert "elsewhere.yaml has changed on disk" in app.screen
        await app.press("escape")
        assert elsewhere.read_text() == "changed by somebody\n"


async def test_a_faulty_file_is_refused_with_its_lines(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text("format: caseload-scenario/1\nname: X\nas_at: 2019-03-07\nroles: {}\nteams: {}\nmonths: 200\n")
    async with driven(store, file=path) as app:
        assert "line 6" in app.screen
        assert "months" in app.screen
        await app.press("escape")
        assert "West Sussex, March 2019" in app.screen


async def test_the_scope_filters_figures_and_tables(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("Made-up county")
        whole = app.headline("posts")[0]
        await app.press("slash")
        await app.type("Alder")
        await app.press("enter")
        assert app.headline("posts")[0] != whole
        assert len(app.rows) < 10
        await app.press("w")
        assert app.headline("posts")[0] == whole


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_table_shows_itself(store: Path, size: tuple[int, int]) -> None:
    async with driven(store, size) as app:
        for sheet in SHEETS:
            await app.at_sheet(sheet.name)
            lines = app.screen.splitlines()
            assert any(f"[{sheet.tab}]" in line for line in lines[:5])
            assert any(f"[{sheet.title}]" in line for line in lines[:6])
            shown = "\n".join(lines[6:16])
            assert (app.rows and app.rows[0][:8] in shown) or sheet.empty[:30] in shown


async def test_help_is_for_the_focused_panel(store: Path) -> None:
    async with driven(store) as app:
        await app.press("f1")
        assert "One line for each role" in app.screen


async def test_too_small_a_window_says_so(store: Path) -> None:
    async with driven(store, (50, 12)) as app:
        assert "60 × 16" in app.screen


async def test_the_theme_is_remembered(store: Path) -> None:
    async with driven(store) as app:
        app.app.theme = "textual-light"
        await app.settled()
    async with driven(store) as again:
        assert again.app.theme == "textual-light"


async def test_names_are_shown_literally(store: Path) -> None:
    async with driven(store) as app:
        await app.at("teams", "county", "name")
        await app.press("enter")
        await app.clear_and_type("[/b] [red]x")
        await app.press("enter")
        assert "[/b] [red]x" in app.screen


async def test_a_later_position_date_typed_says_what_it_leaves_out(store: Path) -> None:
    async with driven(store) as app:
        await app.at("plan", "header.as_at", "value")
        await app.type("30/4/2019")
        await app.press("enter")
        assert "as at 30 Apr 2019" in app.screen
        assert "roll forward" in app.screen


async def test_a_name_that_will_not_do_is_refused_where_it_is_asked_for(store: Path) -> None:
    async with driven(store) as app:
        await app.press("b")
        await app.clear_and_type("surrey, september 2021")
        await app.press("enter")
        assert "a name that" in app.screen
        await app.clear_and_type("")
        await app.paste("x" * 121)
        await app.press("enter")
        assert "at most 120" in app.screen
        await app.clear_and_type("Ours")
        await app.press("enter")
        assert "Ours" in app.screen.splitlines()[0]
        assert "vs West Sussex, March 2019" in app.screen.splitlines()[0]
