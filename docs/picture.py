"""Draw the pictures of the manual from the app itself, 120 columns by 36 lines: the first example, and a comparison."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from store.store import Store
from tui.app import CaseloadApp

FOLDER = Path(__file__).parent
SIZE = (120, 36)
COMPARED = ("West Sussex 2022, agency kept a year", "West Sussex 2022, agency released in September")


async def draw() -> dict[str, str]:
    """The first screen of a first run, then a comparison, each as SVG that fetches nothing."""
    with tempfile.TemporaryDirectory() as folder:
        app = CaseloadApp(Path(folder) / "caseload.db")
        async with app.run_test(size=SIZE) as pilot:
            await settled(app, pilot)
            first = app.export_screenshot(title="Caseload Planner")
            before, after = await app.desk.ask(lambda store: [identity(store, name) for name in COMPARED])
            await app.workspace.open_scenario(after)
            app.workspace.working.compare_with(await app.desk.ask(lambda store: store.plan(before)))
            await pilot.press("c", "greater_than_sign")
            await settled(app, pilot)
            second = app.export_screenshot(title="Caseload Planner")
    return {"workspace.svg": without_fonts(first), "compare.svg": without_fonts(second)}


def identity(store: Store, name: str) -> str:
    """The id of a scenario."""
    return next(info.id for info in store.scenarios() if info.name == name)


async def settled(app: CaseloadApp, pilot: Pilot[int]) -> None:
    """Wait until everything is worked out and on the screen."""
    for _ in range(3):
        await pilot.pause()
        await app.desk.ask(lambda store: store.scenarios())
    await app.workers.wait_for_complete()
    await pilot.pause()


def without_fonts(svg: str) -> str:
    """The picture without fonts from the net; the reader's own monospaced font will do."""
    plain = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return "".join(f"{line.rstrip()}\n" for line in plain.splitlines())


if __name__ == "__main__":
    for name, picture in asyncio.run(draw()).items():
        (FOLDER / name).write_text(picture, encoding="utf-8")
