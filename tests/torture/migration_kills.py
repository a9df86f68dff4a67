"""Kills a process in the middle of bringing a store of an earlier version up to date.

Each try opens a golden store in a process that is killed soon after the journal of a step appears, in every fourth try
at any moment. The store is then wholly of a version on the way, its plans are as they were, and opening it again brings
it up to date.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from scenarios.files import plan_text
from store.backups import checked
from store.migrations import VERSION, version_of
from store.store import Store
from tests.store.golden_stores import VERSIONS, copy_of
from tests.torture.tally import Tally

LONG = 100
STEP = 0.02
"""Seconds that a step may take."""


def plans(path: Path) -> list[str]:
    """Every plan of a store, as files, by the store itself; it is up to date then."""
    with closing(Store.open(path, examples={})) as store:
        return [plan_text(store.plan(info.id)) for info in store.scenarios()]


def schema(path: Path) -> tuple[int, list[tuple[str, str]]]:
    """The version that a store says it has, and its tables."""
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        return version_of(raw), found


def killed(path: Path, delay: float, *, in_a_step: bool) -> None:
    """Open a store in a process that is killed after some seconds, counted from when it changes the store or begins."""
    child = os.fork()
    if not child:
        Store.open(path, examples={}).close()
        os._exit(0)
    journal = path.with_name(f"{path.name}-journal")
    while in_a_step and not _ended(child) and not (journal.exists() and journal.stat().st_size):
        pass
    end = time.perf_counter() + delay
    while time.perf_counter() < end and not _ended(child):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _ended(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def run(tries: int, folder: Path) -> Tally:
    """Kills at random moments of bringing each golden store up to date."""
    tally = Tally()
    for version in VERSIONS:
        whole = copy_of(version, folder / f"whole-{version}" / "caseload.db")
        schemas = {version: schema(whole)}
        start = time.perf_counter()
        expected = plans(whole)
        longest = time.perf_counter() - start
        schemas |= {number: _schema_of(number, folder) for number in VERSIONS} | {VERSION: schema(whole)}
        for number in range(tries):
            path = copy_of(version, folder / f"{version}-{number}" / "caseload.db")
            in_a_step = number % 4 > 0
            killed(path, random.uniform(0, STEP if in_a_step else longest), in_a_step=in_a_step)
            _look(path, version, schemas, expected, tally)
    return tally


def _schema_of(version: int, folder: Path) -> tuple[int, list[tuple[str, str]]]:
    return schema(copy_of(version, folder / f"schema-{version}" / "caseload.db"))


def _look(
    path: Path,
    version: int,
    schemas: dict[int, tuple[int, list[tuple[str, str]]]],
    expected: list[str],
    tally: Tally,
) -> None:
    """Count what a kill came to, and what is wrong after it."""
    left = path.with_name(f"{path.name}-journal")
    in_the_middle = left.exists() and left.stat().st_size > 0
    now = schema(path)
    if now != schemas.get(now[0]) or now[0] < version:
        tally.wrong.append(f"{path.parent.name}: half done at version {now[0]}")
    checked(path)
    if plans(path) != expected:
        tally.wrong.append(f"{path.parent.name}: other plans at version {now[0]}")
    tally.counts["kills"] += 1
    tally.counts["in the middle of a step"] += in_the_middle
    tally.counts["left as it was" if now[0] == version else "done" if now[0] == VERSION else "on the way"] += 1
