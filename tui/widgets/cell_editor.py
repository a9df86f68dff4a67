"""The editor laid over a cell, and the line beside it that says what may be typed or why it was refused."""

from __future__ import annotations

import textwrap
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from scenarios.text import clean_line
from tui.blocks import parse_block
from tui.widgets.direct_keys import actions_by_key
from tui.widgets.grid_model import GridColumn

MOST_NOTE_LINES = 3


class CellEditor(Input, can_focus=False):
    """Edits the text of one cell. The grid keeps the focus and hands over the keys: none can overtake another."""

    DEFAULT_CSS = """
    CellEditor {
        layer: over;
        position: absolute;
        display: none;
        width: 10;
        height: 1;
        border: none;
        padding: 0 1;
        background: $primary-muted;
        color: $foreground;

        &:focus { border: none; background-tint: transparent; }
        & > .input--cursor { background: $foreground; color: $background; text-style: none; }
    }
    """
    KEYS: ClassVar[dict[str, str]] = {
        key: action for key, action in actions_by_key(Input.BINDINGS).items() if action != "submit"
    }

    def __init__(self) -> None:
        super().__init__(select_on_focus=False)
        self.cursor_blink = False

    def open(self, text: str, column: GridColumn, *, selects: bool) -> None:
        """Begin with a text: selected whole, or with the caret at its end."""
        self.suggester = SuggestFromList(column.choices, case_sensitive=False) if column.choices else None
        self.value = text
        self.cursor_position = len(text)
        if selects:
            self.select_all()
        self.display = True
        self.has_focus = True  # caret and suggestion are drawn only for an input that has it

    def close(self) -> None:
        """Go away."""
        self.display = False
        self.has_focus = False

    def lay_over(self, cell: Region, room: Size) -> None:
        """Cover a cell, and as many columns beside it as the text needs and there is room for."""
        width = min(max(cell.width, cell_len(self.value) + 3), room.width)
        x = max(0, min(cell.x, room.width - width))
        self.styles.width = width
        self.styles.offset = (x, cell.y)

    async def take(self, message: events.Key | events.Paste) -> bool:
        """Do what a key or pasted text does in an editor; whether it does anything."""
        if isinstance(message, events.Paste):
            self._insert(clean_line(parse_block(message.text)[0][0]))
        elif message.key in self.KEYS:
            await self.run_action(self.KEYS[message.key])
        elif message.is_printable and message.character:
            self._insert(message.character)
        else:
            return False
        return True

    def _insert(self, text: str) -> None:
        start, end = sorted(self.selection)
        self.replace(text, start, end)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Only the grid tells of changes, in the order of keys."""
        message.stop()


class CellNote(Static):
    """A few words beside a cell: what may be typed there, or why a value was refused."""

    DEFAULT_CSS = """
    CellNote {
        layer: over;
        position: absolute;
        display: none;
        width: 10;
        height: 1;
        padding: 0 1;
        background: $panel-lighten-1;
        color: $foreground;

        &.-refusal { background: $error; color: $text; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.words = ""

    def say(self, words: str, *, is_refusal: bool = False) -> None:
        """Hold these words until told others; nothing shows for none."""
        self.words = clean_line(words)
        self.set_class(is_refusal, "-refusal")
        self.display = bool(self.words)

    def lay_beside(self, cell: Region, room: Size) -> None:
        """Stand under a cell, or over it where there is no room below."""
        lines = textwrap.wrap(self.words, max(room.width - 2, 1), max_lines=MOST_NOTE_LINES, placeholder=" …")
        width = min(max(map(cell_len, lines), default=0) + 2, room.width)
        below = cell.bottom + len(lines) <= room.height
        self.styles.width, self.styles.height = width, max(len(lines), 1)
        self.styles.offset = (max(0, min(cell.x, room.width - width)), cell.bottom if below else cell.y - len(lines))
        self.update(Content("\n".join(lines)))
