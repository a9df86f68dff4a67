from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.blocks import block_text, parse_block


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
        ("1\r2\r", [["1"], ["2"]]),
        ("one", [["one"]]),
        ("", [[""]]),
        ("a\t\n\tb\n", [["a", ""], ["", "b"]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
        ('"two\nlines"\t"a ""word"""\nb', [["two\nlines", 'a "word"'], ["b"]]),
        ('"not closed\tb', [['"not closed', "b"]]),
        ('5" pipe\t6"', [['5" pipe', '6"']]),
        ('"', [['"']]),
        ("'=A1\t'word", [["=A1", "'word"]]),
    ],
)
def test_blocks_from_a_spreadsheet(text: str, rows: list[list[str]]) -> None:
    assert parse_block(text) == rows


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd|'/c calc'!A1", "'+cmd|'/c calc'!A1"),
        ("-name", "'-name"),
        ("@SUM(1)", "'@SUM(1)"),
        ("'=x", "''=x"),
        ("1,234.50", "1,234.50"),
        ("−1.50", "-1.50"),
        ("-1.50", "-1.50"),
        ("+2.00", "+2.00"),
        ("17.0%", "17.0%"),
        ("−1.60+2", "−1.60+2"),
        ("▲ +1.60", "▲ +1.60"),
        ("two\nlines", '"two\nlines"'),
        ("a\tb", '"a\tb"'),
        ('"quoted"', '"""quoted"""'),
        ("Zoë's team", "Zoë's team"),
    ],
)
def test_cells_for_a_spreadsheet(cell: str, text: str) -> None:
    assert block_text([[cell]]) == text


CELLS = st.text(st.characters(exclude_characters="\r−", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_copied_is_pasted_as_it_was(rows: list[list[str]]) -> None:
    assert parse_block(block_text(rows)) == rows
