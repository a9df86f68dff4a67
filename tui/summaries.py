"""The figures of scenarios as far as they have been worked out, kept while the app runs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tui.headlines import Summary

if TYPE_CHECKING:
    from store.store import ScenarioInfo


class Summaries:
    """The figures of each scenario as it was when it last changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[dt.datetime, Summary]] = {}

    def of(self, info: ScenarioInfo) -> Summary | None:
        """The figures of a scenario; None where it has changed since they were worked out, or they never were."""
        changed_at, summary = self._known.get(info.id, (None, None))
        return summary if changed_at == info.changed_at else None

    def keep(self, info: ScenarioInfo, summary: Summary) -> None:
        """Remember the figures of a scenario, read after it was listed so: never older than they say."""
        self._known[info.id] = (info.changed_at, summary)
