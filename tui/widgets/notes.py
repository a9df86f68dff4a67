"""What is told in passing, in the lower right corner."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.events import Click
from textual.notifications import Notification, Notifications
from textual.timer import Timer

from tui.widgets.words import Words

SEVERITIES = ("information", "warning", "error")


class Notes(Container):
    """The notes of the app that are still to be read, in one box.

    The box is always there, seen or not, so that a note comes with the paint of what it tells of. Toasts of the
    framework are made anew for each note, and lay the screen out twice more before they are seen.
    """

    DEFAULT_CSS = """
    Notes {
        display: none; visibility: hidden; layer: _toastrack; dock: bottom; align: right bottom;
        width: 1fr; height: auto; margin-bottom: 1; overflow: hidden;
    }
    Notes Words {
        width: 60; max-width: 50%; height: auto; padding: 1; visibility: visible;
        background: $panel-lighten-1; border-left: outer $success;
        &.-warning { border-left: outer $warning; }
        &.-error { border-left: outer $error; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._until: Timer | None = None

    def compose(self) -> ComposeResult:
        """One box, whatever is in it."""
        yield Words()

    def show(self, notifications: Notifications) -> None:
        """Show these notes until the first of them has had its time, and then the others."""
        notes = list(notifications)
        if self._until is not None:
            self._until.stop()
        self.display = bool(notes)
        self.screen.refresh(repaint=False, layout=True)  # with the next paint, not in a round of messages
        if notes:
            box = self.query_one(Words)
            worst = max((note.severity for note in notes), key=SEVERITIES.index)
            for severity in SEVERITIES:
                box.set_class(severity == worst, f"-{severity}")
            box.say(Content("\n\n").join(map(_in_words, notes)), layout=True)
            self._until = self.set_timer(
                max(0.0, min(note.time_left for note in notes)), lambda: self.show(notifications)
            )

    @on(Click)
    def _read(self) -> None:
        self.app.clear_notifications()


def _in_words(note: Notification) -> Content:
    text = Content(note.message)
    return Content.assemble((note.title, "bold"), "\n", text) if note.title else text
