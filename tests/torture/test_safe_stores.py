"""Short runs: a store that is damaged, killed while it is brought up to date, or brought back from its backups."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("name", "tries"), [("damaged_stores", 12), ("backup_year", 12), ("migration_kills", 2)])
def test_nothing_is_wrong_in_a_short_run(name: str, tries: int) -> None:
    if name == "migration_kills" and os.name != "posix":
        pytest.skip("kills processes by signal")
    # A process of its own: the workers of the test run have threads, and forking those is unsafe.
    command = [sys.executable, "-m", "tests.torture", name, str(tries)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 wrong" in run.stdout
