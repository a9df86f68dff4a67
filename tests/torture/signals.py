"""Ends the real app in a pseudo-terminal by signals, and by closing the terminal: what it leaves."""

from __future__ import annotations

import signal
import termios
import time
from contextlib import closing
from pathlib import Path

from store.store import Store
from tests.torture.app_kills import DRAFT, RIGHT, taken_up
from tests.torture.life import Life
from tests.torture.tally import Tally
from tui import app as loaded_before_forking

LONG = 100
HUNG_UP = 0
"""Stands for closing the terminal, which the system makes a SIGHUP."""
CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129, HUNG_UP: 129}
GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""What must be written at the end: the screen as it was, the cursor, no mouse, no marks around what is pasted."""
PROMPT = 10.0
"""Seconds in which the app must have ended."""

__all__ = ["LONG", "loaded_before_forking", "run"]


def faults(store: Path, number: int) -> list[str]:
    """What is wrong with how the app ends by a signal while something is being typed."""
    found = []
    life = Life(store)
    before = termios.tcgetattr(life.terminal)
    life.until(b"as at")
    life.until(b"saved")
    life.type(RIGHT + DRAFT)
    life.until(b"typing")
    typing, start = len(life.said), time.monotonic()
    if number == HUNG_UP:
        life.close()
    else:
        life.kill(number)
    code = life.ended()
    if code != CODES[number]:
        found.append(f"signal {number}: exit code {code}")
    if time.monotonic() - start > PROMPT:
        found.append(f"signal {number}: slow to end")
    if number != HUNG_UP:
        if termios.tcgetattr(life.terminal) != before:
            found.append(f"signal {number}: the settings of the terminal are not as before")
        found += [f"signal {number}: {each!r} not written" for each in GIVEN_BACK if each not in life.said[typing:]]
        life.close()
    texts = taken_up(store)
    if texts != [DRAFT]:
        found.append(f"signal {number}: the draft left behind is {texts}")
    return found


def run(tries: int, folder: Path) -> Tally:
    """Every way to end in turn."""
    path, tally = folder / "caseload.db", Tally()
    with closing(Store.open(path)) as store:
        store.branch(store.scenarios()[0].id, "Plan")
    ways = list(CODES)
    for number in range(tries):
        tally.wrong += faults(path, ways[number % len(ways)])
        tally.counts["ends"] += 1
    return tally
