"""A fault in the input: where it is, what was found and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scenarios.fields import FIRST_DATE, KEY_WORDS, LAST_DATE

MOST_FAULTS = 1_000
"""How many faults of a file are gathered before its reading stops."""
MOST_SHOWN = 60
"""Characters of what was found that a fault quotes."""


@dataclass(frozen=True)
class Problem:
    """One fault. `path` leads to it from the top of the file; `line` counts from 1, 0 where there is none."""

    path: tuple[str, ...]
    found: str
    allowed: str
    line: int = 0
    hint: str = ""

    @property
    def place(self) -> str:
        """The path as people read it: `teams › assessment-west › posts`."""
        return " › ".join(self.path)

    @property
    def what(self) -> str:
        """What was found and what is allowed, in a sentence."""
        sentence = f"found {self.found}; allowed: {self.allowed}"
        return f"{sentence} ({self.hint})" if self.hint else sentence


class Faulty(Exception):
    """Input that was refused whole, with every fault found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.line, problem.path))
        super().__init__("; ".join(f"{problem.place}: {problem.what}" for problem in self.problems))


class Gathering(list[Problem]):
    """The faults of one file, as they are found."""

    def append(self, problem: Problem) -> None:
        """Note a fault. Raises Faulty at one too many: a file with so many is not a scenario with slips in it."""
        super().append(problem)
        if len(self) > MOST_FAULTS:
            found, allowed = f"{MOST_FAULTS:,} faults", "none; what follows was not read"
            raise Faulty([*self[:-1], Problem((), found, allowed, max(each.line for each in self))])


def shown(value: object) -> str:
    """A found value as a fault quotes it: short, on one line, text in quotes."""
    if value is None:
        return "nothing"
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    short = shortened(text)
    return repr(short) if isinstance(value, str) else short


def shortened(text: str) -> str:
    """The beginning of a text that is too long to quote."""
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."


def field_faults(error: ValidationError) -> list[tuple[str, str, str]]:
    """Each fault of a row that pydantic refused, as (field, found, allowed)."""
    return [(_field(detail), _found(detail), allowed(detail)) for detail in error.errors(include_url=False)]


def _field(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    return str(context["field"]) if "field" in context else ".".join(str(part) for part in detail["loc"])


def _found(detail: ErrorDetails) -> str:
    value = detail["input"]
    return shown(value.get(_field(detail)) if isinstance(value, dict) else value)


_BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "above {}"),
    "less_than_equal": ("le", "at most {}"),
}


def allowed(detail: ErrorDetails) -> str:
    """What a pydantic fault says would have been allowed, in plain words."""
    kind, context = detail["type"], detail.get("ctx", {})
    if isinstance(detail["input"], type(FIRST_DATE)) and kind in _BOUNDS:
        return f"a date from {FIRST_DATE.year} to {LAST_DATE.year}"
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return words.format(f"{context[name]:,.15g}")
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    if kind == "string_pattern_mismatch":
        return KEY_WORDS
    return str(detail["msg"])
