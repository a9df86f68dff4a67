"""Ends that come from outside: SIGTERM from the system, a terminal that was closed or lost, with or without SIGHUP."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from threading import Timer

PATIENCE = 10.0
"""Seconds in which the app must have ended; a terminal that is gone can hold it up for ever."""


LOOK_SECONDS = 1.0
"""How often to look whether the terminal is still there."""
LOST = 129
"""The exit code where the terminal has gone: that of SIGHUP."""


def is_terminal_lost() -> bool:
    """Whether the terminal has gone. Not every app is told so by a signal: only one that leads its session is."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        return False
    looking = select.poll()
    looking.register(sys.__stdin__.fileno(), 0)
    return any(found & select.POLLHUP for _, found in looking.poll(0))


def end_on_signals(end: Callable[[int], object]) -> None:
    """Have the app end with the exit code of the signal, 143 or 129. Within its loop; nothing on Windows."""
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, _end, end, 128 + number)


def _end(end: Callable[[int], object], code: int) -> None:
    last_resort = Timer(PATIENCE, os._exit, (code,))
    last_resort.daemon = True
    last_resort.start()
    end(code)
