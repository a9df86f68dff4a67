"""The public face of the store: scenarios in one file, changed through one journal, with undo that outlives a restart.

A store is used on the thread that opened it; the app gives it a thread of its own. Every method that changes
something is one transaction: when it returns, the change is on the disk; when it raises, nothing was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from scenarios.changes import Change
from scenarios.plan import Plan
from store import bases, catalogue, digests, journal, past, requests, settings
from store.bases import Base
from store.catalogue import WholeScenario
from store.connection import Link
from store.errors import DiskFull, Frozen, KeptAsItIs, StoreReadOnly
from store.journal import Applied, History, HistoryEntry, RowName, Tell, untold
from store.listing import ScenarioInfo, info, last_entry, listed
from store.reader import Reader
from store.soundness import sound_plan

__all__ = ["Applied", "Base", "HistoryEntry", "ScenarioInfo", "Store"]

Examples = Mapping[str, Callable[[], Plan]]


def bundled() -> Examples:
    """The examples that come with the product, each read only when it is asked for."""
    from scenarios.examples import example, examples  # noqa: PLC0415 - they load the reader of files

    return {name: partial(example, name) for name in examples()}


class Store(Reader):
    """An open store. Any method may raise StoreError."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._others = set[int]()

    @classmethod
    def open(cls, path: Path | None = None, examples: Examples | None = None) -> Store:
        """Open the store at a path (else the user's own), made where there is none; examples new to it are added.

        A file that is not a store, or one of a later version, is refused and left as it is.
        """
        store = cls.look(path)
        try:
            store.complete(bundled() if examples is None else examples)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def of(cls, reader: Reader) -> Store:
        """The store that was looked into so far, to be changed."""
        store = cls(reader.link)
        store.known = reader.known
        return store

    def complete(self, examples: Examples) -> None:
        """Add what a store opened for the first time, or first by this version, lacks."""
        self._add_examples(examples)
        self._add_digests()
        self.known = self._last_entry()

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """A transaction that may add to the journal. What was added before it by other processes is theirs to undo."""
        with self.link.writing() as connection:
            self._others.update(journal.entries_after(connection, self.known))
            self.known = last_entry(connection)
            yield connection
            last = last_entry(connection)
        self.known = last

    def _add_examples(self, examples: Examples) -> None:
        """Those never added before: an example deleted does not come back."""
        with self.link.looking() as connection:
            added = settings.examples_added(connection)
        if set(examples) <= set(added):
            return
        try:
            with self.link.writing() as connection:
                added = settings.examples_added(connection)
                new = [name for name in examples if name not in added]
                for name in new:
                    plan = examples[name]()
                    plan = requests.renamed(
                        plan, requests.free_name(connection, plan.header.name), plan.header.based_on
                    )
                    scenario = WholeScenario(plan=plan, place=0, is_example=True)
                    requests.creation(connection, scenario).take(connection)
                settings.note_examples(connection, (*added, *new))
        except (StoreReadOnly, DiskFull):
            return  # what is there can still be read

    def _add_digests(self) -> None:
        """Those of scenarios from before there were any, and of examples."""
        with self.link.looking() as connection:
            if not digests.lacking(connection):
                return
        with suppress(StoreReadOnly, DiskFull), self.link.writing() as connection:
            digests.fill_in(connection)

    def apply(self, scenario_id: str, change: Change) -> Applied:
        """Change rows of a plan. An example stays as it is: a branch of it is made and changed, as one change.

        Raises StaleRow (a StaleError) where a row is not as the change says it was, Faulty where one is not sound,
        NameTaken where a header brings the name of another scenario, Frozen where the scenario is.
        """
        with self._changing() as connection:
            return self._edit(connection, self._not_frozen(connection, scenario_id), change)

    @staticmethod
    def _edit(connection: Connection, scenario: ScenarioInfo, change: Change) -> Applied:
        steps = requests.edit(connection, scenario, change)
        if not steps:
            return Applied(scenario.id, change.label)
        return journal.carry_out(connection, change.label, steps, before=scenario.id, after=steps[0].scenario_id)

    def _not_frozen(self, connection: Connection, scenario_id: str) -> ScenarioInfo:
        scenario = info(connection, scenario_id)
        if scenario.frozen_on is not None:
            raise Frozen(scenario.name, scenario.frozen_on)
        return scenario

    def create(self, plan: Plan, label: str) -> Applied:
        """A new scenario. Raises NameTaken, Faulty where the plan is not sound."""
        with self._changing() as connection:
            return self._create(connection, WholeScenario(plan=sound_plan(plan), place=0), label)

    def import_plan(self, plan: Plan, path: Path, digest: str) -> Applied:
        """A new scenario from a file, with where it is and the sha256 of its bytes.

        Where another scenario has its name, a number follows it. It is linked to the scenario that it says it is based
        on, whatever its capitals, as that is now.
        """
        with self._changing() as connection:
            plan = requests.under_free_name(connection, sound_plan(plan))
            kept_path = catalogue.path_text(path)
            scenario = WholeScenario(plan=plan, place=0, file_path=kept_path, file_digest=digest)
            return self._create(connection, scenario, f"Open {plan.header.name}")

    def _create(self, connection: Connection, scenario: WholeScenario, label: str) -> Applied:
        step = requests.creation(connection, scenario)
        before = settings.last_scenario(connection) or ""
        return journal.carry_out(connection, label, [step], before=before, after=step.scenario_id)

    def branch(self, scenario_id: str, name: str) -> Applied:
        """A copy of a scenario under a name of its own, based on it. Raises NameTaken and Faulty."""
        with self._changing() as connection:
            step = requests.branching(connection, scenario_id, name)
            return journal.carry_out(connection, f"Branch {name}", [step], before=scenario_id, after=step.scenario_id)

    def rename(self, scenario_id: str, name: str) -> Applied:
        """Another name for a scenario; those based on it follow, unless they are frozen.

        Raises NameTaken, Faulty, Frozen, and KeptAsItIs of an example.
        """
        with self._changing() as connection:
            scenario = self._not_frozen(connection, scenario_id)
            if scenario.is_example:
                raise KeptAsItIs(f"“{scenario.name}” is an example and keeps its name; branch it instead.")
            steps = requests.renaming(connection, scenario, name)
            return journal.carry_out(
                connection, f"Rename {scenario.name}", steps, before=scenario_id, after=scenario_id
            )

    def delete(self, scenario_id: str) -> Applied:
        """A scenario gone, until undone. Raises Frozen, and KeptAsItIs for the only one there is."""
        with self._changing() as connection:
            scenario = self._not_frozen(connection, scenario_id)
            left = [info for info in listed(connection) if info.id != scenario_id]
            if not left:
                raise KeptAsItIs(f"“{scenario.name}” is the only scenario; make another before deleting it.")
            shown = next((info for info in left if info.id == scenario.base_id), left[0])
            step = requests.deletion(connection, scenario_id)
            return journal.carry_out(connection, f"Delete {scenario.name}", [step], before=scenario_id, after=shown.id)

    def freeze(self, scenario_id: str) -> Applied:
        """Keep a scenario as it is from today on, until it is thawed. Raises KeptAsItIs of an example."""
        with self._changing() as connection:
            scenario = info(connection, scenario_id)
            if scenario.is_example:
                raise KeptAsItIs(f"“{scenario.name}” is an example, which never changes anyway.")
            frozen_on = scenario.frozen_on or catalogue.now().astimezone().date()
            return self._set_frozen(connection, scenario, f"Freeze {scenario.name}", frozen_on)

    def thaw(self, scenario_id: str) -> Applied:
        """Let a frozen scenario be changed again."""
        with self._changing() as connection:
            scenario = info(connection, scenario_id)
            return self._set_frozen(connection, scenario, f"Thaw {scenario.name}", None)

    def _set_frozen(
        self, connection: Connection, scenario: ScenarioInfo, label: str, frozen_on: dt.date | None
    ) -> Applied:
        if scenario.frozen_on == frozen_on:
            return Applied(scenario.id, label)
        step = requests.freezing(connection, scenario.id, frozen_on)
        return journal.carry_out(connection, label, [step], before=scenario.id, after=scenario.id)

    def base(self, scenario_id: str) -> Base | None:
        """The base of a scenario, then and now; None where it has none in the store. Raises NoSuchScenario."""
        with self.link.reading() as connection:
            return bases.base(connection, scenario_id)

    def rebase(self, scenario_id: str, change: Change, mark: int) -> Applied:
        """Change a branch, and note that it is up to date with its base as that was at a mark.

        Raises StaleRow where its base has changed after the mark or is gone, Frozen, KeptAsItIs of an example, and what
        `apply` raises.
        """
        with self._changing() as connection:
            scenario = self._not_frozen(connection, scenario_id)
            if scenario.is_example:
                raise KeptAsItIs(f"“{scenario.name}” is an example and stays as it is; branch it instead.")
            steps = bases.rebasing(connection, scenario, change, mark)
            if not steps:
                return Applied(scenario_id, change.label)
            return journal.carry_out(connection, change.label, steps, before=scenario_id, after=scenario_id)

    def undo(self, tell: Tell = untold) -> Applied | None:
        """Take back the last change that holds and is not another process's of since the store was opened here.

        None where there is none. Raises StaleRow where another process has changed the same since.
        """
        with self._changing() as connection:
            return journal.take_back(connection, self._others, tell)

    def redo(self, tell: Tell = untold) -> Applied | None:
        """Make again the change undone last, unless another followed; None where there is none. Raises StaleRow."""
        with self._changing() as connection:
            return journal.make_again(connection, self._others, tell)

    def return_to(self, scenario_id: str, entry_id: int) -> Applied:
        """The plan of a scenario as it was after an entry of its history, as one change that can be undone.

        Raises Frozen, NameTaken where another has the name that it had then, KeptAsItIs where it was not there then.
        """
        with self._changing() as connection:
            scenario = self._not_frozen(connection, scenario_id)
            return self._edit(connection, scenario, past.returning(connection, scenario_id, entry_id))

    def history(self, scenario_id: str, most: int | None = None, row: RowName | None = None) -> History:
        """What was done to a scenario, the latest first; at most so many entries, or all.

        Of a row, what touched it, also under names that it had before; entries have no other rows then.
        """
        with self.link.reading() as connection:
            return journal.history(connection, scenario_id, most, row)

    def remember_file(self, scenario_id: str, path: Path, digest: str) -> None:
        """Note the file that a scenario was saved to, and the sha256 of its bytes."""
        with self.link.writing() as connection:
            catalogue.remember_file(connection, scenario_id, path, digest)
