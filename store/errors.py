"""What can go wrong with the store, each in words for the person whose plans are in it."""

from __future__ import annotations

import datetime as dt

WHAT_TO_DO = "“caseload restore” lists the backups, “caseload doctor” looks closer."


class StoreError(Exception):
    """The store refused or could not do something. Nothing of it was written."""


class NotAStore(StoreError):
    """A file that is not a store of this program. It was left as it is."""


class NewerStore(StoreError):
    """A store written by a later version of this program. It was left as it is."""


class StoreDamaged(StoreError):
    """A store with contents that cannot be right."""


class StoreLocked(StoreError):
    """Another program kept the store busy for too long."""


class StoreReadOnly(StoreError):
    """A store that may be read but not written."""


class DiskFull(StoreError):
    """No room left for the change."""


class StoreUnreachable(StoreError):
    """A store that could not be made, opened, read or written."""


class StoreMissing(StoreError):
    """No store where there are backups of one. Nothing was made."""


class NameTaken(StoreError):
    """A name that another scenario has. Names differ in more than capitals."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is already a scenario called “{name}”.")


class NoSuchScenario(StoreError):
    """A scenario that is not, or no longer, in the store."""

    def __init__(self, scenario_id: str) -> None:
        super().__init__(f"That scenario is no longer in the store ({scenario_id}).")


class Frozen(StoreError):
    """A frozen scenario, which is not changed until it is thawed."""

    def __init__(self, name: str, since: dt.date) -> None:
        super().__init__(
            f"“{name}” was frozen on {since.day} {since:%B %Y} and stays as it is: thaw it to change it, or branch it."
        )


class KeptAsItIs(StoreError):
    """Something about a scenario that may not be changed or deleted."""
