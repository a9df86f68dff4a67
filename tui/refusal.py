"""A typed value that cannot be taken, with the reason in plain words."""

from __future__ import annotations

from scenarios.problems import shown


class Refusal(Exception):
    """What was found, what is allowed and, where there is one, the nearest that would do."""

    def __init__(self, found: object, allowed: str, hint: str = "") -> None:
        self.found, self.allowed, self.hint = shown(found), allowed, hint
        super().__init__(self.reason)

    @property
    def reason(self) -> str:
        """The refusal as a sentence."""
        sentence = f"found {self.found}; allowed: {self.allowed}"
        return f"{sentence} ({self.hint})" if self.hint else sentence
