"""Widgets side by side."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Horizontal


class Beside(Horizontal):
    """Holds widgets that cover it but for its ground, which is all that it paints."""

    BLANK: ClassVar[bool] = True
