"""What a change comes to for a part of the plan, before it is made: figures at three moments, and words. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from textual.content import Content

from scenarios.changes import Change, apply
from scenarios.compare.figures import AT_POSITION, values
from scenarios.plan import Plan
from scenarios.projection import project
from scenarios.totals import Figures, Scope, figures
from tui import format as fmt
from tui.figures import FIGURES, Figure

SHOWN = ("uncovered", "remaining", "in_post", "agency", "capacity", "cases", "caseload", "average_caseload")
CORNER = "before → after"
GAP = "  "


@dataclass(frozen=True)
class Cell:
    """A figure at a moment, before a change and with it."""

    before: str = ""
    """Empty where it did not move."""
    after: str = ""
    moved: str = ""
    """By how much, `▲ +1.60`; empty where it did not move, or does not exist before or after."""
    better: bool | None = None

    @property
    def style(self) -> str:
        """How it is written: muted where nothing moved."""
        if not self.before:
            return "$text-muted"
        return {None: "$text-accent", True: "$text-success", False: "$text-warning"}[self.better]


@dataclass(frozen=True)
class Effect:
    """The figures of a scope before a change and with it."""

    before: Figures
    after: Figures
    change: Change

    @classmethod
    def of(cls, plan: Plan, change: Change, scope: Scope) -> Effect:
        """What a change to a plan comes to for a scope."""
        after = apply(plan, change)
        return cls(figures(plan, project(plan), scope), figures(after, project(after), scope), change)

    @property
    def moments(self) -> tuple[tuple[str, int], ...]:
        """Titles and periods: the position, the last month, and the worst one, or else where most moves."""
        dates = self.after.dates
        last = len(dates) - 1
        ends = ((fmt.date(dates[0]), 0), (f"last, {fmt.month(dates[last])}", last))
        between = [(f"{words}, {fmt.month(dates[k])}", k) for words, k in self._notable if 0 < k < last]
        return (*ends, *between[:1])

    @property
    def _notable(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """The month in which the caseload is highest, and the one in which the gap or the caseload moves most."""
        caseload = self.after.caseload
        worst = int(np.argmax(self.after.uncovered) if np.isnan(caseload).all() else np.nanargmax(caseload))
        return ("worst", worst), ("most moved", self._most[1])

    @property
    def _most(self) -> tuple[str, int]:
        """Which figure moves, the gap or else the caseload, and in which period most."""
        for name in ("uncovered", "caseload"):
            moved = np.abs(np.nan_to_num(values(self.after, name) - values(self.before, name)))
            period = int(np.argmax(moved))
            if self.cell(name, period).moved:
                return name, period
        return "", 0

    def cell(self, name: str, period: int) -> Cell:
        """A figure in a period; blank where it is one of the position alone."""
        if name in AT_POSITION and period:
            return Cell()
        figure = FIGURES[name]
        then, now = (float(values(each, name)[period]) for each in (self.before, self.after))
        before, after = figure.text(then), figure.text(now)
        return Cell("" if before == after else before, after, figure.moved(then, now), _better(figure, now - then))

    @property
    def target(self) -> str:
        """From when the target is met, before and with the change."""
        then, now = (_met(each.target_met_from) for each in (self.before, self.after))
        return f"Target {now}, as before." if then == now else f"Target {now}; before: {then}."

    @property
    def most(self) -> str:
        """In which month the gap, or else the caseload, moves most."""
        name, period = self._most
        if not name:
            return "Neither the gap nor the caseload moves within the plan."
        day, moved = self.after.dates[period], self.cell(name, period).moved
        return f"{FIGURES[name].title} moves most in {fmt.month(day)}: {moved}."

    @property
    def rows(self) -> str:
        """How many rows of the plan it changes, adds and removes."""
        counts = {"changed": 0, "added": 0, "removed": 0}
        for row in self.change.rows:
            counts["added" if row.before is None else "removed" if row.after is None else "changed"] += 1
        told = [f"{count} {what}" for what, count in counts.items() if count]
        total = sum(counts.values())
        return f"{'Row' if total == 1 else 'Rows'}: {', '.join(told)}."

    def lines(self, width: int) -> list[Content]:
        """The table: as much of it as there is room for. No figure is ever cut."""
        full, tight = self._columns(tight=False), self._columns(tight=True)
        heads = [CORNER, *(FIGURES[name].title for name in SHOWN)]
        first = [Content.styled(head.ljust(max(map(len, heads))), "$text-muted") for head in heads]
        tables = [[first, *full], [first, *tight], [first, *tight[1:]]]
        fitting = (table for table in tables if sum(len(column[0]) + len(GAP) for column in table) <= width + len(GAP))
        return [Content(GAP).join(parts) for parts in zip(*next(fitting, tables[-1]), strict=True)]

    def _columns(self, *, tight: bool) -> list[list[Content]]:
        return [_column(title, [self.cell(name, k) for name in SHOWN], tight=tight) for title, k in self.moments]


def _better(figure: Figure, change: float) -> bool | None:
    return (change < 0) == (figure.better == "lower") if figure.better else None


def _met(day: dt.date | None) -> str:
    return f"met from {fmt.month(day)}" if day else "not met within the plan"


def _column(title: str, cells: list[Cell], *, tight: bool) -> list[Content]:
    """A moment of the table, every line as wide as the widest; where it is tight, an arrow says which way it moved."""
    texts = _texts(cells, tight=tight)
    width = max(len(title), *map(len, texts))
    body = [Content.styled(text.ljust(width), cell.style) for text, cell in zip(texts, cells, strict=True)]
    return [Content.styled(title.ljust(width), "$text-muted"), *body]


def _texts(cells: list[Cell], *, tight: bool) -> list[str]:
    before, after = (max(len(getattr(cell, side)) for cell in cells) for side in ("before", "after"))
    if tight:
        return [_tight(cell).rjust(before + after + 2) for cell in cells]
    return [
        f"{cell.before:>{before}}{' → ' if cell.before else '   '}{cell.after:>{after}} {cell.moved}" for cell in cells
    ]


def _tight(cell: Cell) -> str:
    return f"{cell.before}→{cell.after}{cell.moved[:1] or ' '}" if cell.before else f"{cell.after} "
