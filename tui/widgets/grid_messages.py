"""What a grid tells the app. It changes nothing itself: the app answers an edit by `accept` or `refuse`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message
from textual.widget import Widget

Direction = Literal["down", "up", "right", "left", "stay"]
Names = tuple[str, str]
"""A cell by its row's key and its column's name."""


@dataclass
class GridMessage(Message, namespace="plan_grid"):
    """Something that happened in a grid."""

    grid: Widget

    @property
    def control(self) -> Widget:
        """The grid it happened in."""
        return self.grid


@dataclass
class CellMessage(GridMessage, namespace="plan_grid"):
    """Something that happened in one cell."""

    row_key: str
    column: str


@dataclass
class CursorMoved(CellMessage, namespace="plan_grid"):
    """The cursor came to another cell."""


@dataclass
class CopyRequested(GridMessage, namespace="plan_grid"):
    """The selected cells are wanted on the clipboard: their text for a spreadsheet, and which they are."""

    text: str
    cells: tuple[Names, ...]


@dataclass
class EditBegan(CellMessage, namespace="plan_grid"):
    """A cell is being edited, beginning with a text."""

    initial_text: str


@dataclass
class EditChanged(CellMessage, namespace="plan_grid"):
    """The text in the editor changed, though it is not yet committed."""

    text: str


@dataclass
class EditCommitted(CellMessage, namespace="plan_grid"):
    """A text is to be taken as the value of a cell: keys wait until the app calls `accept` or `refuse`."""

    text: str
    direction: Direction


@dataclass
class EditCancelled(CellMessage, namespace="plan_grid"):
    """The cell is left as it was."""


@dataclass
class Cleared(GridMessage, namespace="plan_grid"):
    """The selected cells that can be edited are to be emptied."""

    cells: tuple[Names, ...]


@dataclass
class Pasted(CellMessage, namespace="plan_grid"):
    """A block is to fill the cells from this one on."""

    block: list[list[str]]
