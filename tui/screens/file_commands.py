"""Scenario files: open and save, never over something unseen."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rich.text import Text

from scenarios.compare.inputs import InputDifference, input_differences
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.text import clean_line, file_name, without_controls
from store.errors import StoreDamaged
from tui.differences import field_text, kind_text, value_texts, where_text
from tui.screens import on_demand
from tui.screens.scenario_commands import ScenarioCommands

MOST_FAULTS = 200
SAVE_OR_LEAVE = {"file": "Save as a file", "leave": "Leave and lose it", "cancel": "Cancel"}
REPLACE_OR_NOT = {"replace": "Replace", "differs": "Show what differs", "cancel": "Cancel"}


class FileCommands(ScenarioCommands):
    """Opening and saving scenario files."""

    async def open_first(self) -> None:
        """Open the file asked for, else the last scenario, else the first example."""
        try:
            if self.open_file is not None and await self._open(self.open_file):
                return
            infos = await self.desk.look(lambda store: store.scenarios())
            last = await self.desk.look(lambda store: store.last_scenario())
        except self.desk.errors as error:
            self.app.exit(2, message=Text(without_controls(str(error))))
            return
        if not await self._open_whole_one([*([last] if last else []), *(info.id for info in infos)]):
            return
        info = next(info for info in infos if info.id == self.working.scenario_id)
        self.query_one("#guide").set_class(info.is_example, "-on")

    async def _open_whole_one(self, scenario_ids: list[str]) -> bool:
        """Open the first scenario that is not damaged; the app ends with the reason where there is none."""
        reason = ""
        for scenario_id in scenario_ids:
            try:
                await self.open_scenario(scenario_id)
            except StoreDamaged as error:
                reason = reason or str(error)
            else:
                if reason:
                    self.say(f"{reason} This is another scenario.", title="Not opened", trouble=True)
                return True
        self.app.exit(2, message=Text(without_controls(reason)))
        return False

    def action_open_file(self) -> None:
        """Choose a scenario file and open it."""
        self.begin(self.choose_file())

    async def choose_file(self) -> bool:
        """Open a scenario file that is asked for; whether it was done."""
        from textual_fspicker import FileOpen  # noqa: PLC0415 - the start must not wait for it

        path = await self.ask(FileOpen())
        return path is not None and await self._open(path)

    async def _open(self, path: Path) -> bool:
        """Take a file into the store as a scenario of its own, and open that; whether it was done."""
        from scenarios.files import file_digest, read_plan  # noqa: PLC0415 - YAML is needed for files only

        try:
            plan, digest = await self.off_loop(lambda: (read_plan(path), file_digest(path)))
        except Faulty as faulty:
            await self._show_faults(path, faulty)
            return False
        except OSError as error:
            self.say(f"{path}: {error.strerror or error}", title="Not opened", trouble=True)
            return False
        infos, place = await self.desk.ask(lambda store: (store.scenarios(), path.absolute()))
        same = next((info for info in infos if info.file_path == place and info.file_digest == digest), None)
        if same is not None:
            await self.open_scenario(same.id)
            self.say(f"“{same.name}” is open: the file has not changed since.")
            return True
        applied = await self.desk.ask(lambda store: store.import_plan(plan, path, digest))
        await self.open_scenario(applied.scenario_id)
        self.say(f"Opened {clean_line(path.name)} as “{self.working.plan.header.name}”.")
        return True

    async def _show_faults(self, path: Path, faulty: Faulty) -> None:
        faults = faulty.problems[:MOST_FAULTS]
        choices = [
            on_demand.Choice(str(n), f"line {fault.line}: {fault.place}", fault.what) for n, fault in enumerate(faults)
        ]
        count = len(faulty.problems)
        title = f"{clean_line(path.name)} has {count} fault{'s' if count > 1 else ''}; nothing was changed."
        await self.ask(on_demand.Choose(title, choices))

    def action_save_file(self) -> None:
        """Save this scenario where it was opened from or last saved, or ask where."""
        self.begin(self.save_file(self.working.scenario_id))

    def action_save_file_as(self) -> None:
        """Save this scenario under another file name."""
        self.begin(self._choose_place(self.working.scenario_id))

    async def save_file(self, scenario_id: str) -> bool:
        """Save a scenario where it was opened from or last saved, or ask where; whether it was done."""
        info = None
        with suppress(self.desk.errors):  # a file is the way out where the store fails
            infos = await self.desk.ask(lambda store: store.scenarios())
            info = next((info for info in infos if info.id == scenario_id), None)
        if info is not None and info.file_path:
            return await self._write(scenario_id, info.file_path, info.file_digest)
        return await self._choose_place(scenario_id)

    def action_quit_app(self) -> None:
        """Leave; where something could not be saved, not without asking."""
        self.begin(self._leave())

    async def _leave(self) -> None:
        try:
            if self.session is not None:
                await self.desk.ask_saved(lambda _: None)
        except self.desk.errors as error:
            self.app.clear_notifications()  # they would lie over the question
            answer = await self.ask(on_demand.Decide(f"What you did last is NOT SAVED.\n\n{error}", SAVE_OR_LEAVE))
            if answer != "leave" and not (answer == "file" and await self.save_file(self.working.scenario_id)):
                return
        self.app.exit(0)

    async def _plan_of(self, scenario_id: str) -> Plan:
        """A scenario as it is on the screen where it is open: also what could not be stored, then."""
        if scenario_id == self.working.scenario_id:
            return self.working.plan
        return await self.desk.ask(lambda store: store.plan(scenario_id))

    async def _choose_place(self, scenario_id: str) -> bool:
        from textual_fspicker import FileSave  # noqa: PLC0415 - the start must not wait for it

        plan = await self._plan_of(scenario_id)
        path = await self.ask(FileSave(default_file=file_name(plan.header.name)))
        if path is None:
            return False
        return await self._write(scenario_id, path if path.suffix else path.with_suffix(".yaml"), None)

    async def _write(self, scenario_id: str, path: Path, known: str | None) -> bool:
        """Save a plan, asking first where the file is not what was last read or written there."""
        from scenarios.files import file_digest, save_plan  # noqa: PLC0415 - YAML is needed for files only

        plan = await self._plan_of(scenario_id)
        try:
            there = await self.off_loop(lambda: file_digest(path) if path.exists() else None)
            if there not in (None, known) and not await self._may_replace(path, plan, known):
                return False
            digest = await self.off_loop(lambda: save_plan(plan, path))
        except OSError as error:
            self.say(f"{path}: {error.strerror or error}. The old file is as it was.", title="Not saved", trouble=True)
            return False
        with suppress(self.desk.errors):
            await self.desk.ask(lambda store: store.remember_file(scenario_id, path, digest))
        self.say(f"Saved to {await self.off_loop(lambda: os.path.realpath(path))}")  # a link is followed
        return True

    async def _may_replace(self, path: Path, plan: Plan, known: str | None) -> bool:
        """Ask whether a file may be replaced, as often as the manager wants to see what differs."""
        since = "has changed on disk since it was opened or saved here" if known else "is there already"
        question = f"{clean_line(path.name)} {since}.\n\nReplace it?"
        while (answer := await self.ask(on_demand.Decide(question, REPLACE_OR_NOT))) == "differs":
            await self._show_differences(path, plan)
        return answer == "replace"

    async def _show_differences(self, path: Path, plan: Plan) -> None:
        """Show what the plan has otherwise than a file."""
        from scenarios.files import read_plan  # noqa: PLC0415 - YAML is needed for files only

        try:
            there = await self.off_loop(lambda: read_plan(path))
        except OSError as error:
            self.say(f"{path}: {error.strerror or error}", title="Nothing to compare", trouble=True)
            return
        except Faulty as faulty:
            fault = faulty.problems[0]
            what = f"cannot be read as a scenario. Line {fault.line}: {fault.what}"
            self.say(f"{clean_line(path.name)} {what}", title="Nothing to compare", trouble=True)
            return
        choices = _differences(there, plan)
        if choices:
            await self.ask(on_demand.Choose(f"In {clean_line(path.name)} → in “{plan.header.name}”", choices))
        else:
            self.say(f"{clean_line(path.name)} holds the same figures, differently written.")


def _differences(there: Plan, here: Plan) -> list[on_demand.Choice]:
    """The inputs that differ, each in a line: what and where, then what it is there and here."""
    return [
        on_demand.Choice(str(n), f"{kind_text(each)}: {where_text(there, here, each)}", _values(there, here, each))
        for n, each in enumerate(input_differences(there, here))
    ]


def _values(there: Plan, here: Plan, difference: InputDifference) -> str:
    values = " → ".join(value_texts(there, here, difference))
    title = field_text(difference)
    return f"{title} {values}" if title else values
