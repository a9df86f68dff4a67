"""The real app in a terminal, on a store with the county and a second draft of it."""

from __future__ import annotations

import compileall
import sys
from pathlib import Path

from benchmarks._peers import PEER_SCRIPTS, ROOT
from benchmarks._terminal import Terminal
from scenarios.plan import Plan
from scenarios.totals import WHOLE_PLAN
from store.store import Store
from tests.scenarios.county import county
from tui.headlines import headlines
from tui.session import View

DRAFT = "County, second draft"
IN_TABLE = "Senior Social Worker"
"""What only the table of the open county shows."""


def as_installed() -> None:
    """Make bytecode of the planner, as pip does when it installs it; its peers have theirs."""
    for package in ("tui", "store", "scenarios"):
        compileall.compile_dir(ROOT / package, quiet=1)


def planner(folder: Path) -> Terminal:
    """The app as a manager starts it, on the store of a folder."""
    start = "import sys; from tui.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "--store", str(folder / "store.db")]
    return Terminal(command, ROOT, HOME=str(folder))


def bare(name: str) -> Terminal:
    """A bare Textual app of `benchmarks/peers`, in the same environment."""
    return Terminal([sys.executable, str(PEER_SCRIPTS / f"{name}.py")], ROOT)


def make_store(folder: Path) -> str:
    """A store that opens at a draft of the county, based on the county but different everywhere; its posts as shown."""
    first = county()
    second = county(seed=2027)
    header = second.header.model_copy(update={"name": DRAFT, "based_on": first.header.name})
    draft = second.with_rows(header=(header,))
    store = Store.open(folder / "store.db", examples={first.header.name: lambda: first})
    scenario = store.import_plan(draft, folder / "draft.yaml", "")
    store.remember_last(scenario.scenario_id)
    store.close()
    return _posts(draft)


def _posts(plan: Plan) -> str:
    view = View.of(plan, WHOLE_PLAN)
    return next(each.value for each in headlines(view, view) if each.name == "posts")
