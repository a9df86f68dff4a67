"""An open store to look into, without what changes it: SQLAlchemy is slow to load, and a start needs none of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

from scenarios.plan import TABLES, Plan
from store import digests, settings
from store.connection import Link
from store.errors import StoreError
from store.glance import is_noted, note, state
from store.listing import ScenarioInfo, called, info, last_entry, listed
from store.paths import store_path
from store.plans import read_changed, read_plan
from store.recognising import Mark

MOST_READ = 4
"""Plans that are kept as they were read: those that are looked at side by side."""


class Reader:
    """An open store, looked into; only small things are noted in it. Any method may raise StoreError."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.known = self._last_entry()
        """The latest entry of the journal that may be undone here, whoever made it."""
        self._read: dict[str, tuple[dict[str, str], Plan]] = {}

    def _last_entry(self) -> int:
        with self.link.looking() as connection:
            return last_entry(connection)

    @classmethod
    def look(cls, path: Path | None = None, recognised: Mark | None = None) -> Self:
        """Look into the store at a path (else the user's own), made where there is none.

        A file that is not a store, or one of a later version, is refused and left as it is. `recognised` is the file
        as it was recognised just before, if it was.
        """
        link = Link(store_path(path), recognised)
        try:
            return cls(link)
        except BaseException:
            link.close()
            raise

    @property
    def path(self) -> Path:
        """The file of the store."""
        return self.link.path

    def close(self) -> None:
        """Let go of the file."""
        self.link.close()

    def is_complete(self, examples: Iterable[str]) -> bool:
        """Whether each of these examples was added at some time, and every scenario has its checksums."""
        with self.link.looking() as connection:
            return set(examples) <= set(settings.examples_added(connection)) and not digests.lacking(connection)

    def data_version(self) -> int:
        """A number that is another one after another process has written to the store."""
        with self.link.looking() as connection:
            (version,) = connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def scenarios(self) -> tuple[ScenarioInfo, ...]:
        """Every scenario, in the order they came into the store, examples first."""
        with self.link.looking() as connection:
            return listed(connection)

    def scenario(self, scenario_id: str) -> ScenarioInfo:
        """One scenario. Raises NoSuchScenario."""
        with self.link.looking() as connection:
            return info(connection, scenario_id)

    def scenario_called(self, name: str) -> ScenarioInfo | None:
        """The scenario of a name; None where there is none."""
        with self.link.looking() as connection:
            return called(connection, name)

    def plan(self, scenario_id: str) -> Plan:
        """The plan of a scenario as it is now, every row held against its checksums. Raises NoSuchScenario.

        Where a number is damaged too little to be seen in 15 digits, it is read as it was written; `check` tells.
        """
        with self.link.looking() as connection:
            plan, unread = self._plan(connection, scenario_id)
            if unread:
                digests.check(connection, scenario_id, unread)
        return plan

    def plan_at_once(self, scenario_id: str) -> Plan:
        """As `plan`, but tables that were read before and have the same checksums still are not looked at again.

        That is for `check` to do, once what has been waited for is on the screen.
        """
        with self.link.looking() as connection:
            return self._plan(connection, scenario_id)[0]

    def check(self, scenario_id: str) -> None:
        """Raises StoreDamaged where rows of a scenario are not as they were written."""
        with self.link.looking() as connection:
            digests.check(connection, scenario_id, TABLES)

    def _plan(self, connection: sqlite3.Connection, scenario_id: str) -> tuple[Plan, list[str]]:
        """The plan of a scenario, made anew only as far as its checksums are others; the tables not looked at."""
        now = state(connection, scenario_id)
        then, before = self._read.pop(scenario_id, ({}, None))
        unread: list[str] = []
        if before is None or not TABLES.keys() <= now.keys():
            plan = read_plan(connection, scenario_id, now)
        else:
            unread = [table for table in TABLES if now[table] == then.get(table)]
            changed = [table for table in TABLES if table not in unread]
            plan = read_changed(connection, scenario_id, before, changed, now) if changed else before
        self._read[scenario_id] = (now, plan)
        if len(self._read) > MOST_READ:
            del self._read[next(iter(self._read))]
        return plan, unread

    def plan_in_passing(self, scenario_id: str) -> Plan:
        """The plan of a scenario as it is now, for one look: it is not kept in place of those worked with."""
        with self.link.looking() as connection:
            return read_plan(connection, scenario_id)

    def last_scenario(self) -> str | None:
        """The id of the scenario worked on last, else of the first; None where there is none."""
        with self.link.looking() as connection:
            return settings.last_scenario(connection)

    def remember_last(self, scenario_id: str) -> None:
        """Note the scenario worked on, to be opened next time; where nothing can be written it is not noted."""
        if self.last_scenario() == scenario_id:
            return
        with suppress(StoreError), self.link.noting() as connection:
            settings.remember_last(connection, scenario_id)

    def note(self, scenario_id: str, plan: Plan, text: str) -> None:
        """Note a text, which a glance has at the next start if the plan of the scenario is this one still.

        Nothing is noted where its plan is another already, or where nothing can be written.
        """
        with suppress(StoreError):
            with self.link.looking() as connection:
                if is_noted(connection, scenario_id, text):
                    return
            with self.link.noting() as connection:
                if read_plan(connection, scenario_id) == plan:
                    note(connection, scenario_id, text)

    def setting(self, key: str) -> str | None:
        """What is remembered under a key, or None."""
        with self.link.looking() as connection:
            return settings.read(connection, key)

    def set_setting(self, key: str, value: str) -> None:
        """Remember a value under a key."""
        if self.setting(key) == value:
            return
        with self.link.noting() as connection:
            settings.write(connection, key, value)
