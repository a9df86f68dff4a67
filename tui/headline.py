"""A headline figure as text, as the strip shows it and as it is remembered for the next start. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Headline:
    """One figure of the strip: what it is, its value, by how much it moved, and the width it keeps."""

    name: str
    label: str
    value: str
    moved: str
    width: int


def to_note(headlines: Iterable[Headline]) -> str:
    """Headlines as they are remembered: without how far they moved, since what they are compared with may change.

    The room for that stays, so that nothing jumps when it comes.
    """
    return json.dumps([asdict(replace(each, moved="", width=max(each.width, len(each.moved)))) for each in headlines])


def of_note(noted: str) -> tuple[Headline, ...]:
    """Headlines as they were remembered; none where an earlier version remembered others."""
    try:
        return tuple(Headline(**each) for each in json.loads(noted or "[]"))
    except (ValueError, TypeError):
        return ()
