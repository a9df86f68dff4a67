"""Rows keep their own rules, and numbers have the decimals they may have."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from scenarios.columns import columns
from scenarios.fields import FteChange, Reference
from scenarios.plan import TABLES
from scenarios.problems import field_faults
from scenarios.rules import broken_rules

FTE = TypeAdapter(FteChange)
REFERENCE = TypeAdapter(Reference)


@given(st.integers(-(10**7), 10**7))
def test_two_decimals_are_allowed_however_often_asked(hundredths: int) -> None:
    value = hundredths / 100
    assert FTE.validate_python(value) == FTE.validate_python(value) == value
    assert math.copysign(1, FTE.validate_python(-0.0)) == 1
    for _ in range(2):
        with pytest.raises(ValidationError, match="at most 2 decimals"):
            FTE.validate_python(value + 0.001)


def test_more_numbers_than_are_remembered_are_each_looked_at() -> None:
    for hundredths in range(10_000):
        assert FTE.validate_python(hundredths / 100) == hundredths / 100
    with pytest.raises(ValidationError, match="at most 2 decimals"):
        FTE.validate_python(0.001)


@pytest.mark.parametrize("wrong", ["", "North", "north ", "north\n", "nörd", "n" * 81])
def test_a_reference_is_a_key_and_the_same_object_each_time(wrong: str) -> None:
    first, second = ("-".join(["north", "east"]) for _ in range(2))
    assert first is not second
    assert REFERENCE.validate_python(first) is REFERENCE.validate_python(second)
    for _ in range(2):
        with pytest.raises(ValidationError, match="a key of a-z, 0-9 and hyphens"):
            REFERENCE.validate_python(wrong)


DAY, EARLIER = dt.date(2026, 10, 1), dt.date(2026, 9, 30)
PLACE = {"id": "one", "team": "north", "role": "manager"}
BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("pipeline", {**PLACE, "kind": "nqsw", "fte": 1.0, "start": DAY, "end": DAY}, "end"),
    ("pipeline", {**PLACE, "kind": "agency", "fte": 1.0, "start": DAY, "end": EARLIER}, "end"),
    ("agency", {**PLACE, "fte": 1.0, "start": DAY, "end": EARLIER}, "end"),
    ("absences", {**PLACE, "fte": 1.0, "reason": "sickness", "start": DAY, "end": EARLIER}, "end"),
    ("payments", {"id": "one", "amount": 1.0, "start": DAY, "end": EARLIER}, "end"),
    (
        "moves",
        {"id": "one", "fte": 1.0, "date": DAY}
        | {f"{side}_{name}": PLACE[name] for side in ("from", "to") for name in ("team", "role")},
        "to",
    ),
    ("programme", {"id": "one", "label": "Net", "group": "total", "basis": "net"}, "basis"),
]


@pytest.mark.parametrize(("table", "values", "field"), BROKEN)
def test_a_row_that_breaks_a_rule_is_refused_and_a_faulty_one_told_of_it_too(
    table: str, values: dict[str, Any], field: str
) -> None:
    kind = TABLES[table]
    with pytest.raises(ValidationError) as refused:
        kind.model_validate(values)
    ((named, _, allowed),) = field_faults(refused.value)
    assert named == field
    with pytest.raises(ValidationError) as refused:
        kind.model_validate(values | {"id": "Not a key"})
    assert {named for named, *_ in field_faults(refused.value)} == {"id", field}
    assert (field, allowed) in broken_rules(kind, values)


def test_every_rule_of_a_row_is_tried_here() -> None:
    ruled = [table for table, kind in TABLES.items() for column in columns(kind) for _ in column.rules]
    assert sorted(table for table, *_ in BROKEN) == sorted(ruled)
