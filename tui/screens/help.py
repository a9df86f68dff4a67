"""The help panel beside a screen."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def toggle_help(screen: Screen[Any]) -> None:
    """Show help for the focused panel of a screen; hide it where it is shown."""
    if screen.query("HelpPanel"):
        screen.app.action_hide_help_panel()
    else:
        screen.app.action_show_help_panel()
