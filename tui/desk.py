"""The store's own thread: the event loop never waits for a disk, and changes reach it in the order they were made."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from store.errors import StoreError, StoreLocked
from store.paths import store_path
from store.recognising import Recognising

if TYPE_CHECKING:
    from scenarios.changes import Change
    from store.reader import Reader
    from store.store import Applied, Store

LET_PAINT = 0.1
"""Seconds that a change waits at most for the screen to be painted: Python runs one thread at a time."""
LET_WRITE = 0.002
"""Seconds that it leaves then to the thread that writes to the terminal."""
SLOW = 1.0
"""Seconds after which a piece of work is said to be held up."""
Answer = TypeVar("Answer")


def let_paint(painted: Event) -> None:
    """Wait, on the store's thread, until what is about to be stored has been painted, or that takes long."""
    painted.wait(LET_PAINT)
    time.sleep(LET_WRITE)


class Desk:
    """Runs work with the store on one thread, one piece after another."""

    errors = StoreError

    def __init__(self, path: Path | None, recognising: Recognising | None = None) -> None:
        """`recognising` is the store at the path being recognised, where that has been begun."""
        self._path = path
        self._recognising = recognising or Recognising(self.path)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._reader: Reader | None = None
        self._store: Store | None = None
        self._branched: dict[str, str] = {}
        self._unsaved: list[tuple[str, Change]] = []
        self._since: float | None = None
        self._is_closing = False

    @property
    def path(self) -> Path:
        """The file of the store."""
        return store_path(self._path)

    @property
    def is_held_up(self) -> bool:
        """Whether a piece of work takes long: another program keeps the store busy, or the disk is slow."""
        since = self._since
        return since is not None and time.monotonic() - since > SLOW

    def submit(self, work: Callable[[Store], Answer]) -> Future[Answer]:
        """Put a piece of work in the queue. While another program keeps the store busy, it is tried again and again."""
        return self._thread.submit(self._patiently, lambda: work(self._opened()))

    def _patiently(self, work: Callable[[], Answer]) -> Answer:
        self._looked_into()
        self._since = time.monotonic()
        try:
            while True:
                try:
                    return work()
                except StoreLocked:
                    if self._is_closing:
                        raise
        finally:
            self._since = None

    async def answer(self, pending: Future[Answer]) -> Answer:
        """What a piece of work came to. Its errors are raised here."""
        return await asyncio.wrap_future(pending)

    async def ask_saved(self, work: Callable[[Store], Answer]) -> Answer:
        """What a piece of work comes to, once every change that could not be stored before has been."""

        def after_saving(store: Store) -> Answer:
            self._save(store)
            return work(store)

        return await self.ask(after_saving)

    async def ask(self, work: Callable[[Store], Answer]) -> Answer:
        """What a piece of work with the store comes to."""
        return await self.answer(self.submit(work))

    async def look(self, work: Callable[[Reader], Answer]) -> Answer:
        """What a look into the store comes to. Until there is something to change, SQLModel is not loaded."""
        return await self.answer(self.submit_look(work))

    def submit_look(self, work: Callable[[Reader], Answer]) -> Future[Answer]:
        """Put a look into the store in the queue."""
        return self._thread.submit(self._patiently, lambda: work(self._looked_into()))

    async def look_saved(self, work: Callable[[Reader], Answer]) -> Answer:
        """What a look into the store comes to, once every change that could not be stored before has been."""

        def after_saving(reader: Reader) -> Answer:
            if self._unsaved:
                self._save(self._opened())
            return work(reader)

        return await self.look(after_saving)

    def _looked_into(self) -> Reader:
        if self._reader is None:
            from scenarios.examples import examples  # noqa: PLC0415 - the first frame must not wait for these
            from store.reader import Reader  # noqa: PLC0415

            reader = Reader.look(self._path, self._recognising.mark)
            try:
                if not reader.is_complete(examples()):
                    self._completed(reader)
            except BaseException:
                reader.close()
                raise
            self._reader = reader
        return self._reader

    @staticmethod
    def _completed(reader: Reader) -> None:
        """Add what the store lacks where it is opened for the first time, or first by this version."""
        from store.store import Store, bundled  # noqa: PLC0415 - most starts need no SQLModel

        store = Store.of(reader)
        store.complete(bundled())
        reader.known = store.known

    def _opened(self) -> Store:
        if self._store is None:
            from store.store import Store  # noqa: PLC0415 - the first frame must not wait for SQLModel

            self._store = Store.of(self._looked_into())
        return self._store

    def apply(self, scenario_id: str, change: Change, after: Event) -> Future[Applied]:
        """Store a change, after those that could not be stored before. One that is refused is left, with the later.

        Where an earlier one has branched an example, this follows to the branch. It begins once `after` is set, as
        what it changes has been painted, or when that takes long.
        """
        unsaved = (scenario_id, change)

        def work(store: Store) -> Applied:
            let_paint(after)
            if not any(each is unsaved for each in self._unsaved):  # it is there already where this is tried again
                self._unsaved.append(unsaved)
            return self._save(store)[-1]

        return self.submit(work)

    def _save(self, store: Store) -> list[Applied]:
        """Store what is not stored yet, in order; what it came to."""
        from tui.refusals import REFUSALS  # noqa: PLC0415 - the first frame must not wait for the model of a plan

        done = []
        while self._unsaved:
            scenario_id, change = self._unsaved[0]
            try:
                applied = store.apply(self._branched.get(scenario_id, scenario_id), change)
            except REFUSALS:
                self._unsaved.clear()
                raise
            if applied.scenario_id != scenario_id:
                self._branched[scenario_id] = applied.scenario_id
            done.append(applied)
            del self._unsaved[0]
        return done

    def opened_anew(self) -> None:
        """Let the next edit of an example branch it again."""
        self._thread.submit(self._branched.clear)

    def close(self) -> None:
        """Finish what is under way and close the store. What the store is too busy to take now is given up."""
        self._is_closing = True
        self._thread.submit(self._let_go)
        self._thread.shutdown(wait=True)

    def _let_go(self) -> None:
        if self._reader is not None:
            self._reader.close()
