"""What a part of the program may load, looked at in fresh interpreters, and the import contracts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.store import Store

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[1]


EACH = """
    exec(code)
    told[name] = sorted(sys.modules.keys() - before)
    before |= sys.modules.keys()
sys.__stdout__.flush()
print("\\nMODULES", json.dumps(told))
"""


def loaded_after(code: str) -> set[str]:
    """The top-level and dotted names of every module that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nsys.__stdout__.flush()\nprint('\\nMODULES', *sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(run.stdout.rpartition("\nMODULES ")[2].split())


def loaded_by_each(codes: dict[str, str]) -> dict[str, set[str]]:
    """The names of the modules that each piece of code loaded first, one after the other in a fresh interpreter."""
    script = f"import json, sys\nbefore, told = set(), {{}}\nfor name, code in {codes!r}.items():\n{EACH}"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return {name: set(names) for name, names in json.loads(run.stdout.rpartition("\nMODULES ")[2]).items()}


def loaded_until(code: str) -> set[str]:
    """The names of every module that a fresh interpreter had loaded when the code said so."""
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("MODULES ")]
    return set(line.split())


DOMAIN = ["projection", "totals", "position", "report", "files", "edits", "rolling", "attention"]
STORE_OR_TERMINAL = {"sqlmodel", "sqlalchemy", "sqlite3", "textual", "rich", "store", "tui"}


def test_the_domain_loads_neither_database_nor_terminal() -> None:
    """One after the other, each asked what it added: a fresh interpreter for each would tell no more."""
    told = loaded_by_each({module: f"import scenarios.{module}" for module in DOMAIN})
    assert all(f"scenarios.{module}" in set().union(*told.values()) for module in DOMAIN)
    assert {module: found for module, names in told.items() if (found := names & STORE_OR_TERMINAL)} == {}


def test_the_projection_loads_no_files() -> None:
    modules = loaded_after("import scenarios.projection, scenarios.totals, scenarios.position, scenarios.rates")
    assert "numpy" in modules
    assert not modules & {"yaml", "scenarios.files"}


HELP = ["--help", "--version", "report --help"]
HEAVY = {"textual", "sqlmodel", "sqlalchemy", "numpy", "pydantic", "yaml", "rich"}


def test_help_loads_nothing_heavy() -> None:
    told = loaded_by_each({each: f"from tui.cli import main\nassert main({each.split()!r}) == 0" for each in HELP})
    assert "tui.cli" in told[HELP[0]]
    assert {each: found for each, names in told.items() if (found := names & HEAVY)} == {}


def test_a_report_of_a_file_loads_neither_app_nor_store(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(
        "format: caseload-scenario/1\nname: A\nas_at: 2026-01-31\nroles: {sw: {name: SW}}\nteams: {a: {name: A}}\n",
        encoding="utf-8",
    )
    modules = loaded_after(f"from tui.cli import main\nassert main(['report', {str(file)!r}]) == 0")
    assert "scenarios.projection" in modules
    assert not modules & {"textual", "sqlmodel", "sqlalchemy", "sqlite3"}


FIRST_PAINT = """
import asyncio
from pathlib import Path
from tui.app import CaseloadApp
from tests.tui.screen import screen_text

class Watched(CaseloadApp):
    async def _load(self):
        assert "Caseload Planner" in screen_text(self)
        assert "opening…" in screen_text(self)
        print("MODULES", *sys.modules, file=sys.__stdout__)
        self.exit()

Watched(Path({store!r})).run(headless=True, size=(120, 36))
"""
OPENED = """
import asyncio
from pathlib import Path
from tests.tui.driving import Driver
from tui.app import CaseloadApp

async def watch():
    app = CaseloadApp(Path({store!r}))
    async with app.run_test(size=(120, 36)) as pilot:
        await Driver(app, pilot).begun()
        assert app.workspace.working.plan.establishment
        print("MODULES", *sys.modules, file=sys.__stdout__)

asyncio.run(watch())
"""


def test_the_first_paint_loads_neither_database_layer_nor_arrays_nor_models(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    Store.open(store).close()
    modules = loaded_until(FIRST_PAINT.format(store=str(store)))
    assert "textual" in modules
    assert not modules & {"sqlmodel", "sqlalchemy", "numpy", "pydantic", "yaml", "plotext", "scenarios.plan"}


def test_what_shows_a_plan_loads_no_dialogs() -> None:
    dialogs = {f"tui.screens.{name}" for name in ("dialogs", "rebase", "roll_forward", "scenarios")}
    told = loaded_by_each(
        {"shown": "import tui.screens.workspace", "leisure": "from tui.screens.on_demand import load\nload()"}
    )
    assert not told["shown"] & dialogs
    assert told["leisure"] >= dialogs


def test_a_plan_that_is_looked_at_loads_no_database_layer(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    Store.open(store).close()
    modules = loaded_until(OPENED.format(store=str(store)))
    assert {"numpy", "scenarios.projection", "store.reader"} <= modules
    assert not modules & {"sqlmodel", "sqlalchemy", "store.tables", "textual_fspicker", "scenarios.levers"}


def test_import_contracts_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stdout
