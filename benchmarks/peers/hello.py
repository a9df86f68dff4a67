"""A bare Textual app: one Static, updated at each key."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Hello(App[None]):
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("Hello, world")

    def on_key(self, _: Key) -> None:
        self.count += 1
        self.query_one(Static).update(f"Hello, {self.count}")


if __name__ == "__main__":
    Hello().run()
