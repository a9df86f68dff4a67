"""What a part of the program may load, looked at in fresh interpreters, and the import contracts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store.store import Store

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[1]


def loaded_after(code: str) -> set[str]:
    """The top-level and dotted names of every module that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nsys.__stdout__.flush()\nprint('\\nMODULES', *sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(run.stdout.rpartition("\nMODULES ")[2].split())


def loaded_until(code: str) -> set[str]:
    """The names of every module that a fresh interpreter had loaded when the code said so."""
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    (line,) = [line for line in run.stdout.splitlines() if line.startswith("MODULES ")]
    return set(line.split())


@pytest.mark.parametrize(
    "module", ["projection", "totals", "position", "report", "files", "edits", "rolling", "attention"]
)
def test_the_domain_loads_neither_database_nor_terminal(module: str) -> None:
    modules = loaded_after(f"import scenarios.{module}")
    assert f"scenarios.{module}" in modules
    assert not modules & {"sqlmodel", "sqlalchemy", "sqlite3", "textual", "rich", "store", "tui"}


def test_the_projection_loads_no_files() -> None:
    modules = loaded_after("import scenarios.projection, scenarios.totals, scenarios.position, scenarios.rates")
    assert "numpy" in modules
    assert not modules & {"yaml", "scenarios.files"}


@pytest.mark.parametrize("option", ["--help", "--version", "report --help"])
def test_help_loads_nothing_heavy(option: str) -> None:
    modules = loaded_after(f"from tui.cli import main\nassert main({option.split()!r}) == 0")
    assert "tui.cli" in modules
    assert not modules & {"textual", "sqlmodel", "sqlalchemy", "numpy", "pydantic", "yaml", "rich"}


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
