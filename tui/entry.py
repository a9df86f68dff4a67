"""What a manager types into a cell, read as the value of its column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from scenarios.columns import Column
from scenarios.text import clean_line, clean_notes, nearest
from tui.entry_dates import ALLOWED as DATE_ALLOWED
from tui.entry_dates import YEAR_ALLOWED, read_date, read_year
from tui.entry_numbers import read_number, read_shares, read_whole
from tui.refusal import Refusal

MOST_LISTED = 8


def read_entry(
    column: Column,
    text: str,
    *,
    current: Any = None,
    reference: dt.date | None = None,
    names: Mapping[str, str] | None = None,
) -> Any:
    """The value of what was typed; raises Refusal where it has none.

    `current` is the value that is there, for relative entry; `reference` gives a date its year; `names` are the
    names of the rows a key may refer to, by key. Bounds are the row's own to check. Empty text is nothing in an
    optional column, and else the column's default.
    """
    typed = text.strip()
    if not typed:
        return _blank(column)
    match column.kind:
        case "number":
            return read_number(column, typed, current)
        case "whole":
            return read_whole(column, typed, current)
        case "date":
            return read_date(typed, current, reference)
        case "shares":
            return read_shares(typed)
        case _:
            return _read_words(column, typed, names)


def _blank(column: Column) -> Any:
    if column.optional:
        return None
    if column.required:
        raise Refusal(None, hint(column) or "a text that is not empty")
    return column.default


def _read_words(column: Column, typed: str, names: Mapping[str, str] | None) -> Any:
    match column.kind:
        case "yes-no":
            return _one_of(typed, {"yes": True, "no": False, "true": True, "false": False}, ("yes", "no"))
        case "choice":
            return _one_of(typed, {choice: choice for choice in column.choices}, column.choices)
        case "key" if column.refers:
            return _read_key(typed, names or {})
        case "year":
            return read_year(typed)
        case "notes":
            return clean_notes(typed)
        case _:
            return clean_line(typed)


def _fold(text: str) -> str:
    return clean_line(text).casefold().replace("-", " ")


def _one_of(typed: str, values: Mapping[str, Any], allowed: tuple[str, ...]) -> Any:
    wanted = _fold(typed)
    exact = [value for name, value in values.items() if _fold(name) == wanted]
    begun = {name: value for name, value in values.items() if _fold(name).startswith(wanted)}
    if exact or len(set(map(repr, begun.values()))) == 1:
        return (exact or list(begun.values()))[0]
    raise Refusal(typed, listed(tuple(begun) or allowed), _like(typed, allowed) if not begun else "")


def _read_key(typed: str, names: Mapping[str, str]) -> str:
    """A key by itself, by the name of its row, or by how either begins where only one row begins so."""
    wanted = _fold(typed)
    exact = [key for key, name in names.items() if wanted in (_fold(key), _fold(name))]
    by_key = [key for key in exact if key == typed.casefold()]
    begun = [key for key, name in names.items() if _fold(key).startswith(wanted) or _fold(name).startswith(wanted)]
    found = by_key or exact or begun
    if len(found) == 1:
        return found[0]
    if exact:
        raise Refusal(typed, f"one of the keys {listed(tuple(exact))}, as the name is theirs alike")
    allowed = tuple(names[key] for key in found) or tuple(names.values())
    raise Refusal(typed, listed(allowed), "" if found else _like(typed, allowed))


def _like(typed: str, allowed: tuple[str, ...]) -> str:
    like = nearest(typed.casefold(), [name.casefold() for name in allowed])
    return next((f"nearest: {name}" for name in allowed if name.casefold() == like), "")


def listed(names: tuple[str, ...]) -> str:
    """The first few names, for a hint or a refusal."""
    if not names:
        return "none yet"
    return ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")


def hint(column: Column, names: Mapping[str, str] | None = None) -> str:
    """What may be typed into a column, in a line."""
    match column.kind:
        case "number" | "whole":
            text = _number_hint(column)
        case "date":
            text = DATE_ALLOWED
        case "choice":
            text = listed(column.choices)
        case "yes-no":
            text = "yes or no"
        case "year":
            text = YEAR_ALLOWED
        case "shares":
            text = "percentages by month: 60 60 90, or 60% × 6, 90% × 6; no ramp for a full caseload at once"
        case "key" if column.refers and names is not None:
            text = listed(tuple(names.values()))
        case _:
            text = ""
    return f"{text}; blank for none" if text and column.optional else text


def _number_hint(column: Column) -> str:
    if column.unit.name == "share" and column.unit.signed:
        return "percentage: +5 or -2.5%"
    if column.unit.name == "share":
        return "percentage: 17 or 16.99%; +1 adds a percentage point; =-2 for a value below 0"
    if column.unit.signed:
        return f"{column.unit.name}: +3 or " + ("-1.5" if column.unit.places else "-2")
    if column.kind == "whole":
        return f"{column.unit.name}: a whole number, or +3 to add"
    return f"{column.unit.name}: 12.5, or +3, -1.5, +5% to change what is there"
