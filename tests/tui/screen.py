"""What is on the screen of an app under test, as text."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.strip import Strip


def screen_strips(app: App[Any]) -> list[Strip]:
    """The lines of the screen with their styles."""
    return app.screen._compositor.render_strips()


def screen_lines(app: App[Any]) -> list[str]:
    """The lines of the screen, without the spaces at their ends."""
    return [strip.text.rstrip() for strip in screen_strips(app)]


def screen_text(app: App[Any]) -> str:
    """The whole screen as text."""
    return "\n".join(screen_lines(app))
