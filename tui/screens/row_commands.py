"""Rows: add, duplicate, delete, started, agency to permanent, roll forward."""

from __future__ import annotations

from scenarios.columns import column
from scenarios.drafts import draft
from scenarios.edits import FIXED, add, delete, dependants, duplicate
from scenarios.naming import describe
from scenarios.plan import Plan, Row, Starter
from scenarios.problems import Faulty
from scenarios.starting import permanent_from_line, permanent_from_placement, started
from tui.entry_numbers import read_number
from tui.screens import on_demand
from tui.screens.workspace_base import WorkspaceBase

WORDS = {
    "cases": ("row of cases", "rows of cases"),
    "establishment": ("line", "lines"),
    "pipeline": ("starter", "starters"),
    "post_changes": ("post change", "post changes"),
    "agency": ("agency row", "agency rows"),
    "absences": ("absence", "absences"),
    "leavers": ("leaver", "leavers"),
    "moves": ("move", "moves"),
    "case_changes": ("case change", "case changes"),
    "payments": ("payment", "payments"),
    "programme_years": ("year of the programme", "years of the programme"),
}


def gone_with(plan: Plan, table: str, refs: list[str]) -> str:
    """What goes with rows that are deleted, in words: `6 lines, 8 starters`. Empty where nothing does."""
    found: dict[str, set[str]] = {}
    for ref in refs:
        for name, rows in dependants(plan, table, ref).items():
            found.setdefault(name, set()).update(row.ref for row in rows)
    counts = [(len(rows), WORDS[name]) for name, rows in found.items()]
    return ", ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in counts)


def read_fte(text: str) -> float:
    """A typed FTE; raises Refusal."""
    return read_number(column(Starter, "fte"), text, None)


class RowCommands(WorkspaceBase):
    """Commands on the rows of the table on the screen."""

    def row_at_cursor(self) -> Row | None:
        """The plan's row under the cursor; None in a table that has none."""
        cursor = self.grid.cursor
        if cursor is None or not self.sheet.table:
            return None
        return self.working.plan.by_ref[self.sheet.table].get(cursor[0])

    def _no_rows(self) -> bool:
        if self.sheet.table in ("", *FIXED):
            self.say(f"Rows of “{self.sheet.title}” are not added or copied: edit them where they are.", trouble=True)
            return True
        return False

    def action_add_row(self) -> None:
        """Add a row that only needs putting right, and go to it."""
        if self._no_rows():
            return
        session, table = self.working, self.sheet.table
        try:
            row = draft(session.plan, table, session.committed.teams, self.row_at_cursor())
            self.take(add(session.plan, table, row))
        except Faulty as faulty:
            lacking = faulty.problems[0]
            self.say(f"Nothing added: {lacking.found}. Add {lacking.allowed}.", trouble=True)
        else:
            columns = self.grid.table.columns
            self.grid.move_to(row.ref, next(each.name for each in columns if each.editable))

    def action_duplicate_row(self) -> None:
        """Copy the row under the cursor."""
        row = self.row_at_cursor()
        if row is not None and not self._no_rows():
            self.attempt(duplicate, self.sheet.table, row.ref)

    def action_delete_rows(self) -> None:
        """Delete the selected rows, after saying what goes with them."""
        known = self.working.plan.by_ref[self.sheet.table] if self.sheet.table else {}
        refs = list(dict.fromkeys(key for key, _ in self.grid.selected() if key in known))
        if refs and self.row_at_cursor() is not None:
            self.begin(self._delete(self.sheet.table, refs))

    async def _delete(self, table: str, refs: list[str]) -> None:
        plan = self.working.plan
        others = gone_with(plan, table, refs)
        what = describe(plan, table, plan.by_ref[table][refs[0]]) if len(refs) == 1 else f"{len(refs)} rows"
        if others and not await self.ask(
            on_demand.Confirm(f"Delete {what}?\n\nThis goes with it: {others}.", "Delete")
        ):
            return
        if self.attempt(delete, table, refs):
            self.say(f"Deleted {what}. u takes it back.")

    def action_mark_started(self) -> None:
        """The starter under the cursor came."""
        row = self.row_at_cursor()
        if self.sheet.table != "pipeline" or row is None:
            self.say("Put the cursor on a starter (Pipeline tab) first.", trouble=True)
            return
        self.begin(self._started(row))

    async def _started(self, row: Row) -> None:
        plan = self.working.plan
        question = f"{describe(plan, 'pipeline', row)}: how many FTE started?"
        fte = await self._ask_fte(question, vars(row)["fte"])
        if fte is not None and self.attempt(started, row.ref, fte):
            self.say("Started: counted in the position now, and no longer in the pipeline.")

    async def _ask_fte(self, question: str, suggested: float) -> float | None:
        text = await self.ask(on_demand.AskText(question, f"{suggested:.2f}", read_fte))
        return None if text is None else read_fte(text)

    def action_make_permanent(self) -> None:
        """Agency workers under the cursor, dated or on a line, become permanent."""
        row = self.row_at_cursor()
        if row is None or self.sheet.table not in ("agency", "establishment"):
            self.say("Put the cursor on a line with agency, or on an agency row (Cover tab), first.", trouble=True)
            return
        self.begin(self._make_permanent(self.sheet.table, row))

    async def _make_permanent(self, table: str, row: Row) -> None:
        there = vars(row)["fte" if table == "agency" else "agency"]
        question = f"{describe(self.working.plan, table, row)}: how many FTE become permanent?"
        fte = await self._ask_fte(question, there)
        make = permanent_from_placement if table == "agency" else permanent_from_line
        if fte is not None and self.attempt(make, row.ref, fte):
            self.say("Agency to permanent: taken from agency, added to in post.")

    def action_roll_forward(self) -> None:
        """Move the position to a later date."""
        self.begin(self._roll_forward())

    async def _roll_forward(self) -> None:
        self.begin(self.backed_up())
        change = await self.ask(on_demand.RollForward(self.working.plan))
        if change is not None:
            self.take(change)
            self.say(f"{change.label}. u takes it back.")
