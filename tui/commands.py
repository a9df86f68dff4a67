"""Every command of the workspace and of the list of scenarios. Footer, palette and manual are made from these."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True)
class Command:
    """One thing the manager can do."""

    name: str
    """The action it runs: `action_<name>` of the workspace."""
    keys: str
    """Its keys, the one shown first; empty where it is in the palette only."""
    label: str
    help: str
    shown: bool = False
    """Whether the footer shows it."""

    @property
    def binding(self) -> Binding:
        """The key binding of the workspace."""
        return Binding(self.keys, self.name, self.label, show=self.shown, id=self.name, tooltip=self.help)

    @property
    def key_text(self) -> str:
        """Its keys as people write them: `u, Ctrl+Z`."""
        return ", ".join(_KEY_NAMES.get(key, key.capitalize() if len(key) > 1 else key) for key in self.keys.split(","))


_KEY_NAMES = {
    "ctrl+z": "Ctrl+Z",
    "ctrl+y": "Ctrl+Y",
    "ctrl+s": "Ctrl+S",
    "ctrl+o": "Ctrl+O",
    "ctrl+q": "Ctrl+Q",
    "ctrl+p": "Ctrl+P",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "slash": "/",
    "question_mark": "?",
    "f1": "F1",
    "escape": "Esc",
}

COMMANDS: tuple[Command, ...] = (
    Command("edit_cell", "enter,f2", "Edit", "Edit the cell under the cursor. A digit, + or - begins too.", shown=True),
    Command("add_row", "a", "Add", "Add a row to this table.", shown=True),
    Command("delete_rows", "d", "Delete", "Delete the selected rows, with all that refers to them.", shown=True),
    Command("undo", "u,ctrl+z", "Undo", "Take the last change back. Without limit, also after a restart.", shown=True),
    Command("compare", "c", "Compare", "Compare the figure under the cursor with the base, and go back.", shown=True),
    Command("redo", "r,ctrl+y", "Redo", "Make the last change taken back again."),
    Command("save_file", "s,ctrl+s", "Save file", "Save this scenario as a YAML file."),
    Command("show_help", "f1,question_mark", "Help", "Help for the panel you are in, and its keys.", shown=True),
    Command("previous_tab", "left_square_bracket", "Tab to the left", "Go to the tab on the left."),
    Command("next_tab", "right_square_bracket", "Tab to the right", "Go to the tab on the right."),
    Command("previous_sheet", "less_than_sign", "Table to the left", "Go to the tab's table on the left."),
    Command("next_sheet", "greater_than_sign", "Table to the right", "Go to the tab's table on the right."),
    Command("find_scope", "slash", "Find a team", "Find a team, service or area, and look at that part of the plan."),
    Command("whole_plan", "w", "Whole plan", "Look at the whole plan again."),
    Command("duplicate_row", "y", "Duplicate", "Copy the row under the cursor, right below it."),
    Command("mark_started", "m", "Started", "The starter came: move them into post in one change."),
    Command("make_permanent", "p", "Agency to permanent", "Agency workers become permanent staff, in one change."),
    Command("roll_forward", "", "Roll forward", "Move the position to a later date, starters and leavers taken in."),
    Command(
        "pull_lever",
        "l",
        "Change in bulk",
        "Shift starters, end agency, set turnover and more for the scope, as one change.",
    ),
    Command("next_chart", "v", "Next chart", "Show the other chart: caseload against target, or staffing."),
    Command("branch", "b", "Branch", "Copy this scenario under a new name and go on in the copy."),
    Command("rebase", "", "Bring up to date", "Replay this branch's own changes on its base as it is now."),
    Command("compare_with", "C", "Compare with", "Choose another scenario to compare with."),
    Command("compare_month", "k", "Month compared", "Choose the month compared; at first the one that tells most."),
    Command("compare_beside", "i", "Beside in the summary", "Put another scenario into the summary, or take it out."),
    Command("flip", "x", "Flip", "Go to the scenario this one is compared with, and back."),
    Command("list_scenarios", "o", "Scenarios", "All scenarios with their figures: open, branch, rename, freeze."),
    Command("open_file", "ctrl+o", "Open file", "Open a scenario file."),
    Command("save_file_as", "", "Save file as", "Save this scenario under another file name."),
    Command("delete_scenario", "", "Delete scenario", "Delete this scenario; undo brings it back."),
    Command("new_scenario", "", "New scenario", "Begin an empty plan."),
    Command("copy_table", "t", "Copy table", "Copy the whole table for a spreadsheet."),
    Command("table_to_file", "", "Table to file", "Write the whole table to a file that a spreadsheet opens."),
    Command(
        "history",
        "h",
        "History",
        "Every change (the latest 1,000): when, what, before and after. Go back to any of them.",
    ),
    Command("cell_history", "H", "History of the cell", "Every value the cell has had. Put one back."),
    Command("quit_app", "ctrl+q", "Quit", "Leave. Everything is saved already."),
)

SCENARIO_COMMANDS: tuple[Command, ...] = (
    Command("open", "enter", "Open", "Open the scenario under the cursor.", shown=True),
    Command("new", "n", "New", "Begin an empty plan.", shown=True),
    Command("branch", "b", "Branch", "Copy the scenario under a new name and go on in the copy.", shown=True),
    Command("rename", "e", "Rename", "Give the scenario another name; an example keeps its own.", shown=True),
    Command("delete", "d", "Delete", "Delete the scenario; undo brings it back.", shown=True),
    Command("freeze", "z", "Freeze", "Keep the scenario from being edited; thaw it where it is frozen.", shown=True),
    Command("search", "slash", "Search", "Search by name, base, “example” or “frozen”."),
    Command("open_file", "ctrl+o", "Open file", "Open a scenario file."),
    Command("save_file", "s,ctrl+s", "Save file", "Save the scenario as a YAML file."),
    Command("undo", "u,ctrl+z", "Undo", "Take the last change back, in whatever scenario it was."),
    Command("redo", "r,ctrl+y", "Redo", "Make the last change taken back again."),
    Command("show_help", "f1,question_mark", "Help", "Help for the list, and its keys."),
    Command("back", "escape", "Back", "Go back to where you were.", shown=True),
)
"""Every command of the list of scenarios, on the one under the cursor."""

BINDINGS = [command.binding for command in COMMANDS if command.keys and command.name != "edit_cell"]
