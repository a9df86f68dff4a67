"""Bringing a branch up to date with its base: what comes in, and every conflict to be decided first."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from scenarios.changes import Change
from scenarios.compare.inputs import input_differences
from scenarios.plan import Plan
from scenarios.rebase import Conflict, ConflictKey, Side, rebase, rebased_change
from tui.conflicts import Sides
from tui.screens.modal import Modal
from tui.widgets import grid_messages as told
from tui.widgets.grid_view import GridView


class Rebase(Modal[Change | None]):
    """Shows what the base has changed and asks which side to take where both did; the change, or None left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave as it was"),
        Binding("f9", "take", "Bring up to date"),
        Binding("enter,space", "switch", "Mine or base"),
        Binding("m", "choose('mine')", "Mine"),
        Binding("b", "choose('base')", "Base"),
    ]

    def __init__(self, plan_then: Plan, plan_now: Plan, mine: Plan, base_name: str) -> None:
        super().__init__()
        self._sides = Sides(plan_then, plan_now, mine)
        self._base_name = base_name
        self._conflicts = rebase(plan_then, plan_now, mine).conflicts
        self._choices: dict[ConflictKey, Side] = {}

    def compose(self) -> ComposeResult:
        """What comes in above the conflicts."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(f"Bring up to date with “{self._base_name}”", "bold"))
            yield Static(Content(self._coming_in()))
            yield Static(id="left")
            yield GridView(id="conflicts")
            yield Static(id="why")
            yield Static(
                Content.styled("Enter or Space switches, m is mine, b is base; Ctrl+A all", "$text-muted"), id="keys"
            )
            with Horizontal(classes="buttons"):
                yield Button(Content("Bring up to date (F9)"), id="take", variant="primary", compact=True)
                yield Button(Content("Leave as it was (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Begin at the first conflict; where there is none, at the button."""
        self.set_class(not self._conflicts, "-agreed")
        self._show()
        (self.query_one(GridView) if self._conflicts else self.query_one("#take", Button)).focus()

    def on_resize(self) -> None:
        """Give the values the room there is."""
        self.call_after_refresh(self._show)

    def _coming_in(self) -> str:
        sides = self._sides
        base, own = (len(input_differences(sides.then, plan)) for plan in (sides.now, sides.mine))
        return (
            f"{_changes(base)} of the base {_come(base)} in; {_changes(own)} of this branch {_are(own)} replayed on it."
        )

    @property
    def _undecided(self) -> list[Conflict]:
        return [each for each in self._conflicts if each.key not in self._choices]

    def _show(self) -> None:
        grid = self.query_one(GridView)
        grid.show(self._sides.table(self._conflicts, self._choices, grid.size.width))
        self._say(self._left(), trouble=False)
        self._tell()

    def _left(self) -> str:
        if not self._conflicts:
            return "Nothing is in conflict: no input was changed by both."
        left = len(self._undecided)
        return f"{_conflicts(len(self._conflicts))}: {f'{left} still to decide' if left else 'all decided'}."

    def _say(self, text: str, *, trouble: bool) -> None:
        self.query_one("#left", Static).update(Content.styled(text, "$text-error" if trouble else "$text-accent"))

    @on(told.CursorMoved)
    def _tell(self) -> None:
        """Say what is in conflict under the cursor, why, and its values in full."""
        cursor = self.query_one(GridView).cursor
        if cursor is not None:
            conflict = self._conflicts[int(cursor[0])]
            then, now, mine = self._sides.values(conflict)
            values = f"Base then: {then}. Base now: {now}. Mine: {mine}."
            lines = (Content.styled(self._sides.what(conflict), "bold"), self._sides.why(conflict), values)
            self.query_one("#why", Static).update(Content("\n").join(lines))

    @on(told.CopyRequested)
    def _copy(self, event: told.CopyRequested) -> None:
        self.app.copy_to_clipboard(event.text)

    def action_switch(self) -> None:
        """Take the other side for the selected rows; mine at first."""
        cursor = self.query_one(GridView).cursor
        if cursor is not None:
            taken = self._choices.get(self._conflicts[int(cursor[0])].key)
            self.action_choose("base" if taken == "mine" else "mine")

    def action_choose(self, side: Side) -> None:
        """Take one side for the selected rows."""
        for number, _ in self.query_one(GridView).selected():
            self._choices[self._conflicts[int(number)].key] = side
        self._show()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_take() if event.button.id == "take" else self.action_cancel()

    def action_take(self) -> None:
        """Bring the branch up to date, once everything is decided; else go to what is not."""
        undecided = self._undecided
        if undecided:
            self._say(f"{_conflicts(len(undecided))} still to decide: choose mine or base.", trouble=True)
            self.query_one(GridView).move_to(str(self._conflicts.index(undecided[0])), "taken")
            self.query_one(GridView).focus()
            return
        sides = self._sides
        self.dismiss(rebased_change(sides.mine, rebase(sides.then, sides.now, sides.mine, self._choices)))

    def action_cancel(self) -> None:
        """Leave the branch as it was."""
        self.dismiss(None)


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def _conflicts(count: int) -> str:
    return "1 conflict" if count == 1 else f"{count} conflicts"


def _come(count: int) -> str:
    return "comes" if count == 1 else "come"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
