"""The county loaded from the store and checked, against objects of the SQLModel ORM from the same file.

Each load is the first of its process, once everything is imported and the file is open: that is what a start waits
for, and the only time that the app loads all of a plan. The second load of each process is told beside it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks._first_load import LOADERS
from benchmarks._peers import ROOT
from benchmarks._record import Result
from benchmarks._timing import measured
from store.store import Store
from store.tables import PLAN_CLASSES
from tests.scenarios.county import county

OBJECTS = "SQLModel ORM objects, unchecked"
STARTS = 31
"""Rounds of a process each: a load is so short that it takes many to tell what the machine's speed makes of it."""


def rows() -> list[Result]:
    """Every table of the county's plan, in order."""
    with tempfile.TemporaryDirectory() as folder:
        path, plan = Path(folder, "store.db"), county()
        store = Store.open(path, examples={plan.header.name: lambda: plan})
        scenario_id = store.scenarios()[0].id
        store.close()
        loaded = LOADERS["theirs"](path, scenario_id)()
        assert isinstance(loaded, list)
        assert len(loaded) == sum(len(plan.rows(table)) for table in PLAN_CLASSES)
        again: dict[str, list[float]] = {which: [] for which in LOADERS}

        def first(which: str) -> float:
            command = [sys.executable, "-m", "benchmarks._first_load", which, str(path), scenario_id]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            spent, second = map(float, done.stdout.split())
            again[which].append(second)
            return spent

        times = measured({which: partial(first, which) for which in LOADERS}, STARTS)
    return [
        Result("county loaded from the store", OBJECTS, times["ours"], times["theirs"], at_least=5),
        Result(
            "county loaded again in the same process", OBJECTS, again["ours"][1:], again["theirs"][1:], is_speed=True
        ),
    ]
