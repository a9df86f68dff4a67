"""Lines of widgets that mostly have nothing around them, painted in fewer steps than the framework takes."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual._styles_cache import StylesCache  # not exported
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class PlainLines(Widget):
    """A widget whose lines have padding around them, no outline, no hatching and no tint.

    Lines are kept as they go to the terminal. The framework has each that is drawn pass through all of these, and all
    lines of a widget through the filters of the app whenever one is painted. With a border or see-through it still does
    what it does, but for the lines alone that have changed.
    """

    def __init__(self, *children: Any, **options: Any) -> None:
        super().__init__(*children, **options)
        self._styles_cache = _Lines()


class _Lines(StylesCache):
    """Lines of a widget, drawn anew where it says that they have changed."""

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of a region of the widget."""
        width = widget.outer_size.width
        if width != self._width:
            self.clear()
            self._width = width
        due = [y for y in crop.line_range if y in self._dirty_lines or y not in self._cache]
        if due:
            is_plain = widget.styles.gutter == widget.styles.padding and widget.opacity == 1
            draw = self._draw if is_plain else self._draw_as_the_framework
            draw(widget, due)
            self._dirty_lines.difference_update(due)
        strips = [self._cache[y] for y in crop.line_range]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def _draw(self, widget: Widget, lines: list[int]) -> None:
        base, background = widget.background_colors
        ground = self.get_inner_outer(base, background)[0].rich_style
        top, right, _, left = widget.styles.padding
        (width, height), filters = widget.size, widget.get_line_filters()
        before, after = ([Segment(" " * side, ground)] if side else [] for side in (left, right))
        for y in lines:
            content = widget.render_line(y - top) if 0 <= y - top < height else Strip.blank(width, ground)
            segments = [*before, *content.adjust_cell_length(width, ground), *after]
            for each in filters:
                segments = each.apply(segments, background)
            self._cache[y] = Strip(segments, self._width)

    def _draw_as_the_framework(self, widget: Widget, lines: list[int]) -> None:
        framework = StylesCache()
        for y in lines:
            (self._cache[y],) = framework.render_widget(widget, Region(0, y, self._width, 1))
