"""The painted part of a grid: draws visible cells on the line API and repaints only lines that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.widgets.grid_model import Block, CellStyle, GridTable, Layout, Place, fitted
from tui.widgets.grid_render import Cell, Patch, Window, line
from tui.widgets.kept_styles import KeptStyles
from tui.widgets.scrolled_lines import ScrolledLines

HEAD_LINES = 1


class GridBody(ScrolledLines, KeptStyles, can_focus=False):
    """Draws a table with its head, cursor and selected block. It knows nothing of keys."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--head",
        "grid--cell",
        "grid--worked",
        "grid--changed",
        "grid--fault",
        "grid--total",
        "grid--selected",
        "grid--cursor",
        "grid--cursor-away",
        "grid--empty",
        "grid--note",
        "grid--refusal",
    }
    DEFAULT_CSS = """
    GridBody {
        width: 1fr;
        height: 1fr;
        scrollbar-size: 1 1;
        overflow-y: scroll;
        background: $background;

        & > .grid--head { background: $panel; color: $foreground; text-style: bold; }
        & > .grid--cell { color: $foreground; }
        & > .grid--worked { color: $text-muted; }
        & > .grid--changed { color: $text-accent; text-style: bold; }
        & > .grid--fault { color: $text-error; text-style: bold underline; }
        & > .grid--total { color: $foreground; text-style: bold; }
        & > .grid--selected { background: $primary 45%; color: $text; }
        & > .grid--cursor { color: $foreground; text-style: bold reverse; }
        & > .grid--cursor-away { background: $panel-lighten-2; text-style: bold underline; }
        & > .grid--empty { color: $text-muted; }
        & > .grid--note { background: $panel-lighten-1; color: $foreground; }
        & > .grid--refusal { background: $error; color: $text; text-style: bold; }
    }
    """

    @dataclass
    class Pressed(Message):
        """The mouse went down on a cell, at a point of the body."""

        place: Place
        extends: bool
        at: Offset

    @dataclass
    class Dragged(Message):
        """The mouse was moved to a cell with its button down."""

        place: Place

    @dataclass
    class Clicked(Message):
        """The mouse was pressed and let go."""

        place: Place

    def __init__(self) -> None:
        super().__init__()
        self.table = GridTable()
        self.layout_of_columns = Layout(())
        self.cursor: Place | None = None
        self.block: Block | None = None
        self.patches: tuple[Patch, ...] = ()
        self.is_active = False
        self._dragging = False

    def show(self, table: GridTable) -> None:
        """Draw another table in place of this one: lines whose rows are equal are left alone."""
        before, self.table = self.table, table
        has_other_columns = table.columns != before.columns
        widths = fitted(table, () if has_other_columns else self._widths)
        moved = (
            has_other_columns
            or tuple(widths) != self._widths
            or bool(table.rows) != bool(before.rows)
            or table.empty != before.empty
        )
        self.layout_of_columns = Layout(widths)
        size = Size(self.layout_of_columns.total, len(table.rows) + HEAD_LINES) if table.rows else Size(0, 0)
        if size != self.virtual_size:
            self.scroll_over(size)
        if moved:
            self.refresh()
        else:
            self.repaint_rows(table.changed_rows(before, self.rows_in_view))

    @property
    def _widths(self) -> tuple[int, ...]:
        return self.layout_of_columns.widths

    def mark(self, cursor: Place | None, block: Block | None) -> None:
        """Draw the cursor and the selected block where they are now."""
        if (cursor, block) == (self.cursor, self.block):
            return
        rows = {place.row for place in (self.cursor, cursor) if place is not None}
        if block != self.block:
            rows |= {row for each in (self.block, block) if each for row in range(each.top, each.bottom + 1)}
        self.cursor, self.block = cursor, block
        self.repaint_rows(rows)

    def set_active(self, *, is_active: bool) -> None:
        """Draw the cursor as one that takes keys, or as one that waits."""
        self.is_active = is_active
        if self.cursor:
            self.repaint_rows([self.cursor.row])

    def lay_over(self, patches: tuple[Patch, ...]) -> None:
        """Draw these over the cells, and no others."""
        if patches == self.patches:
            return
        changed = {patch.y for patch in (*patches, *self.patches) if not (patch in patches and patch in self.patches)}
        self.patches = patches
        self._repaint_lines(changed)

    def repaint_rows(self, rows: list[int] | set[int]) -> None:
        """Have the lines of some rows drawn again, as far as they are in view."""
        top = int(self.scroll_offset.y)
        self._repaint_lines({y for row in rows if (y := row - top + HEAD_LINES) >= HEAD_LINES})

    def _repaint_lines(self, lines: set[int]) -> None:
        width, height = self.size
        regions = [Region(0, y, width, 1) for y in lines if 0 <= y < height]
        if regions:
            self.refresh(*regions)

    @property
    def _window(self) -> Window:
        width = self.scrollable_content_region.width
        return Window(width, int(self.scroll_offset.x), self.layout_of_columns.frozen(self.table.frozen, width))

    def render_line(self, y: int) -> Strip:
        """A line of the screen: the head, a row, or nothing below the last one; with what is laid over it."""
        strip = self._line(y)
        for patch in self.patches:
            if patch.y == y:
                strip = patch.over(strip)
        return strip

    def _line(self, y: int) -> Strip:
        ground, width = self.visual_style.rich_style, self.size.width
        if not self.table.rows:
            return self._empty_line(y)
        if y < HEAD_LINES:
            return self._head_line().adjust_cell_length(width, self.get_component_rich_style("grid--head"))
        row = int(self.scroll_offset.y) + y - HEAD_LINES
        if row >= len(self.table.rows):
            return Strip.blank(width, ground)
        return self._row_line(row).adjust_cell_length(width, ground)

    def _empty_line(self, y: int) -> Strip:
        width, style = self.size.width, self.get_component_rich_style("grid--empty")
        words = self.table.empty if y == HEAD_LINES else ""
        return line(Layout((width,)), lambda _: Cell(words, "left", style), Window(width, 0, 0))

    def _head_line(self) -> Strip:
        style, columns = self.get_component_rich_style("grid--head"), self.table.columns

        def head(index: int) -> Cell:
            return Cell(columns[index].title, columns[index].align, style)

        return line(self.layout_of_columns, head, self._window)

    def _row_line(self, index: int) -> Strip:
        row, columns = self.table.rows[index], self.table.columns
        is_marked = self._is_marked(index)

        def cell(column: int) -> Cell:
            align, style = columns[column].align, self._style(row.style(column))
            if is_marked:
                style = self._marked(Place(index, column), style)
            return Cell(row.texts[column], align, style, align == "right")

        return line(self.layout_of_columns, cell, self._window)

    def _style(self, name: CellStyle) -> Style:
        return self.get_component_rich_style(f"grid--{name or 'cell'}")

    def _is_marked(self, row: int) -> bool:
        """Whether the cursor or a selected cell is in a row."""
        has_block = self.block is not None and self.block.top <= row <= self.block.bottom
        return has_block or (self.cursor is not None and self.cursor.row == row)

    def _marked(self, place: Place, style: Style) -> Style:
        if place == self.cursor:
            cursor = "grid--cursor" if self.is_active else "grid--cursor-away"
            return style + self.get_component_rich_style(cursor, partial=True)
        if self.block and self.block.holds(place):
            return style + self.get_component_rich_style("grid--selected")
        return style

    def cell_region(self, place: Place) -> Region:
        """Where a cell is drawn, from the corner of the body; it may lie outside of what is in view."""
        x, window = self.layout_of_columns.offsets[place.column], self._window
        if place.column >= window.frozen:
            x -= window.scrolled
        y = place.row - int(self.scroll_offset.y) + HEAD_LINES
        return Region(x, y, self.layout_of_columns.widths[place.column], 1)

    def reveal(self, place: Place) -> None:
        """Scroll as little as brings a cell into view."""
        view, window, offset = self.scrollable_content_region.size, self._window, self.scroll_offset
        if not view:
            return
        shown_rows = max(view.height - HEAD_LINES, 1)
        y = min(max(offset.y, place.row - shown_rows + 1), place.row)
        x = float(offset.x)
        if place.column >= window.frozen:
            offsets = self.layout_of_columns.offsets
            least = offsets[place.column + 1] - window.width
            x = min(max(x, least), offsets[place.column] - offsets[window.frozen])
        if (x, y) != (offset.x, offset.y):
            self.scroll_to(x, y, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal_cursor()
        self.call_after_refresh(self._reveal_cursor)  # scroll bars may have come or gone

    def _reveal_cursor(self) -> None:
        if self.cursor:
            self.reveal(self.cursor)

    @property
    def page(self) -> int:
        """How many rows are in view at once."""
        return max(self.scrollable_content_region.height - HEAD_LINES, 1)

    @property
    def rows_in_view(self) -> slice:
        """Which rows are in view."""
        top = int(self.scroll_offset.y)
        return slice(top, top + self.page)

    def place_at(self, offset: Offset) -> Place | None:
        """The cell at a point of the body; the nearest for a point beside the cells; None on the head or below."""
        row = offset.y - HEAD_LINES + int(self.scroll_offset.y)
        if offset.y < HEAD_LINES or row >= len(self.table.rows):
            return None
        return Place(row, self._column_at(offset.x))

    def _column_at(self, x: int) -> int:
        window = self._window
        edge = self.layout_of_columns.offsets[window.frozen]
        return self.layout_of_columns.column_at(x if x < edge else x + window.scrolled)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press: the cursor goes to the cell."""
        at = event.get_content_offset_capture(self)
        place = self.place_at(at)
        if event.button == 1 and place is not None:
            self._dragging = True
            self.capture_mouse()
            self.post_message(self.Pressed(place, event.shift, at))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag: the block reaches to the cell, or to the nearest when the mouse has left them."""
        if self._dragging and self.table.rows:
            x, y = event.get_content_offset_capture(self)
            row = y - HEAD_LINES + int(self.scroll_offset.y)
            row = max(0, min(row, len(self.table.rows) - 1))
            self.post_message(self.Dragged(Place(row, self._column_at(max(x, 0)))))

    def on_mouse_up(self) -> None:
        """Let go of the mouse."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tell of a click on a cell."""
        place = self.place_at(event.get_content_offset_capture(self))
        if place is not None:
            self.post_message(self.Clicked(place))
