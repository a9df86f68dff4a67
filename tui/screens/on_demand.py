"""Screens that a start does not show: each is loaded when it is first asked for, or once there is time."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.screens.dialogs import AskText, Choice, Choose, Confirm, Decide, EditNotes
    from tui.screens.rebase import Rebase
    from tui.screens.roll_forward import RollForward
    from tui.screens.scenarios import ScenariosScreen

__all__ = ["AskText", "Choice", "Choose", "Confirm", "Decide", "EditNotes", "Rebase", "RollForward", "ScenariosScreen"]

_MODULES = {"Rebase": "rebase", "RollForward": "roll_forward", "ScenariosScreen": "scenarios"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"tui.screens.{_MODULES.get(name, 'dialogs')}"), name)


def load() -> None:
    """Load them all, so that no key waits for it."""
    for name in __all__:
        __getattr__(name)
