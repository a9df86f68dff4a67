"""Two and four processes edit the same rows at once; counts what was overwritten unseen and what was refused unsaid."""

from __future__ import annotations

import os
import random
import re
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from scenarios.changes import Change, StaleError
from scenarios.edits import CellEdit, edit_cells
from scenarios.plan import Line
from store.errors import StoreLocked
from store.store import Store
from tests.store.whole import whole_plan
from tests.torture.tally import Tally

LONG = 1000
BOTH = re.compile(r"Posts is [\d.]+, where [\d.]+ was expected")
"""What a refusal must say: what is there and what was expected."""


@dataclass
class Said:
    """What the writers said they did: from which value to which, by row, and how many were refused."""

    kept: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    refused: int = 0
    unsaid: list[str] = field(default_factory=list)


def write(path: Path, edits: int, number: int, say: int) -> None:
    """Read, think, and write a value that nobody else writes; say what came of it."""
    chance = random.Random(number)
    with closing(Store.open(path, examples={})) as store:
        scenario = store.scenarios()[0].id
        for edit in range(edits):
            plan = store.plan(scenario)
            row = chance.choice(plan.establishment)
            time.sleep(chance.uniform(0, 0.004))
            posts = 100.0 + number + 10 * edit
            change = edit_cells(plan, [CellEdit("establishment", row.ref, "posts", posts)])
            os.write(say, f"{_came_of(store, scenario, change, row, posts)}\n".encode())


def _came_of(store: Store, scenario: str, change: Change, row: Line, posts: float) -> str:
    while True:
        try:
            store.apply(scenario, change)
        except StaleError as refused:
            return f"refused {refused}"
        except StoreLocked:
            continue
        return f"kept {row.ref} {row.posts} {posts}"


def heard(path: Path, edits: int, writers: int) -> Said:
    """What came of so many edits by so many processes at once."""
    reader, writer = os.pipe()
    children = []
    for number in range(writers):
        child = os.fork()
        if not child:
            write(path, edits // writers, number, writer)
            os._exit(0)
        children.append(child)
    os.close(writer)
    with os.fdopen(reader) as lines:
        said = _sorted_out(lines.read().splitlines())
    for child in children:
        os.waitpid(child, 0)
    return said


def _sorted_out(lines: list[str]) -> Said:
    said = Said()
    for line in lines:
        came, _, rest = line.partition(" ")
        if came == "kept":
            ref, before, after = rest.split()
            said.kept.setdefault(ref, []).append((float(before), float(after)))
            continue
        said.refused += 1
        if not BOTH.search(rest):
            said.unsaid.append(f"refused without both values: {rest}")
    return said


def overwritten(first: float, last: float, kept: list[tuple[float, float]]) -> list[str]:
    """Edits that nobody saw before they were gone: from the first value, each was made on the one before it."""
    follows = dict(kept)
    wrong = [f"{len(kept) - len(follows)} made on a value that had another after it"] * (len(follows) < len(kept))
    value, left = first, len(follows)
    while value in follows:
        value, left = follows.pop(value), left - 1
    if left or value != last:
        wrong.append(f"{left} lost: the last said to be kept is {value}, {last} is there")
    return wrong


def run(tries: int, folder: Path) -> Tally:
    """So many edits by two processes, and as many by four."""
    tally = Tally()
    for writers in (2, 4):
        path = folder / f"{writers}.db"
        with closing(Store.open(path, examples={})) as store:
            scenario = store.create(whole_plan(), "New").scenario_id
            first = {line.ref: line.posts for line in store.plan(scenario).establishment}
            said = heard(path, tries, writers)
            last = {line.ref: line.posts for line in store.plan(scenario).establishment}
        for ref, value in first.items():
            tally.wrong += overwritten(value, last[ref], said.kept.get(ref, []))
        tally.wrong += said.unsaid
        kept = sum(map(len, said.kept.values()))
        tally.counts.update({f"kept of {writers} writers": kept, f"refused of {writers} writers": said.refused})
        if kept + said.refused != tries // writers * writers:
            tally.wrong.append(f"{writers} writers answered for {kept + said.refused} of {tries} edits")
    return tally
