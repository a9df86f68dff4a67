"""A simulated year of work: edits on most days, a backup when one is due; every backup that is kept is brought back.

Each is restored over a store that is something else by then, and compared with what was in the store when it was made.
"""

from __future__ import annotations

import datetime as dt
import random
from contextlib import closing
from pathlib import Path

from scenarios.edits import CellEdit, edit_cells
from scenarios.files import plan_text
from store.backups import back_up_if_due, backups
from store.restoring import restore
from store.store import Store
from store.thinning import DAY, kept
from tests.store.whole import whole_plan
from tests.torture.tally import Tally

LONG = 365


def work(store: Store) -> None:
    """What somebody does in a day: a figure changed, now and then a branch, a deletion or a step back."""
    if not store.scenarios():
        store.redo()
    chosen = random.choice(store.scenarios()).id
    kind = random.random()
    if kind < 0.1 and len(store.scenarios()) < 8:
        store.branch(chosen, f"Branch {random.randrange(10**9)}")
    elif kind < 0.15 and len(store.scenarios()) > 1:
        store.delete(chosen)
    elif kind < 0.3:
        store.undo()
    else:
        cell = CellEdit("establishment", "east/manager", "posts", float(random.randrange(1000)))
        store.apply(chosen, edit_cells(store.plan(chosen), [cell]))


def contents(store: Store) -> list[tuple[str, int]]:
    """All plans of a store as files, with how much history each has."""
    return [(plan_text(store.plan(info.id)), len(store.history(info.id))) for info in store.scenarios()]


def run(tries: int, folder: Path) -> Tally:
    """That many days of work, then every backup brought back."""
    path, tally = folder / "caseload.db", Tally()
    start = now = dt.datetime(2025, 1, 1, 9, tzinfo=dt.UTC).astimezone()
    made: dict[dt.datetime, list[tuple[str, int]]] = {}
    with closing(Store.open(path, examples={})) as store:
        store.create(whole_plan(), "New")
        for day in range(tries):
            now = start + day * DAY + dt.timedelta(seconds=random.randrange(3600))
            if random.random() < 0.9:  # at work
                if back_up_if_due(path, now):
                    made[now.replace(microsecond=0)] = contents(store)
                work(store)
    found = backups(path)
    expected = kept(made, max(made))
    if {each.moment for each in found} != expected:
        tally.wrong.append(f"{len(found)} backups kept, {len(expected)} to be kept")
    for each in found:
        restore(each.path, path, now)
        with closing(Store.open(path, examples={})) as store:
            if contents(store) != made[each.moment]:
                tally.wrong.append(f"{each.path.name} is not what the store was")
            store.undo()
    tally.counts.update({"days": tries, "backups": len(made), "kept and brought back": len(found)})
    tally.counts["days to the oldest"] = (max(made) - found[-1].moment).days
    return tally
