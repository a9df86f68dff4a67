"""The last door before the terminal: whatever was drawn, nothing in it can drive the terminal."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from scenarios.text import without_controls


class LastDoor(LineFilter):
    """Takes control and direction characters out of every line of every widget, a library's own among them.

    Names of files are shown by the dialogs that open them as the disk has them, say.
    """

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """The same segments, as wide as they were."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(harmless(segment.text), segment.style, segment.control)
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def harmless(text: str) -> str:
    """A text without what could drive a terminal; spaces stand where that leaves room."""
    kept = without_controls(text)
    return kept + " " * (cell_len(text) - cell_len(kept))
