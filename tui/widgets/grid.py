"""The grid that edits: a cell is typed into in place, with the habits of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from scenarios.text import clean_line
from tui.blocks import parse_block
from tui.widgets import grid_messages as told
from tui.widgets.cell_editor import CellEditor, CellNote
from tui.widgets.direct_keys import actions_by_key
from tui.widgets.grid_body import GridBody
from tui.widgets.grid_edit import ARROWS, BEGINS, COMMITS, STEPS, Edit
from tui.widgets.grid_messages import Direction
from tui.widgets.grid_model import GridTable
from tui.widgets.grid_render import Patch
from tui.widgets.grid_view import GridView
from tui.widgets.type_ahead import TypeAhead


class PlanGrid(GridView):
    """An editable table. It computes nothing and stores nothing.

    The app listens for `EditChanged` to preview, and answers `EditCommitted` by `accept()` or `refuse(reason)`.
    Keys typed before it has answered wait, then go on in order: to the next cell after `accept`; they are dropped by
    `refuse`, since they were not meant for the value that was refused. `edit_text` gives the text that
    a cell's editor begins with, by row key and column name, where that is not the text it shows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "edit", "Edit"),
        Binding("delete,backspace", "clear", "Clear", show=False),
        Binding("ctrl+v", "paste", "Paste cells", show=False),
    ]
    KEYS: ClassVar[dict[str, str]] = GridView.KEYS | actions_by_key(BINDINGS)
    HELP = """
    ## Table

    **Enter**, **F2** or a figure begins to edit the cell; so do `+`, `-`, `=` and `.`

    * Enter takes the value and goes down, Tab takes it and goes right, to the next row after the last cell.
      With Shift they go the other way. Enter after Tab returns to the column where you began.
    * Up and Down take it too, where you began by typing. Esc leaves the cell as it was.
    * `+3`, `-1.5` and `+5%` change the value that is there; `=-2` is minus two itself.
    * Percentages are typed as such: `17` is 17%, and `+1` adds one percentage point.
    * Dates: `7/3/2019`, `7 Mar`, `Sep 2026`; `+1m`, `-2w` and `+10d` move the date that is there.
    * A value that cannot be taken stays, with the reason beside it.

    Delete empties the selected cells. Shift and arrows, or dragging the mouse, select a block; Ctrl+A selects
    everything; Ctrl+C copies for a spreadsheet; a block pasted from one fills the cells from the cursor on.

    Arrows, Home, End, Page Up and Page Down move; with Ctrl, Home and End go to the first and last cell.
    """

    def __init__(
        self,
        table: GridTable | None = None,
        *,
        edit_text: Callable[[str, str], str] | None = None,
        id: str | None = None,  # noqa: A002 - the name every widget has for it
        classes: str | None = None,
    ) -> None:
        self._editor = CellEditor(self._redraw)
        self._note = CellNote()
        self._drawn: Patch | None = None
        self._is_drawing_due = False
        self._edit: Edit | None = None
        self._ahead = TypeAhead(self, self._take, self._is_waiting)
        self._tabbed_from: str | None = None
        self._came_by_press = False
        self._armed = False
        self.edit_text = edit_text
        super().__init__(table, id=id, classes=classes)

    def compose(self) -> ComposeResult:
        """The painted body, which also draws the editor."""
        yield from super().compose()
        yield self._editor

    def on_mount(self) -> None:
        """The editor goes along when the cells are scrolled."""
        for name in ("scroll_x", "scroll_y"):
            self.watch(self.body, name, self._lay_out, init=False)

    @property
    def is_editing(self) -> bool:
        """Whether a cell is being edited."""
        return self._edit is not None

    @property
    def editing(self) -> Edit | None:
        """The cell being edited and what is in the editor; None where none is."""
        return self._edit

    def show(self, table: GridTable) -> None:
        """Show another table; an edit goes on unless its row or column has gone."""
        super().show(table)
        edit = self._edit
        if edit and (edit.row_key not in table.row_index or edit.column not in table.column_index):
            self._cancel()
            self._ahead.go_on()
        self._lay_out()

    def begin_edit(self, text: str | None = None) -> None:
        """Edit the cursor's cell, beginning with its value or, as if it were typed, with another text."""
        if self.cursor is None or self._edit:
            return
        column = self.table.columns[self._place.column]
        if not self.table.is_editable(self._place):
            self.note(column.help or f"{column.title} is worked out, not typed")
            return
        initial = self._initial_text()
        self._edit = Edit(*self.cursor, initial, text=initial if text is None else text, by_typing=text is not None)
        self._editor.open(self._edit.text, column, selects=text is None and bool(column.choices))
        self._note.say(column.hint)
        self._go(self._place, self._place, self.cursor)
        self.screen.post_message(told.EditBegan(self, *self.cursor, self._edit.text))
        if text is not None:
            self.screen.post_message(told.EditChanged(self, *self.cursor, text))
        self._redraw()

    def _initial_text(self) -> str:
        names = self.table.names(self._place)
        return clean_line(self.edit_text(*names) if self.edit_text else self.table.text(self._place))

    def note(self, words: str) -> None:
        """Say something beside the cursor's cell, until the next key."""
        if words or self._note.words:
            self._note.say(words)
            self._lay_out()

    def accept(self) -> None:
        """The app took the committed text: close the editor and go on."""
        edit = self._edit
        if edit is None or edit.awaited is None:
            return
        self._close()
        self._step(edit.awaited, edit.column)
        self._ahead.go_on()

    def refuse(self, reason: str) -> None:
        """The app cannot take the committed text: it stays in the editor, with the reason beside it."""
        if self._edit is None:
            return
        self._edit.awaited = None
        self._ahead.drop()
        self._note.say(reason, is_refusal=True)
        self._lay_out()

    def leave(self) -> None:
        """Leave the cell being edited as it was."""
        self._cancel()
        self._ahead.go_on()

    def commit(self, direction: Direction = "stay") -> None:
        """Have the text in the editor taken. A text that is still the cell's own changes nothing."""
        edit = self._edit
        if edit is None or edit.awaited is not None:
            return
        if edit.text == edit.initial:
            self._cancel()
            self._step(direction, edit.column)
            return
        edit.awaited = direction
        self.screen.post_message(told.EditCommitted(self, edit.row_key, edit.column, edit.text, direction))

    def _cancel(self) -> None:
        if self._edit:
            self.screen.post_message(told.EditCancelled(self, self._edit.row_key, self._edit.column))
        self._close()

    def _close(self) -> None:
        self._edit = None
        self._editor.close()
        self._note.say("")
        self._lay_out()

    def _step(self, direction: Direction, column: str) -> None:
        """Go where a commit leads: along the editable cells for Tab, else along the column where tabbing began."""
        begun, self._tabbed_from = self._tabbed_from, None
        if direction in ("right", "left"):
            place = self.table.next_editable(self._place, 1 if direction == "right" else -1)
            self._go(place, place, self.cursor)
            self._tabbed_from = begun or column
        elif direction != "stay":
            home = self.table.column_index.get(begun or column, self._place.column)
            place = self._within(self._place.row + STEPS[direction], home)
            self._go(place, place, self.cursor)

    def _redraw(self) -> None:
        """Have the editor and its note drawn, together with what the app makes of what is typed."""
        if not self._is_drawing_due:
            self._is_drawing_due = True
            self.screen.call_later(self._draw_if_due)

    def _draw_if_due(self) -> None:
        if self._is_drawing_due:
            self._lay_out()

    def _lay_out(self) -> None:
        """Draw the editor and its note by the cursor's cell; neither while that is scrolled out of view."""
        self._is_drawing_due = False
        if self.is_mounted:
            self.body.lay_over(tuple(self._patches()))

    def _patches(self) -> Iterator[Patch]:
        self._drawn = None
        if not self.table.rows or self._place.column >= len(self.table.columns):
            return  # nothing to stand beside, or another table whose cursor is not placed yet
        cell, room = self.body.cell_region(self._place), self.body.scrollable_content_region.size
        if not 1 <= cell.y < room.height:
            return
        if self.is_editing:
            self._drawn = self._editor.patch(cell, room)
            self.app.cursor_position = self.body.content_region.offset + self._editor.caret(self._drawn)
            yield self._drawn
        if self._note.words:
            style = self.body.get_component_rich_style("grid--refusal" if self._note.is_refusal else "grid--note")
            yield from self._note.patches(cell, room, style)

    def on_focus(self, event: events.Focus) -> None:
        """A press that only brought the focus here does not begin an edit."""
        self._came_by_press = not event.from_app_focus

    def on_blur(self) -> None:
        """Working on elsewhere takes the value; another window in front of the terminal does not."""
        if self.app.app_focus:
            self.commit()

    def _is_waiting(self) -> bool:
        return self._edit is not None and self._edit.awaited is not None

    async def _offer(self, message: Message) -> bool:
        return await self._ahead.offer(message)

    async def _take(self, message: Message) -> bool:
        if self._edit:
            return await self._take_in_editor(message, self._edit)
        if isinstance(message, GridBody.Clicked):
            if self._armed:
                self.begin_edit()
            return True
        self.note("")
        self._arm(message)
        if isinstance(message, events.Paste):
            self._paste(message.text)
        elif isinstance(message, events.Key) and message.character in BEGINS:
            self.begin_edit(message.character)
        else:
            return await self._take_as_view(message)
        return True

    async def _take_as_view(self, message: Message) -> bool:
        before = self._place
        taken = await super()._take(message)
        if self._place != before:
            self._tabbed_from = None
        return taken

    def _arm(self, message: Message) -> None:
        """A press on the cell that has the cursor begins an edit, once it turns out to be a click."""
        if isinstance(message, GridBody.Pressed):
            self._armed = message.place == self._place and not self._came_by_press and not message.extends
        elif not isinstance(message, GridBody.Dragged) or message.place != self._place:
            self._armed = False
        self._came_by_press = False

    async def _take_in_editor(self, message: Message, edit: Edit) -> bool:
        if isinstance(message, GridBody.Pressed):
            return await self._take_press_in_editor(message)
        if isinstance(message, events.Paste):
            await self._type(message, edit)
        elif isinstance(message, events.Key):
            return await self._take_key_in_editor(message, edit)
        return True

    async def _take_press_in_editor(self, message: GridBody.Pressed) -> bool:
        if self._drawn and self._drawn.holds(message.at):
            self._editor.press(self._drawn, message.at)
            return True
        if message.place != self._place:
            self.commit()
            if not self._edit:
                return await self._take(message)
            self._ahead.hold(message)
        return True

    async def _take_key_in_editor(self, event: events.Key, edit: Edit) -> bool:
        direction = COMMITS.get(event.key) or (ARROWS.get(event.key) if edit.by_typing else None)
        if direction:
            self.commit(direction)
        elif event.key == "escape":
            self._cancel()
        else:
            await self._type(event, edit)
        return event.key != "f1"  # help is the app's; no other command can reach it past an editor

    async def _type(self, message: events.Key | events.Paste, edit: Edit) -> None:
        self.body.reveal(self._place)
        self._is_drawing_due = True  # the editor asks for it at each of its changes; once, below, is enough
        await self._editor.take(message)
        if self._editor.value != edit.text:
            edit.text = self._editor.value
            self._note.say(self.table.columns[self._place.column].hint)
            self.screen.post_message(told.EditChanged(self, edit.row_key, edit.column, edit.text))
        self._is_drawing_due = False
        self._redraw()

    def _paste(self, text: str) -> None:
        if self.cursor and text:
            self.screen.post_message(told.Pasted(self, *self.cursor, parse_block(text)))

    def action_edit(self) -> None:
        """Edit the cursor's cell."""
        self.begin_edit()

    def action_clear(self) -> None:
        """Ask for the selected cells to be emptied."""
        cells = tuple(self.table.names(place) for place in self._selected() if self.table.is_editable(place))
        if cells:
            self.screen.post_message(told.Cleared(self, cells))

    def action_paste(self) -> None:
        """Paste what was last copied in this app."""
        self._paste(self.app.clipboard)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keys that type into a cell are not commands."""
        if self._edit:
            return self._editor.check_consume_key(key, character)
        return character in BEGINS
