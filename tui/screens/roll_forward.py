"""Rolling forward: a date, then what is due by it and what each line comes to, to be put right before it is taken."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from scenarios.changes import Change, apply
from scenarios.columns import column
from scenarios.periods import period_ends
from scenarios.plan import Plan, Starter
from scenarios.problems import Faulty
from scenarios.rolling import Due, due_by, roll_forward, with_in_post
from tui import format as fmt
from tui.entry_dates import read_date
from tui.entry_numbers import read_number
from tui.refusal import Refusal
from tui.screens.modal import Modal
from tui.sheets.sheet import names
from tui.widgets import grid_messages as told
from tui.widgets.grid import PlanGrid
from tui.widgets.grid_model import GridColumn, GridRow, GridTable

COLUMNS = (
    GridColumn("what", "Due, then each line's in post", width=36),
    GridColumn("when", "Date"),
    GridColumn("expected", "Expected", align="right", help="What the plan expects by then."),
    GridColumn("happened", "Happened", align="right", editable=True, hint="FTE; 0 where it did not happen"),
)


class RollForward(Modal[Change | None]):
    """Shows the position at a later date and takes corrections; the change, or None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave as it was"),
        Binding("f9", "take", "Take this position"),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._to = period_ends(plan.header.as_at, 1)[1]
        self._outcomes: dict[tuple[str, str, int], float] = {}
        self._in_post: dict[str, float] = {}

    def compose(self) -> ComposeResult:
        """The date above what is expected by then."""
        with Vertical(classes="dialog"):
            yield Static(Content("Roll forward: take the projection at a later date as the new position"))
            with Horizontal(id="date-line"):
                yield Static(Content("New position date "))
                yield Input(fmt.date(self._to), id="to")
                yield Static("", id="reason")
            yield Static(Content.styled("Put right what happened differently, then take it.", "$text-muted"))
            yield PlanGrid(id="due")
            with Horizontal(classes="buttons"):
                yield Button(Content("Take this position (F9)"), id="take", variant="primary")
                yield Button(Content("Leave as it was (Esc)"), id="leave")

    def on_mount(self) -> None:
        """Begin with the next month end."""
        self._show()
        self.query_one("#to", Input).focus()

    @on(Input.Changed, "#to")
    def _date_typed(self, event: Input.Changed) -> None:
        try:
            self._to = read_date(event.value, self._plan.header.as_at, self._plan.header.as_at)
        except Refusal as refusal:
            self._say(refusal.reason)
        else:
            self._outcomes.clear()
            self._in_post.clear()
            self._show()

    @on(Input.Submitted, "#to")
    def _date_taken(self) -> None:
        self.query_one(PlanGrid).focus()

    def _say(self, reason: str) -> None:
        self.query_one("#reason", Static).update(Content.styled(reason, "$text-error"))

    def _change(self) -> Change:
        """The roll forward as corrected so far. Raises Faulty."""
        return with_in_post(self._plan, roll_forward(self._plan, self._to, self._outcomes), self._in_post)

    def _show(self) -> None:
        try:
            rolled = apply(self._plan, self._change())
        except Faulty as faulty:
            self._say(faulty.problems[0].what)
            return
        self._say("")
        expected = apply(self._plan, roll_forward(self._plan, self._to))
        rows = [*(self._due_row(due) for due in due_by(self._plan, self._to)), *self._line_rows(expected, rolled)]
        self.query_one(PlanGrid).show(GridTable(COLUMNS, tuple(rows)))

    def _due_row(self, due: Due) -> GridRow:
        roles, teams = names(self._plan, "roles"), names(self._plan, "teams")
        what = f"{due.kind}: {roles[due.role]}, {teams[due.team]}"
        happened = self._outcomes.get(due.key, due.fte)
        key = f"{due.table}:{due.ref}:{due.n}"
        return GridRow(key, (what, fmt.date(due.day), fmt.fte(due.fte), fmt.fte(happened)))

    def _line_rows(self, expected: Plan, rolled: Plan) -> list[GridRow]:
        roles, teams = names(self._plan, "roles"), names(self._plan, "teams")
        return [
            GridRow(
                f"line:{line.ref}",
                (
                    f"in post: {roles[line.role]}, {teams[line.team]}",
                    fmt.date(self._to),
                    fmt.fte(line.in_post),
                    fmt.fte(now.in_post),
                ),
            )
            for line, now in zip(expected.establishment, rolled.establishment, strict=True)
        ]

    @on(told.EditCommitted)
    def _corrected(self, event: told.EditCommitted) -> None:
        grid = self.query_one(PlanGrid)
        try:
            fte = read_number(column(Starter, "fte"), event.text, None)
        except Refusal as refusal:
            grid.refuse(refusal.reason)
            return
        table, _, rest = event.row_key.partition(":")
        if fte < 0:
            grid.refuse("found a value below 0; allowed: 0 or more")
        elif table == "line":
            self._in_post[rest] = fte
            self._accept(grid)
        else:
            ref, _, n = rest.rpartition(":")
            self._outcomes[table, ref, int(n)] = fte
            self._accept(grid)

    def _accept(self, grid: PlanGrid) -> None:
        grid.accept()
        self._show()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_take() if event.button.id == "take" else self.action_cancel()

    def action_take(self) -> None:
        """Take the new position."""
        try:
            self.dismiss(self._change())
        except Faulty as faulty:
            self._say(faulty.problems[0].what)

    def action_cancel(self) -> None:
        """Leave the position as it was."""
        self.dismiss(None)
