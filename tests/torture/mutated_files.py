"""Mutated scenario files, imported by the real code: each comes in whole, or not at all with its faults told."""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import shutil
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from scenarios.files import file_digest, parse_plan, plan_text
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.writing import in_file_order
from store.store import Store
from tests.torture.mutations import TRAP_EVERY, seeds, spoilt
from tests.torture.tally import Tally
from tui.shell.output import FaultyFile
from tui.shell.report import report_text
from tui.shell.transfer import import_file

LONG = 10_000
BATCH = 100
LIVES = 20
"""Batches that a pool of processes takes before it is made anew."""
SLOWEST = 2.0
"""Seconds of processor time that one file may take, from its bytes into the store."""
ROOM = 500_000_000
"""Bytes of address space that the files of a process may take beside the program."""
LONGEST_TOLD = 2_000


@dataclass
class Batch:
    """What came of some files."""

    imported: int = 0
    refused: int = 0
    faults: int = 0
    slowest: float = 0.0
    grown: int = 0
    """Bytes by which the process grew at most."""
    wrong: list[str] = field(default_factory=list)


class Trial:
    """Files tried one after another against a store that each finds as it was."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.batch = folder, Batch()
        self.kept = folder / "kept.db"
        Store.open(self.kept).close()
        self.store = folder / "store.db"
        shutil.copy(self.kept, self.store)
        self.path = folder / "mutated.yaml"

    def run(self, numbers: range) -> Batch:
        """Try the files of some numbers."""
        sound, peak = seeds(), _peak()
        for number in numbers:
            self.path.write_bytes(spoilt(number, sound))
            try:
                self.batch.wrong += [f"file {number}: {what}" for what in self._tried(number)]
            except Exception:  # noqa: BLE001 - whatever comes out but a refusal is what is looked for
                self.batch.wrong.append(f"file {number}: {traceback.format_exc()}")
        self.batch.grown = _peak() - peak
        return self.batch

    def _tried(self, number: int) -> Iterator[str]:
        start, told = process_time(), None
        try:
            with redirect_stdout(io.StringIO()):
                import_file(self.path, f"Mutated {number}", self.store)
        except FaultyFile as faulty:
            told = faulty
        seconds = process_time() - start
        self.batch.slowest = max(self.batch.slowest, seconds)
        if seconds > SLOWEST:
            yield f"took {seconds:.1f} s"
        if told is None:
            self.batch.imported += 1
            yield from self._not_whole(f"Mutated {number}", small=number % TRAP_EVERY != 0)
            shutil.copy(self.kept, self.store)
        else:
            self.batch.refused += 1
            yield from self._badly_told(told)
            if file_digest(self.store) != file_digest(self.kept):
                yield "refused, and yet the store has changed"

    def _not_whole(self, name: str, *, small: bool) -> Iterator[str]:
        """What is wrong with a scenario that was taken in: all of the file is to be there, and to be worked out."""
        plan = parse_plan(self.path.read_bytes())
        with closing(Store.open(self.store)) as store:
            found = [store.plan(info.id) for info in store.scenarios() if info.name == name]
        if [_unnamed(each) for each in found] != [_unnamed(plan)]:
            yield "what is in the store is not what is in the file"
        if small:
            if parse_plan(plan_text(plan).encode()) != in_file_order(plan):
                yield "saved, it is another plan"
            report_text(plan, "json")

    def _badly_told(self, told: FaultyFile) -> Iterator[str]:
        assert isinstance(told.__cause__, Faulty)
        lines = len(self.path.read_bytes().splitlines()) + 1
        self.batch.faults += len(told.__cause__.problems)
        for problem, line in zip(told.__cause__.problems, told.lines, strict=True):
            if not 1 <= problem.line <= lines:
                yield f"a fault on line {problem.line} of {lines}: {problem.what}"
            if not line.isprintable() or len(line) > LONGEST_TOLD:
                yield f"a fault told badly: {line[:200]!r}"


def _unnamed(plan: Plan) -> Plan:
    """But for what the import decides: its name, and the spelling of the name that it is based on."""
    return plan.with_rows(header=(plan.header.model_copy(update={"name": "", "based_on": ""}),))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _bounded() -> None:
    """Let this process grow by so much and no more: what needs more fails with a MemoryError, which is told."""
    now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + ROOM, now + ROOM))


def _batch(folder: Path, numbers: range) -> Batch:
    folder.mkdir()
    return Trial(folder).run(numbers)


def run(tries: int, folder: Path) -> Tally:
    """Mutated files in processes of bounded memory; one that dies is told with the numbers it had."""
    tally, context = Tally(), multiprocessing.get_context("spawn")
    parts = [range(start, min(start + BATCH, tries)) for start in range(0, tries, BATCH)]
    slowest, grown = 0.0, 0
    for first in range(0, len(parts), LIVES):
        with ProcessPoolExecutor(min(2, os.cpu_count() or 1), context, initializer=_bounded) as pool:
            now = parts[first : first + LIVES]
            running = [pool.submit(_batch, folder / str(part.start), part) for part in now]
        for part, future in zip(now, running, strict=True):
            if future.exception() is not None:
                tally.wrong.append(f"files {part.start} to {part.stop - 1}: {future.exception()!r}")
                continue
            batch = future.result()
            tally.counts.update(files=len(part), imported=batch.imported, refused=batch.refused)
            tally.counts.update(faults=batch.faults)
            tally.wrong += batch.wrong
            slowest, grown = max(slowest, batch.slowest), max(grown, batch.grown)
    tally.counts.update({"ms for the slowest": round(slowest * 1000), "MB more at most": grown // 1_000_000})
    return tally
