"""Damages stores in every way a disk may, and uses them: no failure but the store's own words, never an empty store.

Each is opened as a start of the app opens it; every plan, base and history is read, rows are held against their
checksums, an edit is made and taken back, the file is looked through as after a start, and checked as a backup is.
Damage counts as noticed where any of that is refused, as harmless where every row is as it was, else as unseen.
Whatever plan is shown must be what it was: a flipped bit in a figure never is.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from scenarios.edits import CellEdit, edit_cells
from scenarios.files import plan_text
from scenarios.plan import Plan
from store.backups import checked
from store.connection import look_through
from store.errors import StoreError
from store.recognising import Recognising
from store.store import Store
from tests.store.whole import whole_plan
from tests.torture.tally import Tally

LONG = 1000
SLOW = 2.0
"""Seconds of processor time that opening and using a damaged store may take."""


def flip(data: bytearray, bits: int = 1) -> None:
    """Turn some bits over."""
    for _ in range(bits):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def zero(data: bytearray, size: int) -> None:
    """Lose a block that a disk did not write."""
    at = random.randrange(len(data) // size) * size
    data[at : at + size] = bytes(size)


def noise(data: bytearray, size: int = 512) -> None:
    """Fill a block with anything."""
    at = random.randrange(len(data) // size) * size
    data[at : at + size] = random.randbytes(size)


def cut(data: bytearray) -> None:
    """Lose the end."""
    del data[random.randrange(len(data)) :]


HARMS: dict[str, Callable[[bytearray], None]] = {
    "one bit": flip,
    "ten bits": lambda data: flip(data, 10),
    "512 bytes zeroed": lambda data: zero(data, 512),
    "4,096 bytes zeroed": lambda data: zero(data, 4096),
    "512 bytes of noise": noise,
    "cut short": cut,
}


def use(path: Path) -> tuple[list[str], bool]:
    """The plans that can be had of a store, as they were before anything else was done; whether all went well."""
    plans, well = [], True
    try:
        with closing(Store.look(path, Recognising(path).mark)) as store:
            store.complete({})
            infos = store.scenarios()
            for info in infos:
                try:
                    plan = store.plan(info.id)
                    plans.append(plan_text(plan))
                    store.check(info.id)
                    store.base(info.id)
                    store.history(info.id)
                    _edit(store, info.id, plan)
                except StoreError:
                    well = False
        look_through(path)
    except StoreError:
        well = False
    return plans, well


def _edit(store: Store, scenario: str, plan: Plan) -> None:
    row = plan.establishment[0]
    store.apply(scenario, edit_cells(plan, [CellEdit("establishment", row.ref, "posts", row.posts + 1)]))
    store.undo()


def sound(path: Path) -> bool:
    """Whether a store passes what a backup must."""
    try:
        checked(path)
    except StoreError:
        return False
    return True


def rows(path: Path) -> list[str]:
    """Every row of a store; empty where they cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as raw:
            return list(raw.iterdump())
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def run(tries: int, folder: Path) -> Tally:
    """Damaged copies of a store, each used and then looked at."""
    path, tally = folder / "whole.db", Tally()
    with closing(Store.open(path, examples={})) as store:
        first = store.create(whole_plan(), "New").scenario_id
        second = store.branch(first, "Branch").scenario_id
        for scenario in (first, second, first):
            _edit(store, scenario, store.plan(scenario))
        plans = {plan_text(store.plan(info.id)) for info in store.scenarios()}
    data, whole = path.read_bytes(), rows(path)
    for number in range(tries):
        name, harm = list(HARMS.items())[number % len(HARMS)]
        broken = bytearray(data)
        harm(broken)
        copy = folder / "caseload.db"
        copy.write_bytes(broken)
        copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)
        found = _look(copy, name, plans, tally, harmless=rows(copy) == whole)
        tally.counts["damaged stores"] += 1
        tally.counts[f"{found} ({name})"] += 1
    return tally


def _look(path: Path, name: str, plans: set[str], tally: Tally, *, harmless: bool) -> str:
    """What comes of a damaged store: noticed, harmless or unseen; what is wrong goes into the tally."""
    whole = sound(path)
    start = time.process_time()
    try:
        had, well = use(path)
    except Exception as error:  # noqa: BLE001 - any is what is looked for
        tally.wrong.append(f"{name}: {type(error).__name__}: {error}")
        return "failed"
    if time.process_time() - start > SLOW:
        tally.wrong.append(f"{name}: took {time.process_time() - start:.1f} s")
    if not set(had) <= plans:
        tally.wrong.append(f"{name}: shows what was never there")
    if well and len(had) < len(plans):
        tally.wrong.append(f"{name}: {len(plans) - len(had)} scenarios gone without a word")
    if not (well and whole):
        return "noticed"
    return "harmless" if harmless else "unseen"
