"""`caseload where`: the store, its backups and its size."""

from __future__ import annotations

from pathlib import Path

from store.paths import where
from tui.shell.output import say


def describe(store: Path | None) -> None:
    """Say where the store is, how large it is, and what backups of it there are."""
    there = where(store)
    say(f"store    {there.store} ({'not made yet' if there.size is None else size_text(there.size)})")
    if not there.backup_sizes:
        say(f"backups  none yet; they will be in {there.backups}")
        return
    count, total = len(there.backup_sizes), sum(there.backup_sizes.values())
    say(f"backups  {there.backups} ({count}, {size_text(total)})")
    for path, size in there.backup_sizes.items():
        say(f"         {path.name} ({size_text(size)})")


def size_text(count: int) -> str:
    """A count of bytes, in kB from one kB up."""
    return f"{count} bytes" if count < 1000 else f"{count / 1000:,.0f} kB"
