"""LibreOffice without a window, spoken to over a pipe: builds a workbook, then times edits of its cells.

Run by the system's Python, which has `uno`. Reads one JSON object a line and answers each with one.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60.0
TOTAL = "AM5"
"""The gap of the whole plan in its last month."""


def desktop(folder: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """A LibreOffice of our own, with an empty profile; its process and its desktop."""
    pipe = f"bench{folder.name}"
    command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen([*command, f"-env:UserInstallation={folder.as_uri()}"])
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return process, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)


def texts(row: list[Any], width: int) -> list[str]:
    """Cells as they would be typed, in a row as wide as the sheet."""
    return ["" if cell is None else str(cell) for cell in row] + [""] * (width - len(row))


class Book:
    """The open workbook."""

    def __init__(self, desktop: Any) -> None:
        hidden = PropertyValue(Name="Hidden", Value=True)
        self.document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (hidden,))
        self.sheets = self.document.Sheets

    def build(self, sheets: dict[str, list[list[Any]]]) -> dict[str, Any]:
        """Fill every sheet; formulas are worked out once at the end."""
        self.document.enableAutomaticCalculation(False)
        for place, name in enumerate(sheets):
            self.sheets.insertNewByName(name, place)
        for name, rows in sheets.items():
            width = max(map(len, rows))
            cells = tuple(
                tuple(["" if cell is None else str(cell) for cell in row] + [""] * (width - len(row))) for row in rows
            )
            self.sheets[name].getCellRangeByPosition(0, 0, width - 1, len(rows) - 1).setFormulaArray(cells)
        self.document.enableAutomaticCalculation(True)
        self.document.calculateAll()
        return {}

    def edit(self, sheet: str, cell: str, value: float) -> dict[str, Any]:
        """Milliseconds from a value put into a cell until all that follows from it is worked out, and a total read."""
        place = self.sheets[sheet].getCellRangeByName(cell)
        total = self.sheets["Totals"].getCellRangeByName(TOTAL)
        start = time.perf_counter()
        place.Value = value
        self.document.calculate()
        found = total.Value
        return {"ms": (time.perf_counter() - start) * 1000, "total": found}

    def read(self, sheet: str, area: str) -> dict[str, Any]:
        """The values of an area."""
        return {"rows": self.sheets[sheet].getCellRangeByName(area).getDataArray()}


def main() -> None:
    process, found = desktop(Path(sys.argv[1]))
    try:
        book = Book(found)
        print(json.dumps({}), flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            answer = getattr(book, asked.pop("do"))(**asked)
            print(json.dumps(answer), flush=True)
        book.document.close(True)
        found.terminate()
        process.wait(PATIENCE)
    finally:
        process.kill()


if __name__ == "__main__":
    main()
