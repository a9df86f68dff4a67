"""Small dialogs: a question, a line of text, a choice from a list, a page of notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from tui.refusal import Refusal
from tui.screens.modal import Modal

CANCEL = Binding("escape", "cancel", "Cancel")


class Confirm(Modal[bool]):
    """A question with two answers; Esc is no."""

    BINDINGS: ClassVar[list[BindingType]] = [CANCEL]

    def __init__(self, question: str, yes: str, no: str = "Cancel") -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question))
            with Horizontal(classes="buttons"):
                yield Button(Content(self._yes), id="yes", variant="primary")
                yield Button(Content(self._no), id="no")

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_cancel(self) -> None:
        """Answer no."""
        self.dismiss(False)


class Decide(Modal[str | None]):
    """A question with several answers; the key of the one given, None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [CANCEL]

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        """`answers` are the words on the buttons, by key; the first is the one that Enter gives."""
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question))
            with Horizontal(classes="buttons"):
                for key, words in self._answers.items():
                    yield Button(Content(words), id=key)

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class AskText(Modal[str | None]):
    """A line of text, checked before it is taken; None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [CANCEL]

    def __init__(self, question: str, value: str, check: Callable[[str], object]) -> None:
        """`check` raises Refusal for a text that will not do."""
        super().__init__()
        self._question, self._value, self._check = question, value, check

    def compose(self) -> ComposeResult:
        """The question, the text, and the reason where it is refused."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question))
            yield Input(self._value)
            yield Static("", id="reason")
            yield Static(Content.styled("Enter takes it, Esc leaves it", "$text-muted"))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        try:
            self._check(event.value)
        except Refusal as refusal:
            self.query_one("#reason", Static).update(Content.styled(refusal.reason, "$text-error"))
        else:
            self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Leave without a text."""
        self.dismiss(None)


@dataclass(frozen=True)
class Choice:
    """One line of a list to choose from."""

    key: str
    label: str
    detail: str = ""

    @property
    def content(self) -> Content:
        """The line as shown; never read as markup."""
        return Content.assemble(self.label, "  ", Content.styled(self.detail, "$text-muted"))


class Choose(Modal[str | None]):
    """A list narrowed down by typing; the key of the chosen line, None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        CANCEL,
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], *, broad: bool = False) -> None:
        """`broad` leaves room for lines of many words."""
        super().__init__(classes="broad" if broad else None)
        self._chosen: Callable[[str], object] | None = None
        self._title, self._choices = title, choices
        self._shown = list(choices)

    def compose(self) -> ComposeResult:
        """What is typed above the lines it fits."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title))
            yield Input(placeholder="type to narrow down")
            yield OptionList()

    def on_mount(self) -> None:
        """Begin with every line."""
        self._narrow("")
        search = self.query_one(Input)
        search.cursor_blink = False  # nothing is painted between a key and what it does
        search.focus()

    def offer(self, choices: Sequence[Choice], chosen: Callable[[str], object]) -> None:
        """Begin anew where the dialog is kept to be asked again. `chosen` hears of a key before the dialog goes."""
        self._choices, self._chosen = choices, chosen
        if self.is_mounted:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = ""
            self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self._shown = [choice for choice in self._choices if _fits(choice, words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(choice.content) for choice in self._shown)
        options.highlighted = 0 if self._shown else None

    def action_step(self, by: int) -> None:
        """Go to another line while typing."""
        options = self.query_one(OptionList)
        if self._shown:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._shown)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._take(self._shown[highlighted].key)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._take(self._shown[event.option_index].key)

    def _take(self, key: str) -> None:
        if self._chosen:
            self._chosen(key)
        self.dismiss(key)

    def action_cancel(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


def _fits(choice: Choice, words: Sequence[str]) -> bool:
    text = f"{choice.label} {choice.detail}".casefold()
    return all(word in text for word in words)


class EditNotes(Modal[str | None]):
    """A page of text; F2 takes it, Esc leaves it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [CANCEL, Binding("f2", "take", "Keep these notes")]

    def __init__(self, title: str, text: str, typed: Callable[[str], object]) -> None:
        """`typed` hears of the text at every change."""
        super().__init__()
        self._title, self._text, self._typed = title, text, typed

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        self._typed(event.text_area.text)

    def compose(self) -> ComposeResult:
        """The text and how to leave it."""
        with Vertical(classes="dialog wide"):
            yield Static(Content(self._title))
            yield TextArea(self._text)
            with Horizontal(classes="buttons"):
                yield Button(Content("Keep (F2)"), id="keep", variant="primary")
                yield Button(Content("Leave as it was (Esc)"), id="leave")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_take() if event.button.id == "keep" else self.action_cancel()

    def action_take(self) -> None:
        """Take the text as it stands."""
        self.dismiss(self.query_one(TextArea).text)

    def action_cancel(self) -> None:
        """Leave the text as it was."""
        self.dismiss(None)
