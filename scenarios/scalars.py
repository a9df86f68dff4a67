"""Single values of a scenario file, read strictly by the kind of column they are for: nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from scenarios.columns import Column, Kind
from scenarios.fields import KEY_WORDS
from scenarios.problems import shown
from scenarios.text import nearest
from scenarios.yaml_nodes import Listing, Mapping, Node, Scalar

_NULLS = ("", "~", "null", "Null", "NULL")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,299})(?:\.([0-9]+))?", re.ASCII)
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,299})", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TRUTH = {"true": True, "false": False}
# What YAML 1.2 (core schema) reads as nothing, a truth value or a number where it stands without quotes.
_NOT_TEXT = re.compile(
    r"~?|null|Null|NULL|true|True|TRUE|false|False|FALSE|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    re.ASCII,
)


class Wrong(NamedTuple):
    """Why a value was refused: what is allowed, and a hint where there is one."""

    allowed: str
    hint: str = ""


def is_blank(node: Node | None) -> bool:
    """Whether a key has nothing behind it."""
    return isinstance(node, Scalar) and node.plain and node.text in _NULLS


def is_text(node: Scalar) -> bool:
    """Whether YAML reads a value as text."""
    return not node.plain or _NOT_TEXT.fullmatch(node.text) is None


def found(node: Node) -> str:
    """A node as a fault quotes it."""
    if isinstance(node, Scalar):
        if is_text(node):
            return shown(node.text)
        return node.text if 0 < len(node.text) <= 60 else shown(node.text or None)
    return {Mapping: "a mapping", Listing: "a list"}.get(type(node), "an alias or tag")


def words(column: Column) -> str:
    """What a column may hold, in words."""
    if column.kind in ("number", "shares"):
        return f"a number of up to {column.unit.places} decimals"
    if column.kind == "choice":
        return " or ".join((", ".join(column.choices[:-1]), column.choices[-1]))
    return _WORDS[column.kind]


_WORDS: dict[Kind, str] = {
    "whole": "a whole number",
    "yes-no": "true or false",
    "date": "a date as YYYY-MM-DD",
    "key": KEY_WORDS,
    "text": "text",
    "notes": "text",
    "year": "a financial year, such as 2020/21",
}


def read(column: Column, node: Node) -> Any:
    """The value that a node gives a column, or Wrong. Bounds are not checked here."""
    return _READERS[column.kind](column, node)


def _wrong(column: Column, node: Node) -> Wrong:
    hint = ""
    if is_blank(node):
        hint = "" if column.required else "leave the key out"
    elif isinstance(node, Scalar) and not node.plain and column.kind in ("number", "whole", "yes-no"):
        hint = "without quotes"
    return Wrong(words(column), hint)


def number(column: Column, node: Node) -> float | Wrong:
    """A decimal number with no more decimals, as written, than the column keeps; zeros at the end do not count."""
    match = _NUMBER.fullmatch(node.text) if isinstance(node, Scalar) and node.plain else None
    if match is None:
        return _wrong(column, node)
    places, fraction = column.unit.places, match[1]
    if fraction and len(fraction) > places and len(fraction.rstrip("0")) > places:
        return Wrong(f"at most {places} decimals")
    return float(match[0])


def _whole(column: Column, node: Node) -> int | Wrong:
    if isinstance(node, Scalar) and node.plain and _WHOLE.fullmatch(node.text):
        return int(node.text)
    return _wrong(column, node)


def _truth(column: Column, node: Node) -> bool | Wrong:
    if isinstance(node, Scalar) and node.plain and node.text in _TRUTH:
        return _TRUTH[node.text]
    return _wrong(column, node)


def _date(column: Column, node: Node) -> dt.date | Wrong:
    if not (isinstance(node, Scalar) and _DATE.fullmatch(node.text)):
        return _wrong(column, node)
    try:
        return dt.date.fromisoformat(node.text)
    except ValueError:
        return Wrong("a date of the calendar")


def text(column: Column, node: Node) -> str | Wrong:
    """Text that no YAML reader takes for something else."""
    if not isinstance(node, Scalar) or is_blank(node):
        return _wrong(column, node)
    return node.text if is_text(node) else Wrong(words(column), f'put quotes round it: "{node.text[:60]}"')


def _choice(column: Column, node: Node) -> str | Wrong:
    value = text(column, node)
    if isinstance(value, Wrong) or value in column.choices:
        return value
    return Wrong(words(column), nearest_hint(value, column.choices))


def nearest_hint(name: str, valid: Sequence[str]) -> str:
    """The hint for a misspelt name; empty where no valid one is like it."""
    like = nearest(name[:80], valid)
    return f"nearest: {like}" if like else ""


_READERS: dict[Kind, Callable[[Column, Node], Any]] = {
    "number": number,
    "shares": number,
    "whole": _whole,
    "yes-no": _truth,
    "date": _date,
    "choice": _choice,
    "key": text,
    "text": text,
    "notes": text,
    "year": text,
}
