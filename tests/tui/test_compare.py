"""Comparing, as a manager goes it: branch, try something, compare, flip, and say why; read off the screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Driver, driven, with_text
from tui.against import Focus
from tui.sheets.registry import COMPARE

LINE = "county/social-worker"
RELEASED = "West Sussex 2022, agency released in September"


def line_of(app: Driver, *texts: str) -> str:
    """The one line of the screen that holds these texts."""
    found = with_text(app.screen.splitlines(), *texts)
    assert len(found) == 1, app.screen
    return found[0]


async def explained(app: Driver) -> None:
    """Wait until it is worked out why figures differ."""
    await app.app.workers.wait_for_complete()
    await app.settled()


async def compare_with(app: Driver, words: str) -> None:
    await app.press("C")
    await app.choose(words)
    await explained(app)


async def test_branch_edit_and_compare_in_a_few_keys(store: Path) -> None:
    async with driven(store) as app:
        await app.press("b")
        await app.clear_and_type("Ten more")
        await app.press("enter")
        await app.at("establishment", LINE, "in_post")
        await app.type("+10")
        await app.press("enter", "up", "c")
        await explained(app)
        assert app.workspace.sheet.tab == COMPARE
        assert "Ten more against West Sussex, March 2019" in app.screen
        assert line_of(app, "▕ In post", "▲ +10.00")
        assert "In post 293.17, not 286.04: ▲ +7.13 (in post and moves +7.13)" in " ".join(app.screen.split())
        assert app.workspace.grid.cursor == ("in_post", "figure")
        await app.press("c")
        assert app.workspace.sheet.name == "establishment"
        assert app.workspace.grid.cursor == (LINE, "in_post")


async def test_every_input_that_differs_is_listed(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "in_post")
        await app.type("280")
        await app.press("enter")
        await app.at("pipeline", "agency-managers", "fte")
        await app.press("d")
        await app.at_sheet("differs")
        assert "Posts and staff changed" in app.screen
        assert line_of(app, "In post", "272.23", "280.00")
        assert line_of(app, "Starter removed", "3.00")


async def test_a_team_that_is_gone_is_among_what_differs(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("May 2022")
        await app.press("b", "enter")
        await app.at("teams", "assessment-west", "name")
        await app.press("d", "enter")
        await app.at_sheet("differs")
        assert line_of(app, "Team removed", "Assessment West")
        assert line_of(app, "Posts and staff removed", "Social Worker, Assessment West")
        await app.at_sheet("places")
        assert "Assessment West" in app.rows


async def test_the_figure_under_the_cursor_is_explained_and_shown_by_place(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("released in")
        await compare_with(app, "kept a year")
        await app.at_sheet("effect")
        app.workspace.grid.move_to("agency", "figure")
        await app.settled()
        assert "Agency 63.00, not 78.00: ▼ −15.00 (agency −15.00)" in " ".join(app.screen.split())
        await app.at_sheet("places")
        assert line_of(app, "Agency, where")
        rows = app.rows
        assert rows[0] == "Whole plan"
        assert rows[-1] in ("County area", "Other social work", "Other social work teams")
        await app.at_sheet("why")
        assert app.workspace.grid.table.columns[1].title == "Agency"
        assert line_of(app, "Whole change", "−15.00")


async def test_the_month_compared_can_be_chosen(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("released in")
        await compare_with(app, "kept a year")
        await app.at_sheet("effect")
        await app.press("k")
        await app.choose("jan 2023")
        assert "After Jan 23" in app.screen
        assert "Jan 2023: Caseload 17.7, not 16.5" in app.screen


async def test_flipping_turns_the_comparison_round_and_keeps_the_place(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("released in")
        await compare_with(app, "kept a year")
        await app.at_sheet("effect")
        app.workspace.grid.move_to("uncovered", "figure")
        await app.settled()
        await app.press("x")
        await explained(app)
        assert "agency kept a year against" in app.screen
        assert "better (agency" in " ".join(app.screen.split())
        assert app.workspace.sheet.name == "effect"
        assert app.workspace.grid.cursor == ("uncovered", "figure")
        await app.press("x")
        assert app.workspace.working.plan.header.name == RELEASED


async def test_switching_keeps_tab_scope_and_cursor(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("released in")
        await app.press("slash")
        await app.choose("family safeguarding east")
        await app.at("agency", "experienced-safeguarding-east", "end")
        await app.press("x")
        assert app.workspace.working.plan.header.name == "West Sussex, May 2022"
        assert app.workspace.working.scope.key == "safeguarding-east"
        assert app.workspace.grid.cursor == ("experienced-safeguarding-east", "end")


async def test_the_reasons_follow_the_key_that_is_typed(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        await app.type("+5")
        await app.press("enter", "c")
        await app.at_sheet("why")
        await explained(app)
        assert app.rows == ["Posts", "Whole change"]


async def test_scenarios_of_different_dates_say_so(store: Path) -> None:
    async with driven(store) as app:
        await compare_with(app, "surrey")
        await app.press("c")
        assert "no like-for-like comparison" in app.screen
        assert "as at 30 Sep 2021" in app.screen
        assert app.headline("uncovered") == ("66.04", "")
        await app.at_sheet("differs")
        assert "Position date" in app.screen


async def test_up_to_four_scenarios_in_the_summary(store: Path) -> None:
    async with driven(store) as app:
        await app.open_named("released in")
        await app.at_sheet("summary")
        for words in ("kept a year", "build up"):
            await app.press("i")
            await app.choose(words)
        assert len(app.rows) == 4
        await app.press("i")
        await app.choose("surrey")
        assert "holds four scenarios" in app.screen
        await app.press("i")
        await app.choose("build up")
        assert len(app.rows) == 3


async def test_a_scope_is_compared_on_its_own_at_80_columns(store: Path) -> None:
    async with driven(store, (80, 24)) as app:
        await app.open_named("released in")
        await app.press("slash")
        await app.choose("assessment east")
        await app.press("c")
        await explained(app)
        assert "Caseload 18.4, not 16.8" in app.screen
        await app.at_sheet("why")
        assert line_of(app, "Agency", "+1.6", "+2.00").startswith(" Agency  ")


async def test_compared_with_nothing_else_the_plan_stands_beside_how_it_was_opened(store: Path) -> None:
    async with driven(store) as app:
        await app.at_sheet("differs")
        assert "No input differs" in app.screen
        assert "against how it was opened" in app.screen
        await app.press("x")
        assert "Nothing to flip to" in app.screen


async def test_the_whole_story(store: Path) -> None:
    """Branch in two keys, try something in bulk, see what it does and why, freeze it, flip, undo."""
    async with driven(store) as app:
        await app.open_named("May 2022")
        await app.press("b", "enter")
        assert "West Sussex, May 2022, branch" in app.screen.splitlines()[0]
        await app.press("l")
        await app.choose("set turnover")
        await app.type("27")
        await app.press("f9", "c")
        await explained(app)
        screen = " ".join(app.screen.split())
        assert "West Sussex, May 2022, branch against West Sussex, May 2022" in screen
        assert "Apr 2024: Caseload 21.7, not 17.9: ▲ +3.8, worse (leavers +3.8)" in screen
        await app.at_sheet("why")
        assert app.rows == ["Leavers", "Whole change"]
        await app.at_sheet("differs")
        assert line_of(app, "Turnover a year", "16.1%", "27.0%")
        await app.press("o", "z", "escape")
        assert "frozen" in app.screen.splitlines()[0]
        await app.at("establishment", "assessment-west/social-worker", "posts")
        await app.type("30")
        await app.press("enter")
        assert "was frozen on" in app.screen
        assert app.headline("posts")[0] == "511.00"
        await app.press("x")
        assert app.workspace.working.plan.header.name == "West Sussex, May 2022"
        await app.press("x", "u", "u")
        assert app.workspace.working.frozen_on is None
        assert app.headline("caseload")[0] == "16.3 → 17.9"


class NotedFocus(Focus):
    """Every figure that was ever in focus."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        vars(self).setdefault("noted", []).append(value)


async def test_the_figure_compared_is_shown_at_once_and_no_other_before_it(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", LINE, "posts")
        focus = app.workspace.working.focus = NotedFocus()
        app.workspace.working.show(app.workspace.working.plan)
        vars(focus)["noted"].clear()
        await app.press("c")
        await explained(app)
        assert vars(focus)["noted"] == ["posts"]
