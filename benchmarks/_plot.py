"""Lines on two logarithmic axes as a picture, several panels side by side. Plain SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, TOP, ACROSS = 360, 260, 74, 46, 3
COLOURS = ("#0b5cad", "#b3541e", "#5a6b7b")
STYLE = "font:12px sans-serif;fill:#222"


@dataclass(frozen=True)
class Line:
    """A named line through points of both axes above 0."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Panel:
    """One picture: what grows, and the cost in ms."""

    title: str
    lines: Sequence[Line]


def picture(title: str, panels: Sequence[Panel]) -> str:
    """The whole picture."""
    width, height = ACROSS * WIDTH, TOP + -(-len(panels) // ACROSS) * HEIGHT
    parts = [f'<text x="16" y="28" style="{STYLE};font-size:16px;font-weight:bold">{escape(title)}</text>']
    for place, panel in enumerate(panels):
        x, y = place % ACROSS * WIDTH, TOP + place // ACROSS * HEIGHT
        parts += [f'<g transform="translate({x},{y})">', *_panel(panel), "</g>"]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>", ""])


class _Axis:
    """A logarithmic axis over whole powers of ten, onto places of the picture."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, self.high = floor(log10(min(values))), max(ceil(log10(max(values))), floor(log10(min(values))) + 1)
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = (log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def powers(self) -> list[float]:
        """The powers of ten on it."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def _panel(panel: Panel) -> Iterator[str]:
    points = [point for line in panel.lines for point in line.points]
    across = _Axis([x for x, _ in points], LEFT, WIDTH - 24)
    up = _Axis([y for _, y in points], HEIGHT - 34, 30)
    yield f'<text x="{LEFT}" y="16" style="{STYLE};font-weight:bold">{escape(panel.title)}</text>'
    for power in across.powers:
        yield _rule(across.at(power), up.start, across.at(power), up.end)
        yield _words(across.at(power), up.start + 16, "middle", f"{power:,.0f}")
    for power in up.powers:
        yield _rule(across.start, up.at(power), across.end, up.at(power))
        yield _words(LEFT - 6, up.at(power) + 4, "end", f"{power:,g} ms")
    for place, (line, colour) in enumerate(zip(panel.lines, COLOURS, strict=False)):
        path = " ".join(f"{across.at(x)},{up.at(y)}" for x, y in line.points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{across.at(x)}" cy="{up.at(y)}" r="3" fill="{colour}"/>' for x, y in line.points)
        yield f'<text x="{LEFT + 8}" y="{44 + 15 * place}" style="{STYLE};fill:{colour}">{escape(line.name)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#ddd"/>'


def _words(x: float, y: float, anchor: str, text: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" style="{STYLE}">{escape(text)}</text>'
