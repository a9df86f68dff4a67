"""Keys that come before a dialog can take them."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.widgets import Input

from tests.tui.driving import driven


async def test_what_is_typed_behind_a_command_goes_into_its_dialog(store: Path) -> None:
    async with driven(store) as app:
        for _ in range(2):  # the finder is kept, and begins anew
            for event in (events.Key("slash", "/"), events.Paste("County"), events.Key("x", "x")):
                app.app.post_message(event)
            while not (found := list(app.app.screen.query(Input))) or not found[0].value.endswith("x"):
                await app.pilot.pause()
            assert found[0].value == "Countyx"
            await app.press("escape")


async def test_the_finder_knows_the_parts_of_the_plan_as_they_are_now(store: Path) -> None:
    async with driven(store) as app:
        await app.press("slash")
        assert "County social work teams" in app.screen
        await app.choose("County")
        await app.open_named("Made-up county")
        await app.press("slash")
        assert "County social work teams" not in app.screen
        await app.choose("Alder")
        assert "Assessment Alder (/)" in app.screen
