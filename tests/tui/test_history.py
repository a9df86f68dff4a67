"""What was done before, read off the screen and gone back to."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Driver, driven

LINE = "county/social-worker"


async def type_posts(app: Driver, *values: str) -> None:
    for value in values:
        await app.at("establishment", LINE, "posts")
        await app.type(value)
        await app.press("enter")


def posts(app: Driver) -> float:
    line = app.workspace.working.plan.by_ref["establishment"][LINE]
    return float(vars(line)["posts"])


async def test_any_point_of_the_history_is_gone_back_to_and_undone(store: Path) -> None:
    async with driven(store) as app:
        before = posts(app)
        await type_posts(app, "400", "410", "420")
        await app.press("h")
        assert "Enter goes back to one" in app.screen
        assert app.screen.count("Posts, Social Worker") == 3
        await app.choose("365.07 400.00")
        assert "What was changed since (2 changes)" in app.screen
        await app.press("enter")
        assert posts(app) == 400
        await app.press("u")
        assert posts(app) == 420
        assert "Undone: Back to: Posts, Social Worker" in app.screen
        await app.press("u", "u", "u")
        assert posts(app) == before


async def test_the_latest_point_is_how_it_is(store: Path) -> None:
    async with driven(store) as app:
        await type_posts(app, "400")
        await app.press("h", "enter")
        assert "That is how it is now." in app.screen


async def test_a_cell_has_a_history_of_its_own(store: Path) -> None:
    async with driven(store) as app:
        before = posts(app)
        await type_posts(app, "400")
        await app.at("establishment", LINE, "absent")
        await app.type("3")
        await app.press("enter")
        await type_posts(app, "420")
        app.workspace.grid.move_to(LINE, "posts")
        await app.press("H")
        assert "Posts, Social Worker, County social work teams: its values" in app.screen
        lines = [line for line in app.screen.splitlines() if "Posts, Social Worker" in line and "00" in line]
        assert [line.replace("▊", " ").split()[1] for line in lines] == ["420.00", "400.00"]
        assert f"{before:,.2f}" in app.screen
        await app.choose("400.00")
        assert posts(app) == 400
        assert vars(app.workspace.working.plan.by_ref["establishment"][LINE])["absent"] == 3
        app.workspace.grid.move_to(LINE, "uncovered")
        await app.press("H")
        assert "worked out." in app.screen
        app.app.clear_notifications()
        app.workspace.grid.move_to(LINE, "agency")
        await app.press("H")
        assert "no other value" in app.screen
