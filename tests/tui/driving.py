"""The real app on a real store, driven key by key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.screen import screen_text
from tui.app import CaseloadApp
from tui.screens.workspace import Workspace
from tui.sheets.registry import SHEETS, TABS, of_tab
from tui.widgets.cell_editor import CellEditor

SIZE = (120, 36)


QUIET_TURNS = 5


@dataclass
class Driver:
    """Hands on the keyboard and eyes on the screen."""

    app: CaseloadApp
    pilot: Pilot[int]

    @property
    def workspace(self) -> Workspace:
        """The workspace under whatever dialog is open."""
        return self.app.workspace

    @property
    def screen(self) -> str:
        """The whole screen as text."""
        return screen_text(self.app)

    async def begun(self) -> None:
        """Wait until keys are no longer held, as the plan is there or a question about it; or until the app ends."""
        async with asyncio.timeout(60):
            while not self.app.held.is_over and self.app.return_value is None:
                await self.pilot.pause()

    async def settled(self) -> None:
        """Wait until the store has done what was asked, and the screen shows it."""
        for _ in range(2):
            await self._drained()
            await self.app.desk.ask(lambda _: None)
        async with asyncio.timeout(60):
            while self._is_saving:
                await self.pilot.pause()
        await self.pilot.pause()

    @property
    def _is_saving(self) -> bool:
        """Whether the app has yet to say what became of a change, and waits for no answer about it."""
        session = self.workspace.session
        return session is not None and session.saving > 0 and not self.workspace.asking

    async def _drained(self) -> None:
        """Wait until no widget has a message to deal with, for some turns of the loop."""
        turns = 0
        while turns < QUIET_TURNS:
            await asyncio.sleep(0)
            nodes = (self.app, *self.app.screen.walk_children(with_self=True))
            turns = 0 if any(node.message_queue_size for node in nodes) else turns + 1

    async def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        await self.pilot.press(*keys)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type a text faster than the screen is painted."""
        for character in text:
            self.app.post_message(Key(KEYS.get(character, character), character))
        await self.settled()

    async def at_sheet(self, name: str) -> None:
        """Go to a table by the keys that step through tabs and tables, the shorter way round."""
        wanted = next(sheet for sheet in SHEETS if sheet.name == name)
        await self.pilot.press(*_steps(TABS, self.workspace.sheet.tab, wanted.tab, ("[", "]")))
        tables = of_tab(wanted.tab)
        await self.press(*_steps(tables, self.workspace.sheet, wanted, ("<", ">")))
        assert self.workspace.sheet is wanted

    async def at(self, sheet: str, row: str, column: str) -> None:
        """Go to a table by its keys, then put the cursor on a cell."""
        await self.at_sheet(sheet)
        self.workspace.grid.move_to(row, column)
        assert self.workspace.grid.cursor == (row, column)

    @property
    def rows(self) -> list[str]:
        """The first text of every row of the table."""
        return [row.texts[0] for row in self.workspace.grid.table.rows]

    async def at_the_horizon(self, figure: str) -> str:
        """A figure of the last month, read off the table by month."""
        await self.at_sheet("months")
        self.app.clear_notifications()
        await self.press("ctrl+down")
        lines = self.screen.splitlines()
        head = next(line for line in lines if "In post" in line and "Capacity" in line)
        last = next(line for line in reversed(lines) if " Feb 2021" in line and "." in line)
        end = head.index(f" {figure} ") + len(figure) + 1
        return last[:end].split()[-1]

    async def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.app.post_message(Paste(text))
        await self.settled()

    async def choose(self, words: str) -> None:
        """Choose the line of a list that fits some words, pasted."""
        await self.paste(words)
        await self.press("enter")

    async def clear_and_type(self, text: str) -> None:
        """Replace what a field holds: typed into a cell, pasted into the field of a dialog."""
        await self.press("end", "ctrl+u")
        await (self.type(text) if isinstance(self.app.focused, CellEditor) else self.paste(text))

    async def workspace_action(self, name: str) -> None:
        """Run a command that has no key of its own, as the palette does."""
        await self.workspace.run_action(name)
        await self.settled()

    async def workspace_save(self, path: Path) -> None:
        """Save through the file dialog."""
        await self.press("s")
        field = self.app.screen.query_one(Input)
        field.focus()
        field.value = str(path)
        await self.press("enter")

    async def open_named(self, name: str) -> None:
        """Open a scenario from the list."""
        await self.press("o", "slash")
        await self.choose(name)

    def headline(self, name: str) -> tuple[str, str]:
        """A figure of the strip as the screen shows it: its value, and by how much it moved."""
        lines = self.screen.splitlines()
        start = lines[1].index(name)
        ends = [place for place in (lines[1].find(each, start + 1) for each in LABELS) if place > start]
        cut = slice(start, min(ends, default=len(lines[1]) + 20))
        return lines[2][cut].strip(), lines[3][cut].strip()


LABELS = ("posts", "vacancy", "agency", "uncovered", "remaining", "caseload", "target met")
KEYS = {
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    ".": "full_stop",
    "+": "plus",
    "-": "minus",
    "%": "percent_sign",
    " ": "space",
    "/": "slash",
    ",": "comma",
    "=": "equals_sign",
}


def _steps(places: Sequence[object], at: object, to: object, keys: tuple[str, str]) -> list[str]:
    """The keys that lead from one place to another, back or forth, where the last is followed by the first."""
    forth = (places.index(to) - places.index(at)) % len(places)
    back = len(places) - forth
    return [KEYS[keys[1]]] * forth if forth <= back else [KEYS[keys[0]]] * back


@asynccontextmanager
async def driven(store: Path, size: tuple[int, int] = SIZE, file: Path | None = None) -> AsyncIterator[Driver]:
    """The app on a store, opened and settled."""
    app = CaseloadApp(store, file)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.begun()
        await driver.settled()
        yield driver


def with_text(lines: Iterable[str], *texts: str) -> list[str]:
    """The lines that hold all of these texts."""
    return [line for line in lines if all(text in line for text in texts)]
