"""Notes in the corner: with the paint of what they tell of, several in one box, gone after their time or at a click."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import Driver, driven
from tui.widgets.notes import Notes
from tui.widgets.words import Words


async def test_what_is_undone_and_the_note_of_it_are_painted_at_once(store: Path) -> None:
    async with driven(store) as app:
        await app.at("establishment", app.workspace.grid.table.rows[0].key, "posts")
        posts = app.headline("posts")
        await app.press("9", "9", "enter")
        assert app.headline("posts") != posts
        seen: list[tuple[bool, bool]] = []
        app.app.post_display_hook = lambda: seen.append((app.headline("posts") == posts, "Undone: Posts" in app.screen))  # type: ignore[method-assign]  # made for tests to be told
        await app.press("u")
        assert (True, True) in seen
        assert (True, False) not in seen


async def test_several_notes_are_in_one_box_and_the_worst_gives_its_colour(store: Path) -> None:
    async with driven(store) as app:
        app.app.clear_notifications()
        app.workspace.say("Pages [b]read[/b].")
        app.workspace.say("No room on the disk.", title="Not saved", trouble=True)
        await app.settled()
        lines = [line.strip() for line in app.screen.splitlines()]
        first = next(place for place, line in enumerate(lines) if "Pages [b]read[/b]." in line)
        assert "Not saved" in lines[first + 2]
        assert "No room on the disk." in lines[first + 3]
        assert box(app).has_class("-warning")
        app.app.clear_notifications()
        app.workspace.say("Saved.")
        await app.settled()
        assert "No room" not in app.screen
        assert not box(app).has_class("-warning")


async def test_a_note_goes_after_its_time_and_the_others_stay(store: Path) -> None:
    async with driven(store) as app:
        app.app.clear_notifications()
        app.app.notify("Short.", timeout=0.05, markup=False)
        app.app.notify("Long.", timeout=60, markup=False)
        await app.settled()
        while "Short." in app.screen:
            await app.pilot.pause(0.01)
        assert "Long." in app.screen


async def test_a_click_takes_the_notes_away(store: Path) -> None:
    async with driven(store) as app:
        app.workspace.say("To be read.")
        await app.settled()
        assert "To be read." in app.screen
        await app.pilot.click(box(app))
        await app.settled()
        assert "To be read." not in app.screen


async def test_a_note_is_shown_over_a_dialog_too(store: Path) -> None:
    async with driven(store) as app:
        await app.press("slash")
        app.workspace.say("The list has changed.")
        await app.settled()
        assert "The list has changed." in app.screen


async def test_a_long_note_has_as_many_lines_as_it_takes(store: Path) -> None:
    async with driven(store, (80, 24)) as app:
        app.workspace.say("Short.")
        await app.settled()
        app.workspace.say("word " * 60 + "end.")
        await app.settled()
        assert "end." in app.screen
        assert box(app).region.bottom <= 23


def box(app: Driver) -> Words:
    return app.app.screen.query_one(Notes).query_one(Words)
