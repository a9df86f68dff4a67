"""Tables of a report as values, before anyone decides how they look: text, markdown or CSV."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tui.figures import FigureUnit


@dataclass(frozen=True)
class Number:
    """A figure and its unit; None or NaN where it does not exist."""

    value: float | None
    unit: FigureUnit = "fte"
    signed: bool = False
    """Whether it is a change, shown with its sign."""
    on_paper: float | None = None
    """The value to show to people, where it is rounded so that what stands on the page adds up."""
    mark: str = ""
    """What stands behind it for people, told in a note: where it comes from, what it lacks."""


Cell = str | dt.date | Number


@dataclass(frozen=True)
class Table:
    """A titled table. The first column names the row; `notes` are sentences below it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    together: tuple[int, ...] = ()
    """How many columns, after the first, belong together: text without room for all has some of these below others."""


@dataclass(frozen=True)
class Document:
    """What a command prints: a title, a sentence on what it is, tables, and warnings at the end."""

    title: str
    subtitle: str
    tables: tuple[Table, ...]
    warnings: tuple[str, ...] = ()
