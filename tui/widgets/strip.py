"""The figures strip: the scope's headline figures, each with by how much it moved."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from tui.headline import Headline
from tui.widgets.kept_styles import KeptStyles

GAP = 1
LINES = ("strip--label", "strip--value", "strip--moved")


class FiguresStrip(KeptStyles):
    """Three lines: what each figure is, its value, and its difference from what it is compared with."""

    HELP = (
        "## Headline figures\n\nOf the scope, at the position date; *caseload* now and at the horizon. The third line "
        "says by how much each differs from the scenario this one is based on, or from how it was opened."
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = set(LINES)
    DEFAULT_CSS = """
    FiguresStrip {
        height: 3;
        padding: 0 1;

        & > .strip--label { color: $text-muted; }
        & > .strip--value { text-style: bold; }
        & > .strip--moved { color: $text-accent; }
    }
    """

    def __init__(self, headlines: tuple[Headline, ...] = (), **options: Any) -> None:
        super().__init__(**options)
        self._lines = _lines(headlines)

    def show(self, headlines: tuple[Headline, ...]) -> None:
        """Show these figures; only lines that have changed are painted again."""
        before, self._lines = self._lines, _lines(headlines)
        pairs = enumerate(zip(before, self._lines, strict=True))
        changed = [Region(0, y, self.outer_size.width, 1) for y, (then, now) in pairs if then != now]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One of the three lines."""
        style = self.get_component_rich_style(LINES[y])
        return Strip([Segment(self._lines[y], style)]).adjust_cell_length(self.content_size.width, style)


def _lines(headlines: tuple[Headline, ...]) -> tuple[str, ...]:
    columns = [_column(headline) for headline in headlines]
    return tuple("".join(column[line] for column in columns) for line in range(len(LINES)))


def _column(headline: Headline) -> list[str]:
    texts = (headline.label, headline.value, headline.moved)
    width = max(headline.width, *map(len, texts)) + GAP
    return [text.ljust(width) for text in texts]
