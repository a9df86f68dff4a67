"""The store's own thread: the event loop never waits for a disk, and changes reach it in the order they were made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from scenarios.changes import Change
    from store.store import Applied, Store

Answer = TypeVar("Answer")


class Desk:
    """Runs work with the store on one thread, one piece after another."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._store: Store | None = None
        self._branched: dict[str, str] = {}

    async def ask(self, work: Callable[[Store], Answer]) -> Answer:
        """What a piece of work with the store comes to. Its errors are raised here."""
        return await asyncio.wrap_future(self._thread.submit(lambda: work(self._opened())))

    def _opened(self) -> Store:
        if self._store is None:
            from store.store import Store  # noqa: PLC0415 - the first frame must not wait for SQLModel

            self._store = Store.open(self._path)
        return self._store

    async def apply(self, scenario_id: str, change: Change) -> Applied:
        """Store a change. Where an example was branched by an earlier one, this follows to the branch."""

        def work(store: Store) -> Applied:
            applied = store.apply(self._branched.get(scenario_id, scenario_id), change)
            if applied.scenario_id != scenario_id:
                self._branched[scenario_id] = applied.scenario_id
            return applied

        return await self.ask(work)

    def forget_branches(self) -> None:
        """Let edits of an example branch it again: it has been opened anew."""
        self._thread.submit(self._branched.clear)

    def close(self) -> None:
        """Finish what is under way and close the store."""
        if self._store is not None:
            self._thread.submit(self._store.close)
        self._thread.shutdown(wait=True)
