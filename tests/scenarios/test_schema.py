from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from scenarios.columns import columns
from scenarios.examples import example_data, examples
from scenarios.plan import TABLES, OpeningCases, Ramp
from scenarios.schema import schema

VALIDATOR = Draft7Validator(schema())


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str | bytes) -> Any:
    return yaml.load(text, EditorLoader)


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("name", examples())
def test_every_example_keeps_to_it(name: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(loaded(example_data(name)))] == []


SMALL = """
format: caseload-scenario/1
name: A
as_at: 2026-01-31
roles: {sw: {name: Social worker, turnover: 0.1}}
case_types:
teams:
  west: {name: West, cases: {cin: 3}, establishment: {sw: {posts: 3, in_post: 2}}}
moves:
- {from: {team: west, role: sw}, to: {team: west, role: m}, fte: 1, date: 2026-02-01}
assumptions: {ramps: {nqsw: [0.5]}, starter_cost: {nqsw: 3000}}
programme:
- {label: Total, group: total, years: {2019/20: {actual: 2152}}}
funding: {2020/21: {planned: 12}}
"""


def test_a_small_file_keeps_to_it() -> None:
    assert VALIDATOR.is_valid(loaded(SMALL))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: A", "nam: A"),
        ("caseload-scenario/1", "caseload-scenario/2"),
        ("as_at: 2026-01-31\n", ""),
        ("in_post: 2", "in_post: 2, vacant: 1"),
        (", in_post: 2", ""),
        ("posts: 3", "posts: -3"),
        ("turnover: 0.1", "turnover: null"),
        ("sw: {name", "SW_1: {name"),
        ("fte: 1, ", ""),
        ("from: {team: west, role: sw}", "from: {team: west}"),
        ("nqsw: [0.5]", "student: [0.5]"),
        ("nqsw: [0.5]", "nqsw: [-0.5]"),
        ("cin: 3", "cin: three"),
        ("nqsw: 3000", "agency: 3000"),
        ("nqsw: 3000", "nqsw: -1"),
        ("label: Total, ", ""),
        ("2019/20", "2019-20"),
        ("actual: 2152", "actual: -1"),
        ("2020/21", "1998/99"),
        ("planned: 12", "spent: 12"),
        ("date: 2026-02-01", "date: 2026-02-01, kind: promotion"),
    ],
)
def test_a_faulty_file_does_not(old: str, new: str) -> None:
    assert old in SMALL
    assert not VALIDATOR.is_valid(loaded(SMALL.replace(old, new)))


def test_every_field_has_its_title_in_it() -> None:
    titles = set(all_titles(schema()))
    for row in TABLES.values():
        if row not in (OpeningCases, Ramp):
            written = [each for each in columns(row) if each.name not in row.KEY or each.name == "id"]
            assert {each.title for each in written} <= titles


def all_titles(node: Any) -> list[str]:
    if isinstance(node, list):
        return [title for each in node for title in all_titles(each)]
    if not isinstance(node, dict):
        return []
    own = [node["title"]] if isinstance(node.get("title"), str) else []
    return own + [title for each in node.values() for title in all_titles(each)]
