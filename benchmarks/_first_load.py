"""A plan loaded from a store for the first time in a process, as at a start: `_first_load WHICH STORE SCENARIO`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._timing import milliseconds


def ours(path: Path, scenario_id: str) -> Callable[[], object]:
    """The plan, every row checked, as the app reads it."""
    from store.reader import Reader  # noqa: PLC0415 - neither has what the other imports

    reader = Reader.look(path)
    return lambda: reader.plan(scenario_id)


def theirs(path: Path, scenario_id: str) -> Callable[[], list[object]]:
    """Objects of the SQLModel ORM of the same rows, unchecked."""
    from sqlmodel import Session, create_engine, select  # noqa: PLC0415 - the same

    from store.tables import PLAN_CLASSES  # noqa: PLC0415 - the same

    engine = create_engine(f"sqlite:///{path}")
    with engine.connect():
        pass

    def of(table: Any) -> Any:
        return select(table).where(table.scenario_id == scenario_id).order_by(table.place)

    def objects() -> list[object]:
        with Session(engine) as session:
            return [row for table in PLAN_CLASSES.values() for row in session.exec(of(table))]

    return objects


LOADERS = {"ours": ours, "theirs": theirs}

if __name__ == "__main__":
    which, store, scenario = sys.argv[1:]
    load = LOADERS[which](Path(store), scenario)
    sys.stdout.write(" ".join(str(milliseconds(load)) for _ in range(2)))
