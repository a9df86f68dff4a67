"""What was acknowledged survives kill -9 at any moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 20


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills processes by signal")
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.kill", str(tmp_path), str(KILLS)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    tally = json.loads(run.stdout)
    assert tally["wrong"] == []
    assert tally["kills"] == KILLS
    assert tally["acknowledged"] >= KILLS
