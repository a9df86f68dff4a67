"""A grid to read: a cursor, a selected block, scrolling and copying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.blocks import block_text
from tui.widgets import grid_messages as told
from tui.widgets.direct_keys import actions_by_key
from tui.widgets.grid_body import GridBody
from tui.widgets.grid_model import Block, GridRow, GridTable, Place
from tui.widgets.laid_out_once import LaidOutOnce

FAR = 1_000_000
"""More rows and columns than any table has."""


class GridView(LaidOutOnce, can_focus=True, can_focus_children=False):
    """Shows a table that the app hands to `show`. The cursor stays with its row and column from table to table."""

    BLANK: ClassVar[bool] = True
    DEFAULT_CSS = """
    GridView { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", "Up", show=False),
        Binding("down", "move(1, 0)", "Down", show=False),
        Binding("left", "move(0, -1)", "Left", show=False),
        Binding("right", "move(0, 1)", "Right", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("home", f"move(0, {-FAR})", "First column", show=False),
        Binding("end", f"move(0, {FAR})", "Last column", show=False),
        Binding("ctrl+home", f"move({-FAR}, {-FAR})", "First cell", show=False),
        Binding("ctrl+end", f"move({FAR}, {FAR})", "Last cell", show=False),
        Binding("ctrl+up", f"move({-FAR}, 0)", "First row", show=False),
        Binding("ctrl+down", f"move({FAR}, 0)", "Last row", show=False),
        Binding("shift+up", "extend(-1, 0)", "Select up", show=False),
        Binding("shift+down", "extend(1, 0)", "Select down", show=False),
        Binding("shift+left", "extend(0, -1)", "Select left", show=False),
        Binding("shift+right", "extend(0, 1)", "Select right", show=False),
        Binding("ctrl+a", "select_all", "Select everything", show=False),
        Binding("ctrl+c", "copy", "Copy for a spreadsheet", show=False),
    ]
    KEYS: ClassVar[dict[str, str]] = actions_by_key(BINDINGS)
    HELP = """
    ## Table

    Arrows, Home, End, Page Up and Page Down move; with Ctrl, Home and End go to the first and last cell.
    Shift and arrows, or dragging the mouse, select a block; Ctrl+A selects everything.
    Ctrl+C copies the block so that a spreadsheet takes it.
    """

    def __init__(
        self,
        table: GridTable | None = None,
        *,
        id: str | None = None,  # noqa: A002 - the name every widget has for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.body = GridBody()
        self._place = Place(0, 0)
        self._anchor = self._place
        if table:
            self.show(table)

    def compose(self) -> ComposeResult:
        """The painted body; a grid that edits lays more over it."""
        yield self.body

    @property
    def table(self) -> GridTable:
        """The table that is shown."""
        return self.body.table

    @property
    def cursor(self) -> tuple[str, str] | None:
        """The cursor's cell by its row's key and its column's name; None in an empty table."""
        return self.table.names(self._place) if self.table.rows else None

    @property
    def block(self) -> Block:
        """The selected cells: the cursor's alone unless a block is selected."""
        return Block.between(self._anchor, self._place)

    @property
    def rows_in_view(self) -> Sequence[GridRow]:
        """The rows on the screen."""
        return self.table.rows[self.body.rows_in_view]

    def show(self, table: GridTable) -> None:
        """Show another table.

        Where the cursor's row has gone, the one that took its place has the cursor; where its column has gone, the
        first cell that can be edited.
        """
        before = self.cursor
        anchor = self.table.names(self._anchor) if before else None
        self.body.show(table)
        place = self._found(before, self._place)
        has_column = before is not None and before[1] in table.column_index
        if table.rows and not has_column and not table.is_editable(place := Place(place.row, 0)):
            place = table.next_editable(place, 1)
        self._go(place, self._found(anchor, place) if self._anchor != self._place else place, before)

    def _found(self, names: tuple[str, str] | None, otherwise: Place) -> Place:
        if names is None:
            return self._within(*otherwise)
        row = self.table.row_index.get(names[0], otherwise.row)
        return self._within(row, self.table.column_index.get(names[1], otherwise.column))

    def _within(self, row: int, column: int) -> Place:
        last_row, last_column = len(self.table.rows) - 1, len(self.table.columns) - 1
        return Place(max(0, min(row, last_row)), max(0, min(column, last_column)))

    def _go(self, place: Place, anchor: Place, before: tuple[str, str] | None) -> None:
        self._place, self._anchor = place, anchor
        has_rows = bool(self.table.rows)
        block = self.block if anchor != place else None
        self.body.mark(place if has_rows else None, block if has_rows else None)
        if has_rows:
            self.body.reveal(place)
        if self.cursor is not None and self.cursor != before:
            self.post_message(told.CursorMoved(self, *self.cursor))

    def move_to(self, row_key: str, column: str) -> None:
        """Put the cursor on a cell; on the nearest there is where the table has no such row or column."""
        place = self._found((row_key, column), self._place)
        self._go(place, place, self.cursor)

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor by so many rows and columns."""
        place = self._within(self._place.row + rows, self._place.column + columns)
        self._go(place, place, self.cursor)

    def action_page(self, pages: int) -> None:
        """Move the cursor by whole views."""
        self.action_move(pages * self.body.page, 0)

    def action_extend(self, rows: int, columns: int) -> None:
        """Move the corner of the selected block that has the cursor."""
        self._go(self._within(self._place.row + rows, self._place.column + columns), self._anchor, self.cursor)

    def action_select_all(self) -> None:
        """Select every cell."""
        self._go(self._within(FAR, FAR), Place(0, 0), self.cursor)

    def selected(self) -> tuple[tuple[str, str], ...]:
        """The selected cells by their rows' keys and their columns' names, row by row."""
        return tuple(self.table.names(place) for place in self._selected())

    def _selected(self) -> list[Place]:
        top, left, bottom, right = self.block
        rows = range(top, bottom + 1) if self.table.rows else range(0)
        return [Place(row, column) for row in rows for column in range(left, right + 1)]

    def selection_text(self) -> str:
        """The selected cells as text that a spreadsheet takes."""
        top, left, bottom, right = self.block
        return block_text(row.texts[left : right + 1] for row in self.table.rows[top : bottom + 1])

    def action_copy(self) -> None:
        """Ask for the selected cells to be copied."""
        if self.table.rows:
            self.post_message(told.CopyRequested(self, self.selection_text(), self.selected()))

    async def _on_key(self, event: events.Key) -> None:
        if await self._offer(event):
            event.stop().prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        if await self._offer(event):
            event.stop().prevent_default()

    async def on_grid_body_pressed(self, message: GridBody.Pressed) -> None:
        """The cursor goes where the mouse is pressed; with shift, the block reaches to there."""
        message.stop()
        await self._offer(message)

    async def on_grid_body_dragged(self, message: GridBody.Dragged) -> None:
        """The block reaches to where the mouse is dragged."""
        message.stop()
        await self._offer(message)

    async def on_grid_body_clicked(self, message: GridBody.Clicked) -> None:
        """A press and release on one cell."""
        message.stop()
        await self._offer(message)

    async def _offer(self, message: Message) -> bool:
        """Everything that comes from the keyboard and the mouse, in order; whether it was for the grid."""
        return await self._take(message)

    async def _take(self, message: Message) -> bool:
        match message:
            case GridBody.Pressed(place, extends):
                self._go(place, self._anchor if extends else place, self.cursor)
            case GridBody.Dragged(place):
                self._go(place, self._anchor, self.cursor)
            case events.Key() if message.key in self.KEYS:
                await self.run_action(self.KEYS[message.key])
            case _:
                return False
        return True

    def watch_has_focus(self, value: bool) -> None:  # noqa: FBT001 - as the framework calls it
        """Show whether the cursor takes keys."""
        super().watch_has_focus(value)
        self.body.set_active(is_active=value)
