from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """What a harness did, how often, and everything that was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        done = ", ".join(f"{count:,} {what}" for what, count in self.counts.items())
        return f"{done}; {len(self.wrong)} wrong"
