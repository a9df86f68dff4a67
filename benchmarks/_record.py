"""A row of the table: what was measured, against what, the target, and what every round said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

MET, MISSED, NONE, SKIPPED = "met", "MISSED", "–", "skipped"


@dataclass(frozen=True)
class Result:
    """One comparison. With neither target it only informs."""

    what: str
    against: str
    ours: Sequence[float] = ()
    theirs: Sequence[float] = ()
    """What it is held against, round by round; one value where that is a fixed bound."""
    at_least: float | None = None
    """At least so many times as fast."""
    at_most: float | None = None
    """At most so many times as long, as large, as much."""
    is_speed: bool = False
    """Whether the ratio is one of speed though there is no target."""
    unit: str = "ms"
    skipped: str = ""
    """Why it was not measured."""

    @property
    def ratio(self) -> float:
        """Of the medians: how many times as fast where it is one of speed, else how many times as much."""
        ours, theirs = median(self.ours), median(self.theirs)
        return theirs / ours if self.at_least is not None or self.is_speed else ours / theirs

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if self.skipped:
            return SKIPPED
        if self.at_least is not None:
            return MET if self.ratio >= self.at_least else MISSED
        if self.at_most is not None:
            return MET if self.ratio <= self.at_most else MISSED
        return NONE

    @property
    def target(self) -> str:
        """The target in words."""
        if self.at_least is not None:
            return f"{self.at_least:g} × faster"
        return "–" if self.at_most is None else f"≤ {self.at_most:g} ×"

    @property
    def texts(self) -> tuple[str, ...]:
        """The row as the table shows it."""
        if self.skipped:
            return self.what, "", f"{self.against}: {self.skipped}", "", "", self.target, self.verdict
        mine, other = (spread(values, self.unit) for values in (self.ours, self.theirs))
        return self.what, mine, self.against, other, f"{number(self.ratio)} ×", self.target, self.verdict


HEADS = ("what", "median (least to most)", "against", "median (least to most)", "ratio", "target", "")


def number(value: float) -> str:
    """A number with about three figures that tell."""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def spread(values: Sequence[float], unit: str) -> str:
    """Median, least and most; a fixed bound alone."""
    middle = f"{number(median(values))} {unit}"
    return middle if len(values) == 1 else f"{middle} ({number(min(values))} to {number(max(values))})"


def plain_table(rows: Sequence[Result]) -> str:
    """The table for a terminal."""
    lines = [HEADS, *(row.texts for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADS))]
    cells = (zip(line, widths, strict=True) for line in lines)
    return "\n".join("  ".join(text.ljust(width) for text, width in line).rstrip() for line in cells)


def markdown_table(rows: Sequence[Result]) -> str:
    """The table for a page."""
    lines = [HEADS, ("---",) * len(HEADS), *(row.texts for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def summary(rows: Sequence[Result]) -> str:
    """How many targets are met, missed and not tried."""
    verdicts = [row.verdict for row in rows]
    counts = (f"{verdicts.count(verdict)} {verdict.lower()}" for verdict in (MET, MISSED, SKIPPED))
    return f"Targets: {', '.join(counts)}."
