"""A view on lines whose scroll bars cost a layout of the screen nothing more."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import _RenderCache  # not exported

from tui.widgets.laid_out_once import LaidOutOnce
from tui.widgets.plain_lines import PlainLines


class _Bar(PlainLines, LaidOutOnce, ScrollBar):
    """A scroll bar, which scrolls another, and never itself."""

    def _render_content(self) -> None:
        """Take the lines of a bar at the side as they are: one segment each. The framework would look for them."""
        if not self.vertical:
            super()._render_content()
            return
        console, ground, (width, height) = self.app.console, self.visual_style.rich_style, self.size
        drawn = console.render(self.render(), console.options.update_dimensions(width, height))
        segments = [segment for segment in drawn if segment.text != "\n"]
        strips = {each: Strip([Segment(each.text, ground + each.style)], width) for each in segments}
        self._render_cache = _RenderCache(self.size, [strips[each] for each in segments])
        self._dirty_regions.clear()

    def leave_to_layout(self) -> None:
        """Not ask to be painted: the layout that gives another size does so."""
        self._repaint_regions.clear()


class ScrolledLines(ScrollView):
    """A view on lines. The framework would paint its scroll bars once more after each layout, and lay out twice."""

    _reach: tuple[Size, Size] | None = None
    """What the scroll bars reach over, and the room for it."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar at the right, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = self._begun(_Bar(vertical=True, thickness=self.scrollbar_size_vertical))
        return self._vertical_scrollbar

    @property
    def horizontal_scrollbar(self) -> ScrollBar:
        """The bar below, made when it is first asked for."""
        if self._horizontal_scrollbar is None:
            self._horizontal_scrollbar = self._begun(_Bar(vertical=False, thickness=self.scrollbar_size_horizontal))
        return self._horizontal_scrollbar

    def _begun(self, bar: _Bar) -> _Bar:
        bar.display = False
        self.app._start_widget(self, bar)  # noqa: SLF001 - as the framework begins its own
        return bar

    def scroll_over(self, size: Size) -> None:
        """Have the scroll bars reach over so much; the room for it stays, so nothing is laid out anew."""
        self.set_reactive(ScrollView.virtual_size, size)
        self._scroll_update(size)

    def _scroll_update(self, virtual_size: Size) -> None:
        reach = virtual_size, self.container_size
        if reach != self._reach:
            self._reach = reach
            super()._scroll_update(virtual_size)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002 - the framework's own
        is_other = size != self._size
        result = super()._size_updated(size, virtual_size, container_size, layout)
        if is_other:
            for bar in (self._vertical_scrollbar, self._horizontal_scrollbar):
                if isinstance(bar, _Bar):
                    bar.leave_to_layout()
        return result
