"""Kills the real app in a pseudo-terminal while edits are typed and scenarios saved; counts what is not as it was said.

An edit is acknowledged when the screen says “saved” after it, a file when the screen says “Saved to”.
"""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scenarios.examples import example, examples
from scenarios.files import file_digest, read_plan, save_plan
from scenarios.plan import Plan
from store.drafts import left_behind
from store.store import Store
from tests.torture.life import Life
from tests.torture.tally import Tally
from tui import app as loaded_before_forking

LONG = 1000
SPAN = 0.6
"""Seconds within which an app that edits is killed."""
DRAFTED = 20
"""One life in so many ends with a text being typed, long enough for a draft."""
DRAFT = "30"
UP, RIGHT = "\x1b[A", "\x1b[C"
FIRST = 300.0
STEP = 0.01

__all__ = ["LONG", "loaded_before_forking", "run"]


@dataclass
class Done:
    """How far a life has come: the last edit said to be saved, the one under way, and the files said to be saved."""

    saved: int
    typed: int
    files: int = 0


def value(number: int) -> float:
    """What the edit of a number types."""
    return round(FIRST + number * STEP, 2)


def lived(store: Path, last: int, *, seconds: float, saves: bool) -> Done:
    """A life of the app that goes on editing after an edit, killed some seconds after it is open."""
    life, done = Life(store), Done(last, last)
    life.until(b"as at")
    life.until(b"saved")
    life.type(RIGHT)
    end = time.monotonic() + seconds
    while _edited(life, done, end) and (not saves or _filed(life, done, end)):
        pass
    life.kill()
    life.ended()
    life.close()
    return done


def _edited(life: Life, done: Done, end: float) -> bool:
    """Type the next value and enter it; whether it was said to be saved before the end."""
    done.typed += 1
    life.type(f"{value(done.typed):.2f}")
    if not life.until(b"typing", end):
        return False
    life.type("\r")
    if not life.until(b"saved", end):
        return False
    done.saved = done.typed
    life.type(UP)
    return True


def _filed(life: Life, done: Done, end: float) -> bool:
    """Save over the scenario's file; whether it was said to be done before the end."""
    life.type("s")
    if not life.until(b"Saved to", end):
        return False
    done.files += 1
    return True


def drafted(store: Path) -> list[str]:
    """What was left behind by a life that was killed over a text it had typed; nothing is left of it then."""
    life = Life(store)
    life.until(b"as at")
    life.until(b"saved")
    life.type(RIGHT + DRAFT)
    life.until(b"typing")
    end = time.monotonic() + 10
    while not any(store.with_name(f"{store.name}-drafts").glob("*.json")) and time.monotonic() < end:
        life.read(0.05)
    life.kill()
    life.ended()
    life.close()
    return taken_up(store)


def taken_up(store: Path) -> list[str]:
    """The texts left behind, which are done with."""
    texts = []
    for left in left_behind(store):
        texts += [draft.text for draft in left.drafts]
        left.done()
    return texts


def faults(path: Path, file: Path, done: Done) -> list[str]:
    """What is wrong after a kill; that the edit under way is there too is not."""
    found = []
    with closing(sqlite3.connect(path)) as raw:
        if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            found.append("damaged store")
    with closing(Store.open(path)) as store:
        scenario = store.last_scenario() or ""
        there = posts(store.plan(scenario))
        if there not in (value(done.saved), value(done.typed)):
            found.append(f"lost: {value(done.saved)} was said to be saved, {there} is there")
        try:
            filed = posts(read_plan(file))
        except Exception as error:  # noqa: BLE001 - whatever it is, the file is not whole
            found.append(f"half-written file: {error}")
        else:
            if filed > there:
                found.append(f"file ahead of the store: {filed} in it, {there} in the store")
        # A kill between the two leaves the file ahead of what is known of it, and the next save would ask.
        store.remember_file(scenario, file, file_digest(file))
        texts = taken_up(path)
        if any(not f"{value(done.typed):.2f}".startswith(text) for text in texts):
            found.append(f"a draft of something else: {texts}")
    return found


def posts(plan: Plan) -> float:
    """What is edited."""
    return plan.establishment[0].posts


def run(tries: int, folder: Path) -> Tally:
    """Kills at random moments of the app."""
    path, file, tally = folder / "caseload.db", folder / "plan.yaml", Tally()
    with closing(Store.open(path)) as store:
        plan = example(examples()[0])
        line = plan.establishment[0].model_copy(update={"posts": FIRST})
        header = plan.header.model_copy(update={"name": "Plan"})
        plan = plan.with_rows(header=(header,), establishment=(line, *plan.establishment[1:]))
        scenario = store.create(plan, "New").scenario_id
        store.remember_file(scenario, file, save_plan(plan, file))
    last = 0
    for number in range(1, tries + 1):
        tally.counts["kills"] += 1
        if number % DRAFTED == 0:
            texts = drafted(path)
            tally.counts["drafts"] += len(texts)
            tally.wrong += [] if texts == [DRAFT] else [f"a draft lost: {texts}"]
            continue
        done = lived(path, last, seconds=random.uniform(0, SPAN), saves=number % 2 == 0)
        tally.wrong += faults(path, file, done)
        tally.counts.update({"edits said to be saved": done.saved - last, "files said to be saved": done.files})
        with closing(Store.open(path)) as store:
            there = posts(store.plan(scenario))
        last = done.typed if there == value(done.typed) else done.saved
    return tally
