"""Styles of what a widget draws, not worked out anew for each line that is painted again."""

from __future__ import annotations

from typing import Any, Self

from rich.style import Style
from textual.geometry import Region
from textual.widget import Widget

from tui.widgets.plain_lines import PlainLines


class KeptStyles(PlainLines):
    """A widget that keeps its component styles until all of it is to be painted again, or hears of another style.

    The framework works them out, through all that the widget lies in, also after a `refresh` of a few lines. Where
    styles have changed, as with another theme, it has the whole widget painted again.
    """

    def __init__(self, *children: Widget, **options: Any) -> None:
        self._kept_styles = dict[tuple[tuple[str, ...], bool], Style]()
        super().__init__(*children, **options)

    def get_component_rich_style(self, *names: str, partial: bool = False, default: Style | None = None) -> Style:
        """A style of a part; a partial one does not have what it is drawn on."""
        found = self._kept_styles.get((names, partial))
        if found is None:
            found = super().get_component_rich_style(*names, partial=partial, default=default)
            self._kept_styles[names, partial] = found
        return found

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have the widget painted again, or some regions of it."""
        if not regions:
            self._kept_styles.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Work styles out anew."""
        super().notify_style_update()
        self._kept_styles.clear()
