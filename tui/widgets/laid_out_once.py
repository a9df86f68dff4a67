"""Being laid out once."""

from __future__ import annotations

from textual.geometry import Size
from textual.widget import Widget


class LaidOutOnce(Widget):
    """A widget that never scrolls: a size given to it is final, and asks for no second layout of the whole screen."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002 - the framework's own, which asks for a second layout in case scroll bars come
        return super()._size_updated(size, virtual_size, container_size, layout=False)
