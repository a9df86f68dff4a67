"""The county loaded from the store and checked, against objects of the SQLModel ORM from the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, create_engine, select

from benchmarks._record import Result
from benchmarks._timing import in_turn
from scenarios.plan import Plan
from store.plans import read_plan
from store.store import Store
from store.tables import PLAN_CLASSES
from tests.scenarios.county import county


def rows() -> list[Result]:
    """Every table of the county's plan, in order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "store.db")
        plan = county()
        store = Store.open(path, examples={plan.header.name: lambda: plan})
        scenario_id = store.scenarios()[0].id
        engine = create_engine(f"sqlite:///{path}")

        def objects() -> list[SQLModel]:
            with Session(engine) as session:
                return [row for table in PLAN_CLASSES.values() for row in session.exec(_of(table, scenario_id))]

        assert len(objects()) == sum(len(plan.rows(table)) for table in PLAN_CLASSES)

        def read() -> Plan:
            with store.link.looking() as connection:
                return read_plan(connection, scenario_id)

        times = in_turn({"ours": read, "theirs": objects})
        store.close()
        engine.dispose()
    return [Result("county loaded from the store", "SQLModel ORM objects", times["ours"], times["theirs"], at_least=5)]


def _of(table: Any, scenario_id: str) -> Any:
    return select(table).where(table.scenario_id == scenario_id).order_by(table.place)
