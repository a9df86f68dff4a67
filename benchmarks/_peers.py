"""Where the peers are: in an environment of their own, and LibreOffice on the path."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEERS = Path(os.environ.get("BENCH_PEERS", ROOT / ".venv-bench")).absolute()
"""`make bench` makes it from `benchmarks/requirements.txt`; the variable names another."""
PEER_SCRIPTS = Path(__file__).parent / "peers"
SOFFICE = shutil.which("soffice")


def peer(name: str) -> str | None:
    """The program of a peer, or None where it is not installed."""
    path = PEERS / "bin" / name
    return str(path) if path.exists() else None


def needs(name: str) -> str:
    """What to say of a row whose peer is not there."""
    installs = "apt-get install libreoffice-calc python3-uno" if name == "LibreOffice" else "make bench"
    return f"not installed ({installs})"
