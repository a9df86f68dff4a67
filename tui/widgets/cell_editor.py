"""The editor of a cell, and the line beside it that says what may be typed or why it was refused.

Neither has a place of its own on the screen: the grid's body draws them over its lines, so that nothing is laid out
anew while a manager types.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.suggester import SuggestFromList
from textual.widgets import Input
from textual.widgets.input import Selection

from scenarios.text import clean_line
from tui.blocks import parse_block
from tui.widgets.direct_keys import actions_by_key
from tui.widgets.grid_model import GridColumn
from tui.widgets.grid_render import Patch

MOST_NOTE_LINES = 3


class CellEditor(Input, can_focus=False):
    """Edits the text of one cell. The grid keeps the focus and hands over the keys: none can overtake another."""

    DEFAULT_CSS = """
    CellEditor {
        display: none;
        background: $primary-muted;
        color: $foreground;

        & > .input--cursor { background: $foreground; color: $background; text-style: none; }
    }
    """
    KEYS: ClassVar[dict[str, str]] = {
        key: action for key, action in actions_by_key(Input.BINDINGS).items() if action != "submit"
    }

    def __init__(self, redraw: Callable[[], None]) -> None:
        self._redraw = redraw
        self.is_open = False
        super().__init__(select_on_focus=False)

    def open(self, text: str, column: GridColumn, *, selects: bool) -> None:
        """Begin with a text: selected whole, or with the caret at its end."""
        self.suggester = SuggestFromList(column.choices, case_sensitive=False) if column.choices else None
        self.value = text
        self.cursor_position = len(text)
        if selects:
            self.select_all()
        self.is_open = True

    def caret(self, patch: Patch) -> Offset:
        """Where the caret is drawn."""
        before = self._position_to_cell(self.cursor_position) - self._first(patch.strip.cell_length)
        return Offset(patch.x + 1 + before, patch.y)

    def close(self) -> None:
        """Go away."""
        self.is_open = False

    def refresh(
        self,
        *regions: Region,  # noqa: ARG002 - as the framework calls it
        repaint: bool = True,  # noqa: ARG002 - the same
        layout: bool = False,  # noqa: ARG002 - the same
        recompose: bool = False,  # noqa: ARG002 - the same
    ) -> Self:
        """Have it drawn again where it is drawn."""
        if self.is_open:
            self._redraw()
        return self

    def patch(self, cell: Region, room: Size) -> Patch:
        """What is drawn over a cell, and over as many columns beside it as the text needs and there is room for."""
        width = min(max(cell.width, cell_len(self.value) + 3), room.width)
        x = max(0, min(cell.x, room.width - width))
        return Patch(x, cell.y, self._strip(width))

    def _strip(self, width: int) -> Strip:
        """The text, so far to the left that the caret is in view, with a space on each side."""
        start = self._first(width)
        strip = Strip(self._drawn().render(self.app.console))
        shown = strip.crop(start, start + width - 2).adjust_cell_length(width - 2, self.visual_style.rich_style)
        space = Strip([Segment(" ", self.visual_style.rich_style)])
        return Strip.join([space, shown, space])

    def _first(self, width: int) -> int:
        """How many columns of the text are out of view on the left."""
        return max(0, self._position_to_cell(self.cursor_position) - (width - 2) + 1)

    def _drawn(self) -> Text:
        """The text with what is suggested after it, the selection and the caret."""
        text = Text(self.value, self.visual_style.rich_style, end="")
        suggested = self._suggestion[len(self.value) :]
        text.append(suggested or " ", self.get_component_rich_style("input--suggestion"))
        if not self.selection.is_empty:
            text.stylize_before(self.get_component_rich_style("input--selection"), *sorted(self.selection))
        caret = self.cursor_position
        text.stylize(self.get_component_rich_style("input--cursor"), caret, caret + 1)
        return text

    def press(self, patch: Patch, at: Offset) -> None:
        """Put the caret where the mouse was pressed on what is drawn."""
        # The framework takes itself to be scrolled, as it has no room of its own.
        start = self._first(patch.strip.cell_length) - self.scroll_offset.x
        self.selection = Selection.cursor(self._cell_offset_to_index(at.x - patch.x - 1 + start))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal has its own cursor; the grid knows, which puts it at the caret."""
        return self.app.cursor_position

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


@dataclass
class CellNote:
    """A few words beside a cell: what may be typed there, or why a value was refused."""

    words: str = ""
    is_refusal: bool = False

    def say(self, words: str, *, is_refusal: bool = False) -> None:
        """Hold these words until told others; nothing shows for none."""
        self.words, self.is_refusal = clean_line(words), is_refusal

    def patches(self, cell: Region, room: Size, style: Style) -> tuple[Patch, ...]:
        """The words under a cell, or over it where there is no room below."""
        lines = textwrap.wrap(self.words, max(room.width - 2, 1), max_lines=MOST_NOTE_LINES, placeholder=" …")
        width = min(max(map(cell_len, lines), default=0) + 2, room.width)
        top = cell.bottom if cell.bottom + len(lines) <= room.height else cell.y - len(lines)
        x = max(0, min(cell.x, room.width - width))
        strips = (Strip([Segment(f" {words}", style)]).adjust_cell_length(width, style) for words in lines)
        return tuple(Patch(x, top + k, strip) for k, strip in enumerate(strips))
