"""Kills a process in the middle of its edits, again and again, and counts what was acknowledged and is not there."""

from __future__ import annotations

import os
import random
import select
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from scenarios.changes import Change, RowChange
from scenarios.plan import Plan, Team
from store.store import Store
from tests.store.whole import whole_plan
from tests.torture.tally import Tally

LONG = 1000


def step(plan: Plan, number: int) -> Change:
    """One change of several rows: the months count up, a team comes and the one before it goes."""
    header = plan.header.model_copy(update={"notes": str(number)})
    team = RowChange("teams", None, Team(key=f"team-{number}", name="New"), 0)
    old = [RowChange("teams", plan.teams[0], None, 1)] if plan.teams[0].key.startswith("team-") else []
    return Change(f"Step {number}", (RowChange("header", plan.header, header, 0), team, *old))


def edit_for_ever(path: Path, acknowledge: int) -> None:
    """Make one change after another; each number is sent when its change is said to be kept."""
    store = Store.open(path, examples={})
    scenario = store.scenarios()[0].id
    number = int(store.plan(scenario).header.notes)
    while True:
        number += 1
        store.apply(scenario, step(store.plan(scenario), number))
        os.write(acknowledge, f"{number}\n".encode())


def acknowledged_before_kill(path: Path, delay: float) -> int:
    """The last number acknowledged by an editing process that lives for `delay` seconds after its first."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        edit_for_ever(path, writer)
    os.close(writer)
    said = os.read(reader, 100)
    end = time.perf_counter() + delay
    while (left := end - time.perf_counter()) > 0 and select.select([reader], [], [], left)[0]:
        said += os.read(reader, 100)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 1000):
        said += more
    os.close(reader)
    return int(said.split(b"\n")[-2])


def faults(path: Path, acknowledged: int) -> list[str]:
    """What is wrong with the store after a kill; that the change under way is there too is not."""
    found = []
    with closing(Store.open(path, examples={})) as store:
        scenario = store.scenarios()[0].id
        plan = store.plan(scenario)
        number = int(plan.header.notes)
        if number not in (acknowledged, acknowledged + 1):
            found.append(f"lost: {acknowledged} was acknowledged, {number} is there")
        if [team.key for team in plan.teams if team.key.startswith("team-")] != [f"team-{number}"]:
            found.append(f"torn: {number}")
        if store.history(scenario)[0].label != f"Step {number}":
            found.append(f"journal: {number}")
        store.undo()
        if int(store.plan(scenario).header.notes) != number - 1:
            found.append(f"undo: {number}")
        store.redo()
    with closing(sqlite3.connect(path)) as raw:
        if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            found.append("integrity")
    return found


def run(tries: int, folder: Path) -> Tally:
    """Kills at random moments of an editing process."""
    path, tally = folder / "caseload.db", Tally()
    with closing(Store.open(path, examples={})) as store:
        store.create(whole_plan().with_rows(header=(whole_plan().header.model_copy(update={"notes": "0"}),)), "New")
    last = 0
    for _ in range(tries):
        last = acknowledged_before_kill(path, random.uniform(0, 0.06))
        tally.wrong += faults(path, last)
    tally.counts.update(kills=tries, edits=last)
    return tally
