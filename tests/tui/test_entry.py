from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.columns import Column, column, columns
from scenarios.fields import FIRST_DATE, LAST_DATE
from scenarios.plan import (
    TABLES,
    Absence,
    Assumptions,
    CaseType,
    Funding,
    Header,
    Line,
    PostChange,
    Ramp,
    Role,
    Row,
    Starter,
    Team,
)
from tui.entry import hint, read_entry
from tui.format import cell, edit_text
from tui.refusal import Refusal

FTE = column(Line, "posts")
SHARE = column(Starter, "likelihood")
SIGNED = column(PostChange, "fte")
MONTHS = column(Header, "months")
START = column(Starter, "start")
KIND = column(Starter, "kind")
TEAM = column(Starter, "team")
SHARES = column(Ramp, "shares")
HERE = dt.date(2026, 1, 31)
NAMES = {"west": "Assessment West", "east": "Assessment East", "lac-1": "Looked After", "lac-2": "Looked After"}


@pytest.mark.parametrize(
    ("text", "current", "value"),
    [
        ("12", 5.0, 12.0),
        (" 12.5 ", 5.0, 12.5),
        ("1,234.5", 5.0, 1234.5),
        ("1,234,567", 5.0, 1234567.0),
        (".5", 5.0, 0.5),
        ("5.", 5.0, 5.0),
        ("+3", 5.0, 8.0),
        ("-1.5", 5.0, 3.5),
        ("−1.5", 5.0, 3.5),
        ("- 1.5", 5.0, 3.5),
        ("+5%", 20.0, 21.0),
        ("-5%", 20.0, 19.0),
        ("+5%", 20.13, 21.14),
        ("+0.1", 0.2, 0.3),
        ("-8", 5.0, -3.0),
        ("=-1", 5.0, -1.0),
        ("=+1", 5.0, 1.0),
        ("=7", None, 7.0),
        ("-0", 0.0, 0.0),
    ],
)
def test_numbers(text: str, current: float | None, value: float) -> None:
    read = read_entry(FTE, text, current=current)
    assert read == value
    assert str(read) != "-0.0"


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-inf", "1e3", "１２", "٣", "1_000", "1,23", "12,34.5", "0x10", "--3", "+-3", "1.2.3", "5%", "=5%",
     "£5", "(5)", "1 234", "=", "+", "%", "12 FTE", "9" * 400],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(Refusal, match=r"^found .*; allowed: a number such as 1,234.5"):
        read_entry(FTE, text, current=5.0)


def test_decimals_are_refused_rather_than_rounded_away() -> None:
    with pytest.raises(Refusal, match=r"found '1.005'; allowed: at most 2 decimals"):
        read_entry(FTE, "1.005")
    with pytest.raises(Refusal, match="at most 2 decimals"):
        read_entry(SHARE, "16.995")
    with pytest.raises(Refusal, match="a whole number"):
        read_entry(MONTHS, "12.5")


def test_nothing_is_relative_to_nothing() -> None:
    with pytest.raises(Refusal, match="there is none here to change"):
        read_entry(column(Line, "turnover"), "+1")


@pytest.mark.parametrize(
    ("text", "value"),
    [("17", 0.17), ("17%", 0.17), ("16.99", 0.1699), ("1", 0.01), ("100", 1.0), ("0", 0.0), ("+1", 0.26),
     ("+5%", 0.30), ("-5%", 0.20), ("-0.5", 0.245), ("=-2%", -0.02), ("=-2", -0.02)],
)  # fmt: skip
def test_shares_are_typed_in_percentages_and_changed_by_points(text: str, value: float) -> None:
    assert read_entry(SHARE, text, current=0.25) == value


@pytest.mark.parametrize(("text", "value"), [("+3", 3.0), ("-1", -1.0), ("2", 2.0), ("=-1.5", -1.5), ("−2", -2.0)])
def test_a_signed_column_takes_signs_as_part_of_the_value(text: str, value: float) -> None:
    assert read_entry(SIGNED, text, current=10.0) == value


def test_a_signed_column_has_nothing_relative() -> None:
    with pytest.raises(Refusal, match=r"such as \+3 or -1.5"):
        read_entry(SIGNED, "+5%", current=10.0)


@pytest.mark.parametrize(("text", "value"), [("36", 36), ("+12", 36), ("-6", 18), ("+5%", 25)])
def test_whole_numbers(text: str, value: int) -> None:
    read = read_entry(MONTHS, text, current=24)
    assert read == value
    assert isinstance(read, int)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7/3/2019", dt.date(2019, 3, 7)),
        ("07/03/19", dt.date(2019, 3, 7)),
        ("7.3.2019", dt.date(2019, 3, 7)),
        ("7-3-2019", dt.date(2019, 3, 7)),
        ("7 Mar 2019", dt.date(2019, 3, 7)),
        ("7 MARCH 2019", dt.date(2019, 3, 7)),
        ("7mar2019", dt.date(2019, 3, 7)),
        ("1st September 2026", dt.date(2026, 9, 1)),
        ("2019-03-07", dt.date(2019, 3, 7)),
        ("=2019-03-07", dt.date(2019, 3, 7)),
        ("1/4", dt.date(2020, 4, 1)),
        ("1 apr", dt.date(2020, 4, 1)),
        ("29/2", dt.date(2020, 2, 29)),
        ("Sep 2026", dt.date(2026, 9, 1)),
        ("sept 2026", dt.date(2026, 9, 1)),
        ("9/2026", dt.date(2026, 9, 1)),
        ("+1m", dt.date(2026, 2, 28)),
        ("-2m", dt.date(2025, 11, 30)),
        ("−2m", dt.date(2025, 11, 30)),
        ("+1w", dt.date(2026, 2, 7)),
        ("+10d", dt.date(2026, 2, 10)),
        ("+1y", dt.date(2027, 1, 31)),
    ],
)
def test_dates(text: str, value: dt.date) -> None:
    assert read_entry(START, text, current=HERE, reference=dt.date(2020, 6, 1)) == value


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("31/4/2019", "a day from 1 to 30 in Apr 2019"),
        ("29 Feb 2019", "a day from 1 to 28 in Feb 2019"),
        ("0/4/2019", "a day from 1 to 30"),
        ("3/13/2019", "a month from 1 to 12, after the day"),
        ("2019-00-01", "a month from 1 to 12"),
        ("0000-01-01", "a month from 1 to 12"),
        ("7 Foo 2019", "a date such as 7/3/2019"),
        ("tomorrow", "a date such as 7/3/2019"),
        ("20190307", "a date such as 7/3/2019"),
        ("７/3/2019", "a date such as 7/3/2019"),
        ("+3", r"\+3d, \+3w or \+3m"),
        ("+9999y", "a date within the calendar"),
        ("-2001y", "a date within the calendar"),
    ],
)
def test_what_is_no_date_is_refused(text: str, allowed: str) -> None:
    with pytest.raises(Refusal, match=f"allowed: ({allowed})"):
        read_entry(START, text, current=dt.date(2000, 1, 1), reference=HERE)


def test_a_date_needs_something_to_count_from_or_a_year() -> None:
    with pytest.raises(Refusal, match="none here to count from"):
        read_entry(START, "+1m")
    with pytest.raises(Refusal, match="a date with its year"):
        read_entry(START, "1/4")


@pytest.mark.parametrize(("text", "value"), [("p", "permanent"), ("NQSW", "nqsw"), ("ag", "agency")])
def test_choices_by_how_they_begin(text: str, value: str) -> None:
    assert read_entry(KIND, text) == value


def test_choices_with_hyphens_may_be_typed_without() -> None:
    assert read_entry(column(Absence, "reason"), "career b") == "career-break"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x", "found 'x'; allowed: permanent, nqsw, overseas, agency"),
        ("agancy", r"allowed: permanent, nqsw, overseas, agency \(nearest: agency\)"),
    ],
)
def test_other_choices_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_entry(KIND, text)


def test_a_choice_that_may_be_two_names_both() -> None:
    with pytest.raises(Refusal, match=r"found 's'; allowed: sickness, secondment$"):
        read_entry(column(Absence, "reason"), "s")


@pytest.mark.parametrize(
    ("text", "value"),
    [("west", "west"), ("WEST", "west"), ("assessment east", "east"), ("assessment w", "west"), ("lac-2", "lac-2"),
     ("lac 1", "lac-1"), ("e", "east")],
)  # fmt: skip
def test_keys_by_name_or_key(text: str, value: str) -> None:
    assert read_entry(TEAM, text, names=NAMES) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("assess", "allowed: Assessment West, Assessment East$"),
        ("looked after", "one of the keys lac-1, lac-2, as the name is theirs alike"),
        ("Asessment West", "nearest: Assessment West"),
        ("zzz", "allowed: Assessment West, Assessment East, Looked After, Looked After$"),
    ],
)
def test_unknown_and_ambiguous_keys_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_entry(TEAM, text, names=NAMES)


def test_a_key_is_refused_where_there_are_no_rows() -> None:
    with pytest.raises(Refusal, match="allowed: none yet"):
        read_entry(TEAM, "west", names={})


@pytest.mark.parametrize(("text", "value"), [("y", True), ("Yes", True), ("no", False), ("N", False), ("true", True)])
def test_yes_or_no(text: str, value: object) -> None:
    assert read_entry(column(Assumptions, "absences_count_as_gap"), text) is value


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(Refusal, match="allowed: yes, no"):
        read_entry(column(Assumptions, "absences_count_as_gap"), "1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60 60 90", (0.6, 0.6, 0.9)),
        ("60% × 6, 90% × 6", (0.6,) * 6 + (0.9,) * 6),
        ("60x6 90x6", (0.6,) * 6 + (0.9,) * 6),
        ("60 X 2; 90 * 1".lower(), (0.6, 0.6, 0.9)),
        ("16.99%", (0.1699,)),
        ("no ramp", ()),
        ("None", ()),
    ],
)
def test_ramps(text: str, value: tuple[float, ...]) -> None:
    assert read_entry(SHARES, text) == value


@pytest.mark.parametrize("text", ["x6", "60,,90", "nan", "60 -5", "60x", "６０", "60x6x6"])
def test_other_ramps_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="allowed: percentages by month"):
        read_entry(SHARES, text)


def test_empty_is_nothing_or_the_default_or_refused() -> None:
    assert read_entry(column(Team, "target_caseload"), "  ") is None
    assert read_entry(column(Starter, "end"), "") is None
    assert read_entry(SHARE, "") == 1.0
    assert read_entry(column(Team, "service"), "") == ""
    with pytest.raises(Refusal, match=r"found nothing; allowed: FTE: 12.5"):
        read_entry(column(Starter, "fte"), "")
    with pytest.raises(Refusal, match="found nothing; allowed: a text"):
        read_entry(column(Team, "name"), "")


@pytest.mark.parametrize("text", ["2020/21", "2020-21", "20/21", "2020 – 2021", " 2020/2021 "])
def test_a_financial_year_is_written_as_councils_do(text: str) -> None:
    assert read_entry(column(Funding, "year"), text) == "2020/21"


@pytest.mark.parametrize("text", ["2020", "2020/22", "21/20", "next year"])
def test_what_is_no_financial_year_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="allowed: a financial year such as 2020/21"):
        read_entry(column(Funding, "year"), text)


@pytest.mark.parametrize(
    ("text", "value"), [("£1,800", 1800.0), ("£ 1280.50", 1280.5), ("+£50", 1850.0), ("+5%", 1890.0)]
)
def test_amounts_take_a_pound_sign(text: str, value: float) -> None:
    assert read_entry(column(Role, "agency_week"), text, current=1800.0) == value


@pytest.mark.parametrize(("value", "text"), [(39500.0, "39,500"), (1280.5, "1,280.50"), (0.0, "0")])
def test_amounts_have_pence_where_there_are_any(value: float, text: str) -> None:
    assert cell(column(Role, "pay"), value) == text


def test_words_are_cleaned() -> None:
    assert read_entry(column(Team, "name"), "  Zoë's \x1b[31m  team\u202e") == "Zoë's [31m team"
    assert read_entry(column(Header, "notes"), "=one\ntwo\x07 ") == "=one\ntwo"


ALL_COLUMNS = [(row, each) for row in TABLES.values() for each in columns(row)]


@pytest.mark.parametrize(("row", "each"), ALL_COLUMNS, ids=lambda part: getattr(part, "name", part.__class__.__name__))
def test_every_column_that_is_not_words_has_a_hint(row: type[Row], each: Column) -> None:
    assert row
    assert bool(hint(each, NAMES)) == (each.kind not in ("text", "notes") and (each.kind != "key" or bool(each.refers)))


def number_in(unit_places: int, low: float, high: float) -> st.SearchStrategy[float]:
    scale = 10**unit_places
    return st.integers(int(low * scale), int(high * scale)).map(lambda whole: whole / scale)


ROUND_TRIPS: list[tuple[Column, st.SearchStrategy[Any]]] = [
    (FTE, number_in(2, 0, 1_000_000)),
    (column(CaseType, "weight"), number_in(4, 0, 1000)),
    (SHARE, number_in(4, 0, 1)),
    (START, st.dates(FIRST_DATE, LAST_DATE)),
    (KIND, st.sampled_from(KIND.choices)),
    (SHARES, st.lists(number_in(4, 0, 2), max_size=20).map(tuple)),
    (TEAM, st.sampled_from(["west", "east"])),
    (MONTHS, st.integers(1, 120)),
]


@pytest.mark.parametrize(("each", "values"), ROUND_TRIPS, ids=lambda part: getattr(part, "name", ""))
def test_what_an_editor_begins_with_reads_as_the_value(each: Column, values: st.SearchStrategy[Any]) -> None:
    @given(values)
    def check(value: Any) -> None:
        assert read_entry(each, edit_text(each, value, NAMES), current=value, names=NAMES) == value

    check()


@given(number_in(2, -1_000_000, 1_000_000))
def test_a_signed_value_reads_as_it_is_shown(value: float) -> None:
    assert read_entry(SIGNED, edit_text(SIGNED, value)) == value
    assert read_entry(SIGNED, cell(SIGNED, value)) == value


@given(number_in(2, 0, 100_000), number_in(2, 0, 100_000))
def test_a_relative_entry_adds_exactly(there: float, added: float) -> None:
    more = read_entry(FTE, f"+{added:.2f}", current=there)
    assert round(more * 100) == round(there * 100) + round(added * 100)
    assert read_entry(FTE, f"-{added:.2f}", current=more) == there


@given(st.text(max_size=40), st.sampled_from([each for _, each in ALL_COLUMNS]))
def test_no_text_does_more_than_be_read_or_refused(text: str, each: Column) -> None:
    with suppress(Refusal):
        value = read_entry(each, text, reference=HERE, names=NAMES)
        assert cell(each, value, NAMES).isprintable() or each.kind in ("text", "notes", "key")
