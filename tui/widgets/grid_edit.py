"""A cell being edited, and the keys that begin and end it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.widgets.grid_messages import Direction

BEGINS = frozenset("0123456789+-=.")
"""Characters that begin an edit by being typed; letters are commands."""
COMMITS: dict[str, Direction] = {
    "enter": "down",
    "shift+enter": "up",
    "tab": "right",
    "shift+tab": "left",
}
"""Keys that take the text, and where the cursor goes then."""
ARROWS: dict[str, Direction] = {"up": "up", "down": "down"}
"""Keys that take it where the edit was begun by typing."""
STEPS: dict[Direction, int] = {"down": 1, "up": -1}


@dataclass
class Edit:
    """A cell being edited: its own text and that in the editor. Begun by typing, up and down commit."""

    row_key: str
    column: str
    initial: str
    text: str
    by_typing: bool
    awaited: Direction | None = None
    """Where the cursor goes once the app has accepted the text; None while it is still being typed."""
