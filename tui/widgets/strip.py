"""The figures strip: the scope's headline figures, each with by how much it moved."""

from __future__ import annotations

from typing import Any

from textual.content import Content

from tui.headline import Headline
from tui.widgets.words import Words

GAP = 1


class FiguresStrip(Words):
    """Three lines: what each figure is, its value, and its difference from what it is compared with."""

    HELP = (
        "## Headline figures\n\nOf the scope, at the position date; *caseload* now and at the horizon. The third line "
        "says by how much each differs from the scenario this one is based on, or from how it was opened."
    )

    def __init__(self, headlines: tuple[Headline, ...] = (), **options: Any) -> None:
        super().__init__(_lines(headlines), **options)

    def show(self, headlines: tuple[Headline, ...]) -> None:
        """Show these figures."""
        self.say(_lines(headlines))


def _lines(headlines: tuple[Headline, ...]) -> Content:
    columns = [_column(headline) for headline in headlines]
    return Content("\n").join(Content.assemble(*(column[line] for column in columns)) for line in range(3))


def _column(headline: Headline) -> tuple[Content, Content, Content]:
    texts = (headline.label, headline.value, headline.moved)
    width = max(headline.width, *(len(text) for text in texts)) + GAP
    styles = ("$text-muted", "bold", "$text-accent")
    label, value, moved = (Content.styled(text.ljust(width), style) for text, style in zip(texts, styles, strict=True))
    return label, value, moved
