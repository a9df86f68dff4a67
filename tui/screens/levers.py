"""A change in bulk: its values, and what they come to, before it is made."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from scenarios.changes import Change
from scenarios.columns import Column
from scenarios.levers import Lever
from scenarios.plan import Plan
from scenarios.problems import Faulty
from scenarios.scopes import scope_name
from scenarios.totals import Scope
from tui.effect import SHOWN, Effect
from tui.lever_form import LeverForm
from tui.screens.modal import Modal


class EffectTable(Widget):
    """Figures before a change and with it, at three moments."""

    DEFAULT_CSS = f"EffectTable {{ height: {len(SHOWN) + 1}; }}"

    def __init__(self) -> None:
        super().__init__()
        self._effect: Effect | None = None

    def show(self, effect: Effect) -> None:
        """Show what a change comes to."""
        self._effect = effect
        self.refresh()

    def render(self) -> Content:
        """As much of the table as there is room for."""
        return Content("\n").join(self._effect.lines(self.content_size.width)) if self._effect else Content("")


class LeverField(Horizontal):
    """One value of a lever: what it is, the value, and what it means or why it is refused."""

    def __init__(self, column: Column, form: LeverForm) -> None:
        super().__init__()
        self.column = column
        beginning, choices = form.beginning(column), form.choices(column)
        self._value: Select[str] | Input
        if choices:
            options = [(Text(words), value) for value, words in choices.items()]
            self._value = Select(options, value=beginning, allow_blank=False, compact=True)
        else:
            self._value = Input(beginning, compact=True)
        self._note = Static(classes="note")

    def compose(self) -> ComposeResult:
        """All three beside each other."""
        yield Static(Content(self.column.title), classes="title")
        yield self._value
        yield self._note

    def on_mount(self) -> None:
        """Begin with what it means."""
        self.say("")

    @property
    def text(self) -> str:
        """What is typed or chosen."""
        return str(self._value.value)

    def say(self, reason: str) -> None:
        """Say why the value is refused; what it means where it is not."""
        self.set_class(bool(reason), "-refused")
        self._note.update(Content(reason or self.column.help))


class PullLever(Modal[Change | None]):
    """Asks for a lever's values and shows what they come to; the change, or None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave as it was"),
        Binding("f9", "take", "Take it"),
    ]

    def __init__(self, kind: type[Lever], plan: Plan, scope: Scope) -> None:
        super().__init__()
        self._form = LeverForm(kind, plan, scope)
        self._change: Change | None = None

    def compose(self) -> ComposeResult:
        """The values above what they come to."""
        form = self._form
        named = Content.styled(f"{form.kind.LABEL}: {scope_name(form.plan, form.scope)}", "bold")
        with Vertical(classes="dialog"):
            yield Static(named)
            yield Static(Content.styled(form.kind.HELP, "$text-muted"), id="help")
            for column in form.columns:
                yield LeverField(column, form)
            yield Static(id="reason")
            yield EffectTable()
            yield Static(id="words")
            with Horizontal(classes="buttons"):
                yield Button(Content("Take it (F9)"), id="take", variant="primary", compact=True)
                yield Button(Content("Leave as it was (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query("Input, Select").first().focus()

    @on(Input.Changed)
    @on(Select.Changed)
    def _show(self) -> None:
        """Read the values, and show what they come to or why they are refused."""
        fields = {field.column.name: field for field in self.query(LeverField)}
        reading = self._form.read({name: field.text for name, field in fields.items()})
        for name, field in fields.items():
            field.say(reading.refused.get(name, ""))
        self._change, reason, trouble = None, "", False
        if reading.lever is not None:
            try:
                self._change = reading.lever.change(self._form.plan, self._form.scope)
            except Faulty as faulty:
                reason, trouble = faulty.problems[0].what, True
        elif reading.lacking:
            reason = f"Type what is lacking to see the effect: {', '.join(reading.lacking)}."
        self.query_one("#reason", Static).update(Content.styled(reason, "$text-error" if trouble else "$text-accent"))
        self._show_effect()

    def _show_effect(self) -> None:
        """What the change comes to; the last one dimmed while there is none."""
        self.set_class(self._change is None, "-none")
        if self._change is not None:
            effect = Effect.of(self._form.plan, self._change, self._form.scope)
            self.query_one(EffectTable).show(effect)
            self.query_one("#words", Static).update(Content(f"{effect.target} {effect.most} {effect.rows}"))

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_take() if event.button.id == "take" else self.action_cancel()

    def action_take(self) -> None:
        """Take the change as it stands; while there is none, stay."""
        if self._change is not None:
            self.dismiss(self._change)

    def action_cancel(self) -> None:
        """Leave the plan as it was."""
        self.dismiss(None)
