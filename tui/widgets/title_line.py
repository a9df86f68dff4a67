"""The top line of a screen: what is looked at on the left, how it stands on the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.kept_styles import KeptStyles

Part = tuple[str, Literal["product", "name", "quiet", "plain", "waiting", "done", "trouble", "frozen"]]
"""Some words of the line, and what they are."""
GAP = 2


class TitleLine(KeptStyles):
    """Words on the left, cut where the window is narrow, and words on the right that are always whole."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "title-line--product",
        "title-line--name",
        "title-line--quiet",
        "title-line--plain",
        "title-line--waiting",
        "title-line--done",
        "title-line--trouble",
        "title-line--frozen",
    }
    DEFAULT_CSS = """
    TitleLine {
        height: 1;
        padding: 0 1;
        background: $panel;

        & > .title-line--product { color: $primary; text-style: bold; }
        & > .title-line--name { text-style: bold; }
        & > .title-line--quiet { color: $text-muted; }
        & > .title-line--waiting { color: $text-warning; }
        & > .title-line--done { color: $text-success; }
        & > .title-line--trouble { color: $text-error; text-style: bold; }
        & > .title-line--frozen { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self, left: Iterable[Part] = (), right: Iterable[Part] = ()) -> None:
        super().__init__()
        self._left, self._right = tuple(left), tuple(right)

    def show(self, *, left: Iterable[Part] | None = None, right: Iterable[Part] | None = None) -> None:
        """Show these words on a side; a side that is not given stays."""
        before = (self._left, self._right)
        self._left = self._left if left is None else tuple(left)
        self._right = self._right if right is None else tuple(right)
        if (self._left, self._right) != before:
            self.refresh(self.outer_size.region)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """The line."""
        ground, right = self.visual_style.rich_style, self._strip(self._right)
        room = max(self.content_size.width - right.cell_length - GAP, 0)
        left = self._strip(self._left)
        if left.cell_length > room:
            left = Strip.join([left.crop(0, max(room - 1, 0)), Strip([Segment("…", ground)])])
        return Strip.join([left.adjust_cell_length(room + GAP, ground), right])

    def _strip(self, parts: Iterable[Part]) -> Strip:
        space = Segment(" " * GAP, self.visual_style.rich_style)
        segments = [
            segment
            for text, kind in parts
            if text
            for segment in (space, Segment(text, self.get_component_rich_style(f"title-line--{kind}")))
        ]
        return Strip(segments[1:])
