"""What was acknowledged survives kill -9 at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 10


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")
def test_nothing_acknowledged_is_lost() -> None:
    # A process of its own: the workers of the test run have threads, and forking those is unsafe.
    command = [sys.executable, "-m", "tests.torture", "store_kills", str(KILLS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{KILLS} kills" in run.stdout
