"""The chart by month: caseload against its target, or staffing. No braille: Windows consoles lack it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual_plotext import PlotextPlot

from tui import format as fmt
from tui.figures import FIGURES
from tui.session import View
from tui.widgets.words import Words

SOLID = "hd"
MOST_TICKS = 7
LABEL_PLACES = 1


@dataclass(frozen=True)
class Line:
    """One line of a chart: what it is, its mark (told apart without colour), and its values by period."""

    label: str
    mark: str
    colour: str
    values: Sequence[float]


def caseload_lines(view: View, reference: View) -> list[Line]:
    """Caseload against the target, the compared scenario behind it."""
    lines = [target_line(view), Line("caseload", SOLID, "blue", view.figures.caseload.tolist())]
    if reference.plan is not view.plan:
        lines.insert(0, Line("compared", ".", "gray", reference.figures.caseload.tolist()))
    return lines


def staffing_lines(view: View, reference: View) -> list[Line]:  # noqa: ARG001 - every chart is made from the same two
    """Posts, in post, absent, agency and the uncovered gap."""
    shown = view.figures
    return [
        Line("posts", "-", "green", shown.posts.tolist()),
        Line("in post", SOLID, "blue", shown.in_post.tolist()),
        Line("agency", "a", "orange", shown.agency.tolist()),
        Line("absent", "x", "magenta", shown.absent.tolist()),
        Line("gap uncovered", "g", "red", shown.uncovered.tolist()),
    ]


def compared_lines(view: View) -> list[Line]:
    """The chosen figure of both scenarios, over the months that both have."""
    pair = view.against.pair(view.scope) if view.against else None
    if pair is None:
        return []
    before, after = (side.tolist() for side in pair.series(view.compared_figure))
    lines = [Line("before", "+", "orange", before), Line("after", SOLID, "blue", after)]
    return [target_line(view), *lines] if view.compared_figure == "caseload" else lines


def target_line(view: View) -> Line:
    """The target caseload: of several teams, what their weighted cases over what they require come to."""
    required, weighted = view.figures.required_fte, view.figures.weighted_cases
    target = [w / r if r else math.nan for w, r in zip(weighted, required, strict=True)]
    return Line("target", "-", "green", target)


CHARTS = {"Caseload by month": caseload_lines, "FTE by month": staffing_lines}


class Plot(PlotextPlot):
    """A plot of which only those lines of the screen are painted again that have changed."""

    def __init__(self, id: str) -> None:  # noqa: A002 - the name every widget has for it
        super().__init__(id=id)
        self._lines: list[Text] = []

    def redraw(self) -> None:
        """Draw what has been plotted."""
        before, self._lines = self._lines, self._drawn()
        beside = zip_longest(before, self._lines)
        changed = [Region(0, y, self.size.width, 1) for y, (then, now) in enumerate(beside) if then != now]
        if changed:
            self.refresh(*changed)

    def _drawn(self) -> list[Text]:
        drawn = super().render()
        return list(drawn.split(allow_blank=True)) if isinstance(drawn, Text) and self.size else []

    def on_resize(self) -> None:
        """Draw it as large as it is now."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """A line of the plot."""
        text = self._lines[y] if y < len(self._lines) else Text()
        strip = Strip(text.render(self.app.console)).apply_style(self.rich_style)
        return strip.adjust_cell_length(self.size.width, self.rich_style)


class Chart(Vertical):
    """A chart of the scope, with a legend line above it."""

    HELP = "## Chart\n\nPress `v` for the other chart: caseload against its target, or posts and staff by month."

    def __init__(self, widget_id: str) -> None:
        super().__init__(id=widget_id)
        self._kinds = list(CHARTS)

    def compose(self) -> ComposeResult:
        """Put the legend above the plot."""
        yield Words(id="legend")
        yield Plot(id="plot")

    def next_kind(self) -> None:
        """Turn to the next chart; it is drawn when shown."""
        self._kinds.append(self._kinds.pop(0))

    def show(self, view: View, reference: View) -> None:
        """Draw the chart anew."""
        title = self._kinds[0]
        self._draw(view, title, CHARTS[title](view, reference))

    def show_compared(self, view: View) -> None:
        """Draw the chosen figure before and after."""
        self._draw(view, f"{FIGURES[view.compared_figure].head} by month", compared_lines(view))

    def _draw(self, view: View, title: str, lines: list[Line]) -> None:
        self.query_one("#legend", Words).say(_legend(title, lines))
        plot = self.query_one(Plot)
        _draw(plot, view, lines)
        plot.redraw()


def _legend(title: str, lines: list[Line]) -> Content:
    marks = [
        f"{'▬' if line.mark == SOLID else line.mark * 2} {line.label}"
        for line in sorted(lines, key=lambda line: line.mark != SOLID)
    ]
    return Content.assemble((title, "bold"), "   ", "  ".join(marks))


def round_ticks(values: Sequence[float], most: int) -> list[float]:
    """At most so many round numbers, evenly apart, that reach from below the values to above them."""
    low, high = min(values), max(values)
    wide = max((high - low) / max(most - 2, 1), 10.0**-LABEL_PLACES)
    scale = 10.0 ** math.floor(math.log10(wide))
    step = next(part * scale for part in (1, 2, 5, 10) if part * scale >= wide * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * n for n in range(first, max(last, first + 1) + 1)]


def _draw(plot: Plot, view: View, lines: list[Line]) -> None:
    plt = plot.plt
    plt.clear_figure()
    plt.frame(False)
    shown = [value for line in lines for value in line.values if math.isfinite(value)]
    for line in lines:
        points = [(k, value) for k, value in enumerate(line.values) if math.isfinite(value)]
        if points:
            plt.plot([k for k, _ in points], [value for _, value in points], marker=line.mark, color=line.colour)
    if shown:
        heights = round_ticks(shown, max(plot.size.height - 1, 3))
        plt.ylim(heights[0], heights[-1])
        plt.yticks(
            heights, [fmt.number(height, LABEL_PLACES if heights[1] - heights[0] < 1 else 0) for height in heights]
        )
    dates = view.projection.dates
    step = max(1, math.ceil((len(dates) - 1) / MOST_TICKS))
    ticks = [float(k) for k in range(0, len(dates), step)]
    plt.xticks(ticks, [fmt.short_month(dates[int(k)]) for k in ticks])
