"""Widgets side by side."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Horizontal

from tui.widgets.laid_out_once import LaidOutOnce


class Beside(Horizontal, LaidOutOnce):
    """Holds widgets that cover it but for its ground, which is all that it paints."""

    BLANK: ClassVar[bool] = True
