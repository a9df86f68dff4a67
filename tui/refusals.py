"""What the store may have against a change, as apart from what may be wrong with the store."""

from __future__ import annotations

from scenarios.changes import StaleError
from scenarios.problems import Faulty
from store.errors import Frozen, KeptAsItIs, NameTaken, NoSuchScenario

REFUSALS = (Faulty, StaleError, NameTaken, NoSuchScenario, Frozen, KeptAsItIs)
"""What is wrong with a change, not with the store: to try again is no use."""
