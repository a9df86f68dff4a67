"""A small app around a grid: it takes numbers, refuses other text, and shows what it took."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from tui.widgets.grid import PlanGrid
from tui.widgets.grid_messages import EditCommitted, GridMessage
from tui.widgets.grid_model import GridColumn, GridRow, GridTable

COLUMNS = (
    GridColumn("team", "Team"),
    GridColumn("posts", "Posts", align="right", editable=True, hint="FTE: 12.5, or +3 to change what is there"),
    GridColumn("in_post", "In post", align="right", editable=True),
    GridColumn("vacant", "Vacant", align="right", help="posts less in post"),
    GridColumn("kind", "Kind", editable=True, choices=("permanent", "nqsw", "overseas", "agency")),
)


def row(key: str, posts: str = "20.00", in_post: str = "14.50", vacant: str = "5.50") -> GridRow:
    return GridRow(key, (f"Team {key}", posts, in_post, vacant, "permanent"), ("", "", "", "worked", ""))


def table(count: int = 30, columns: tuple[GridColumn, ...] = COLUMNS) -> GridTable:
    return GridTable(columns, tuple(row(f"t{n}") for n in range(count)), empty="No teams yet: a adds one.")


def with_text(before: GridTable, row_key: str, column: str, text: str) -> GridTable:
    """The table with one cell changed."""
    at, index = before.row_index[row_key], before.column_index[column]
    texts = list(before.rows[at].texts)
    texts[index] = text
    rows = list(before.rows)
    rows[at] = replace(rows[at], texts=tuple(texts))
    return replace(before, rows=tuple(rows))


class GridHost(App[None]):
    """Answers a commit some turns later where `is_slow`, and keeps every message of the grid."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo"),
        Binding("a", "add", "Add"),
        Binding("x", "focus_other", "Other"),
    ]
    CSS = "#other { height: 1; } PlanGrid { height: 1fr; }"

    def __init__(self, shown: GridTable | None = None, *, is_slow: bool = False, **options: Any) -> None:
        super().__init__()
        self.grid = PlanGrid(table() if shown is None else shown, id="grid", **options)
        self.told: list[Message] = []
        self.done: list[str] = []
        self.is_slow = is_slow

    def compose(self) -> ComposeResult:
        other = Static("elsewhere", id="other")
        other.can_focus = True
        yield self.grid
        yield other

    def on_mount(self) -> None:
        self.grid.focus()

    def post_message(self, message: Message) -> bool:
        if isinstance(message, GridMessage):
            self.told.append(message)
        return super().post_message(message)

    def on_plan_grid_edit_committed(self, message: EditCommitted) -> None:
        turns = 20 if self.is_slow else 0
        self._answer(message, turns)

    def _answer(self, message: EditCommitted, turns: int) -> None:
        if turns:
            self.call_later(self._answer, message, turns - 1)
        elif message.text.replace(".", "").isdecimal() or message.column == "kind":
            self.grid.show(with_text(self.grid.table, message.row_key, message.column, message.text))
            self.done.append(f"{message.row_key} {message.column} {message.text}")
            self.grid.accept()
        else:
            self.grid.refuse(f"found {message.text!r}; allowed: a number [/b] [red]")

    def action_undo(self) -> None:
        self.done.append("undo")

    def action_add(self) -> None:
        self.done.append("add")

    def action_focus_other(self) -> None:
        self.query_one("#other").focus()

    def of(self, kind: type[GridMessage]) -> list[Any]:
        """What the grid told of one kind."""
        return [message for message in self.told if isinstance(message, kind)]
