"""A Textual app with a DataTable of 360 × 40, one cell of which changes at each key."""

from textual.app import App, ComposeResult
from textual.coordinate import Coordinate
from textual.events import Key
from textual.widgets import DataTable

CELL = Coordinate(3, 3)


class Table(App[None]):
    count = 0

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*(f"month {place}" for place in range(40)))
        for line in range(360):
            table.add_row(*(f"{line + place / 100:.2f}" for place in range(40)))

    def on_key(self, _: Key) -> None:
        self.count += 1
        self.query_one(DataTable).update_cell_at(CELL, f"{self.count:.2f}")


if __name__ == "__main__":
    Table().run()
