"""Draw docs/workspace.svg from the app itself: the first example, 120 columns by 36 lines."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from tui.app import CaseloadApp

PICTURE = Path(__file__).with_name("workspace.svg")
SIZE = (120, 36)


async def draw() -> str:
    """The first screen of a first run, as SVG that fetches nothing."""
    with tempfile.TemporaryDirectory() as folder:
        app = CaseloadApp(Path(folder) / "caseload.db")
        async with app.run_test(size=SIZE) as pilot:
            for _ in range(3):
                await pilot.pause()
                await app.desk.ask(lambda store: store.scenarios())
            await pilot.pause()
            return without_fonts(app.export_screenshot(title="Caseload Planner"))


def without_fonts(svg: str) -> str:
    """The picture without fonts from the net; the reader's own monospaced font will do."""
    plain = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return "".join(f"{line.rstrip()}\n" for line in plain.splitlines())


if __name__ == "__main__":
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
