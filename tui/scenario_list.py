"""The list of scenarios as it is shown: the tree of branches, its rows as text, and what a search finds. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui import format as fmt
from tui.headlines import Summary
from tui.history import when
from tui.widgets.grid_model import CellStyle, GridColumn, GridRow, GridTable

if TYPE_CHECKING:
    from store.store import ScenarioInfo

OPEN_MARK, NO_MARK = "▸", " "
DEEPEST = 6
"""Branches of branches are indented so far and no further, so that their names can still be read."""
LEAST_NAME = 24
BESIDE_NAME = 89
"""Columns of the screen that the others take up beside the name, with all padding and a scroll bar."""
FIGURES = (
    GridColumn("uncovered", "Uncovered", align="right", help="The gap that nobody covers at the position date, FTE."),
    GridColumn("remaining", "Remaining", align="right", help="What the pipeline leaves of that gap, FTE."),
    GridColumn("caseload", "Caseload", align="right", help="Weighted cases per FTE of capacity at the position date."),
    GridColumn("at_end", "At end", align="right", help="The caseload in the last month of the plan."),
    GridColumn("target_met", "Target met", width=11, help="The month from which the caseload stays within target."),
)
BASE = GridColumn("base", "Base", width=30, help="What it was branched from, where that does not stand above it.")
DATES = (
    GridColumn("as_at", "As at", width=11, help="The position date."),
    GridColumn("changed", "Last change", width=18, help="When it last changed, by your own clock."),
)
EMPTY = "No scenario has that in its name or base. Esc shows all of them again."


@dataclass(frozen=True)
class Listed:
    """A scenario in its place in the tree."""

    info: ScenarioInfo
    lines: str = ""
    """The lines of the tree before its name."""
    base: str = ""
    """The name of its base where the tree does not show it."""


def is_found(info: ScenarioInfo, text: str) -> bool:
    """Whether every word of a search is in what the list says of a scenario."""
    said = f"{info.name} {info.based_on} {state(info)}".casefold()
    return all(word in said for word in text.casefold().split())


def state(info: ScenarioInfo) -> str:
    """What keeps a scenario from being edited: `example`, `frozen 3 May 2022`; empty for most."""
    if info.is_example:
        return "example"
    return f"frozen {fmt.date(info.frozen_on)}" if info.frozen_on else ""


def tree(infos: Sequence[ScenarioInfo], text: str = "") -> tuple[Listed, ...]:
    """The scenarios that a search finds, branches under their base where that is found too."""
    names = {info.id: info.name for info in infos}
    shown = {info.id: info for info in infos if is_found(info, text)}
    below: dict[str, list[ScenarioInfo]] = defaultdict(list)
    for info in shown.values():
        below[info.base_id if info.base_id in shown else ""].append(info)
    return tuple(_walked(below, names))


def _walked(below: Mapping[str, Sequence[ScenarioInfo]], names: Mapping[str, str]) -> Iterator[Listed]:
    """The tree from top to bottom. A chain of branches may be longer than Python can call itself."""
    ahead = [(Listed(info, base=base_in_words(info, names)), "", 0) for info in reversed(below.get("", ()))]
    while ahead:
        listed, beneath, depth = ahead.pop()
        yield listed
        branches = below.get(listed.info.id, ())
        for info in reversed(branches):
            is_last = info is branches[-1]
            lines = beneath + ("└ " if is_last else "├ ")
            further = beneath + ("  " if is_last else "│ ") if depth < DEEPEST else beneath
            ahead.append((Listed(info, lines), further, depth + 1))


def base_in_words(info: ScenarioInfo, names: Mapping[str, str]) -> str:
    """What a scenario was branched from, and whether the store does not have it; empty where it is nothing."""
    here = names.get(info.base_id or "", "")
    return here or (f"missing: {info.based_on}" if info.based_on else "")


@dataclass(frozen=True)
class Shape:
    """How the list is laid out: the width it has, and whether bases have a column of their own."""

    width: int
    has_bases: bool = False

    @property
    def name_width(self) -> int:
        """What the other columns leave to the names."""
        return max(LEAST_NAME, self.width - BESIDE_NAME)

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns: figures first, since the last ones may be out of view."""
        name = GridColumn("name", "Scenario", width=self.name_width)
        return (name, *FIGURES, *((BASE,) if self.has_bases else ()), *DATES)


def row(listed: Listed, summary: Summary | None, shape: Shape, *, is_open: bool) -> GridRow:
    """A scenario as a row of the list; its figures are `…` until they are known."""
    info = listed.info
    marks = (OPEN_MARK if is_open else NO_MARK) + listed.lines
    name = marks + _short(info.name, shape.name_width - len(marks))
    figures = summary.texts if summary else ("…",) * len(FIGURES)
    more = ((listed.base,) if shape.has_bases else ()) + (fmt.date(info.as_at), state(info) or when(info.changed_at))
    return GridRow(info.id, (name, *figures, *more), _styles(len(more), is_open=is_open))


def _styles(more: int, *, is_open: bool) -> tuple[CellStyle, ...]:
    name: CellStyle = "total" if is_open else ""
    figure: CellStyle = ""
    other: CellStyle = "worked"
    return (name, *[figure] * len(FIGURES), *[other] * more)


def _short(name: str, room: int) -> str:
    """A name cut near its beginning where it is too long: branches of one base mostly begin alike."""
    head = room // 4
    return name if len(name) <= room else f"{name[:head]}…{name[len(name) - (room - 1 - head) :]}"


def table(rows: Iterable[GridRow], shape: Shape) -> GridTable:
    """The list as the grid shows it."""
    return GridTable(shape.columns, tuple(rows), empty=EMPTY)


def about(info: ScenarioInfo, names: Mapping[str, str]) -> str:
    """All that the list knows of a scenario, in a line; `names` are those of every scenario by id."""
    here = names.get(info.base_id or "", "")
    base = here or (f"{info.based_on}, which is not in the store" if info.based_on else "")
    parts = (
        f"as at {fmt.date(info.as_at)}",
        state(info),
        f"branch of {base}" if base else "",
        "" if info.is_example else f"changed {when(info.changed_at)}",
        f"file {info.file_path}" if info.file_path else "",
    )
    return ", ".join(part for part in parts if part)
