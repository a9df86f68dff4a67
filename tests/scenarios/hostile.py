"""Plans whose names, notes, keys and ids are what YAML readers of any version have taken for something else."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scenarios.columns import Column, columns
from scenarios.plan import TABLES, Plan, Row
from tests.scenarios.strategies import CASE_TYPES, ROLES, TEAMS, plans_with_money

MISTAKEN = (
    *("no", "Yes", "ON", "off", "y", "N", "true", "False", "null", "~", "NULL", "nan", ".nan", ".inf", "-.INF"),
    *("017", "0o17", "0x1F", "0b1", "1e3", "1_000", "12:30", "190:20:30", "3.", ".5", "+1", "-0", "1,000", "= ", "<<"),
    *("2019-03-07", "2019-3-7", "2019-03-07T10:00:00Z", "- a", "-", "---", "...", "? a", ": a", "a: b", "a:", "a #b"),
    *("#", "&a", "*a", "!a", "!!str", "|", ">", "%a", "@a", "`a", "'", '"', "''", '""', "a'b", '"a"', "{a: b}", "[a]"),
    *(
        "a, b",
        "{",
        "}",
        "]",
        "\\",
        "\\n",
        "a\\",
        "[/]",
        "[red]x",
        "\x1b[31m",
        "\x00",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
    ),
    *(
        "a\ufffe",
        "\uffff",
        "\ud7ff\ue000",
        "\u202ea",
        "Zoë £",
        "日本",
        "\U0001f600",
        "e\u0301",
        "\U0001fffe",
        "\xa0a\xad",
    ),
    *(
        "a\tb",
        "\ta",
        " a ",
        "a  b",
        "a\nb",
        "a\r\nb",
        "\n\n a",
        "x" * 119,
        "é" * 60,
        "=1+1",
        "a\n\n\n  b\n# c\n---\nd: e",
    ),
)
KEYS = (
    "no",
    "null",
    "true",
    "017",
    "1e3",
    "0x1f",
    "-",
    "---",
    "0",
    "2019-03-07",
    "y",
    "x" * 80,
    "1-2",
    "nan",
    "3fa85f64",
)

texts = st.sampled_from(MISTAKEN) | st.text(max_size=20) | st.lists(st.sampled_from(MISTAKEN), max_size=4).map(" ".join)
notes = texts | st.lists(texts, max_size=5).map("\n".join)
keys = st.permutations(KEYS)


@st.composite
def hostile_plans(draw: Any) -> Plan:
    """Generated plans with other keys, ids and texts."""
    plan: Plan = draw(plans_with_money())
    renamed = dict(zip((*TEAMS, *ROLES, *CASE_TYPES), draw(keys), strict=False))
    renamed |= {line.id: key for line, key in zip(plan.programme, KEYS, strict=False)}
    return plan.with_rows(
        **{table: [_row(draw, row, n, renamed) for n, row in enumerate(plan.rows(table))] for table in TABLES}
    )


def _row(draw: Any, row: Row, number: int, renamed: dict[str, str]) -> Row:
    values: dict[str, Any] = {
        each.name: _value(draw, getattr(row, each.name), each, renamed) for each in columns(type(row))
    }
    if "id" in values and number < len(KEYS):
        values["id"] = KEYS[number]
    return type(row).model_validate(values)


def _value(draw: Any, value: Any, column: Column, renamed: dict[str, str]) -> Any:
    if column.kind == "key":
        return renamed.get(value, value)
    if column.kind == "notes":
        return draw(notes)
    if column.kind != "text":
        return value
    text = draw(texts)[:60]
    return text if not column.required else f"{text}{draw(st.sampled_from(('.', 'x', '1', ':')))}"
