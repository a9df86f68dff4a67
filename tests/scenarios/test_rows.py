"""Rows keep their own rules, and numbers have the decimals they may have."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from scenarios.fields import FteChange, Reference
from scenarios.levers import LEVERS
from scenarios.plan import TABLES
from scenarios.row import Row, RuledRow

FTE = TypeAdapter(FteChange)
REFERENCE = TypeAdapter(Reference)


@pytest.mark.parametrize("kind", [*TABLES.values(), *LEVERS])
def test_a_kind_of_row_with_rules_is_held_to_them(kind: type[Row]) -> None:
    declared = any("rules" in vars(each) for each in kind.__mro__ if each is not Row)
    assert issubclass(kind, RuledRow) or not declared


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
