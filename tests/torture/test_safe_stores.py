"""Short runs: a store that is damaged, killed while it is brought up to date, or brought back from its backups."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHORT = {"damaged_stores": 12, "backup_year": 12, "migration_kills": 2}
CODE = """
import sys
from tests.torture.__main__ import main
sys.exit(any([main(each.split(":")) for each in sys.argv[1:]]))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")
def test_nothing_is_wrong_in_short_runs() -> None:
    # A process of its own: the workers of the test run have threads, and forking those is unsafe.
    command = [sys.executable, "-c", CODE, *(f"{name}:{tries}" for name, tries in SHORT.items())]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("; 0 wrong") == len(SHORT)
