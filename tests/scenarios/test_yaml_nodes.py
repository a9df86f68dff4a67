"""YAML is read strictly and within bounds, by the C parser and by the pure one alike."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml

from scenarios.files import parse_plan
from scenarios.problems import Faulty, Gathering, Problem
from scenarios.yaml_nodes import MAX_BYTES, Document, Listing, Mapping, Scalar, compose
from tests.scenarios.faulty_files import ONE_FAULT
from tests.scenarios.whole_file import WHOLE

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def parser(request: pytest.FixtureRequest) -> Any:
    return request.param


def faults(data: bytes, parser: type[Any]) -> list[tuple[int, str, str]]:
    try:
        problems: list[Problem] = compose(data, parser).problems
    except Faulty as faulty:
        problems = faulty.problems
    return sorted((problem.line, problem.place, problem.found) for problem in problems)


def one_fault(data: bytes, parser: type[Any]) -> tuple[int, str, str]:
    [fault] = faults(data, parser)
    return fault


def test_nodes_know_their_lines(parser: Any) -> None:
    data = b"a: 1 # one\n\nb:\n  - x\n  - 'y'\nc: |\n  two\n  lines\nd:\n"
    root = Mapping(
        1,
        {"a": Scalar(1, "a", True), "b": Scalar(3, "b", True), "c": Scalar(6, "c", True), "d": Scalar(9, "d", True)},
        {
            "a": Scalar(1, "1", True),
            "b": Listing(4, [Scalar(4, "x", True), Scalar(5, "y", False)]),
            "c": Scalar(6, "two\nlines\n", False),
            "d": Scalar(9, "", True),
        },
    )
    assert compose(data, parser) == Document(root, Gathering())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(parser: Any, end: str) -> None:
    assert compose(WHOLE.replace("\n", end).encode(), parser) == compose(WHOLE.encode(), parser)


def test_line_breaks_of_old_yaml_are_no_line_breaks(parser: Any) -> None:
    data = 'a: "1\x85\u2028\u2029 2"\nb: *x\n'.encode()
    assert one_fault(data, parser) == (2, "b", "the alias *x")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: {c: &x 3}\n", (2, "b › c", "the anchor &x")),
        ("a: &x {c: 3}\n", (1, "a", "the anchor &x")),
        ("a: 1\nb: [1, *x]\n", (2, "b › 2", "the alias *x")),
        ("a: 1\n*x : 2\n", (2, "?", "the alias *x")),
        ("a: !!str 1\n", (1, "a", "the tag '!!str'")),
        ("a: !!python/object/apply:os.system [ls]\n", (1, "a", "the tag '!!python/object/apply:os.system'")),
        ("a: ! x\n", (1, "a", "the tag '!'")),
        ("!!map {a: 1}\n", (1, "", "the tag '!!map'")),
        ("a: 1\n---\nb: 2\n", (2, "", "a second document")),
        ("a: 1\nb: {c: 1, d: 2,\n  c: 3}\n", (3, "b › c", "this key again")),
        ("? [a, b]\n: 1\n", (1, "?", "a key that is a list or a mapping")),
        ("a:\n\tb: 1\n", (2, "a", "a tab in the indentation")),
        ("a:\n  - b\n \t- c\n", (3, "a", "a tab in the indentation")),
        ("a:\n  -\tb: c\n", (2, "a › 1", "a tab in the indentation")),
        ("", (1, "", "an empty file")),
        ("# only a comment\n", (1, "", "an empty file")),
        ("a: 1\nb: \x07\n", (2, "", "the character U+0007")),
        ("a: 1\nb: \x00\n", (2, "", "the character U+0000")),
        ("a: 1\n\nb: \x7f\n", (3, "", "the character U+007F")),
        ("a: 1\nb: \ufffe\n", (2, "", "the character U+FFFE")),
    ],
)
def test_what_files_do_without(parser: Any, text: str, fault: tuple[int, str, str]) -> None:
    line, place, found = one_fault(text.encode(), parser)
    assert (line, found) == (fault[0], fault[2])
    assert fault[1].startswith(place)


@pytest.mark.parametrize("text", ["a: {b: 1,\n\tc: 2}\n", "a: 'b\n\tc'\n", "a: |\n  b\n\tc\n"])
def test_tabs_that_some_parsers_let_pass(parser: Any, text: str) -> None:
    line, _, found = one_fault(text.encode(), parser)
    assert (line, found) == (text.count("\n"), "a tab in the indentation")


@pytest.mark.parametrize("text", ["a: |\n  b\n  \tc\n", "a: 1\n\t\nb: 2\n", "a: 'b\tc'\n"])
def test_tabs_elsewhere(parser: Any, text: str) -> None:
    assert faults(text.encode(), parser) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\nb: {c: 1}}\n", 2),
        ("a: 1\nb: 'x\n\n", 4),
        ("a: 1\n b: 2\n", 2),
        ("a: 1\nb: c: d\n", 2),
        ("a: 1\nb\nc: 1\n", 3),
        ('a: "\\q"\nb: *x\n', 1),
        ("a: @b\n", 1),
        ('a: "\\UFFFFFFFF"\n', 1),
    ],
)
def test_broken_yaml_stops_at_its_first_fault(parser: Any, text: str, line: int) -> None:
    fault = one_fault(text.encode(), parser)
    assert fault[0] == line
    assert fault[2].startswith("broken YAML: ")


def test_a_fault_says_where_what_is_broken_began(parser: Any) -> None:
    with pytest.raises(Faulty) as refused:
        compose(b"a: 1\nb: [1,\n 2\nc: 3\n", parser)
    assert refused.value.problems[0].hint == "while parsing a flow sequence from line 2"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (WHOLE.encode("utf-16"), "UTF-16"),
        (WHOLE.encode("utf-16-le"), "UTF-16"),
        (WHOLE.encode("utf-16-be"), "UTF-16"),
        (WHOLE.encode("utf-32"), "UTF-32"),
        (WHOLE.encode("utf-32-be"), "UTF-32"),
        (b"a: 1\nb: Zo\xeb\n", "bytes that are not UTF-8, perhaps Windows-1252"),
    ],
)
def test_other_encodings_are_refused_by_name(parser: Any, data: bytes, found: str) -> None:
    assert one_fault(data, parser) == (2 if data[-1] == 10 and len(data) < 20 else 1, "", found)


def test_utf8_with_and_without_its_mark(parser: Any) -> None:
    text = "name: Zoë £ 日本 \U0001f600\n"
    assert compose(text.encode("utf-8-sig"), parser) == compose(text.encode(), parser)


def test_size_is_capped(parser: Any) -> None:
    comment = b"#" * (MAX_BYTES - 5) + b"\n"
    assert faults(b"a: 1" + b"\n" + comment[1:], parser) == []
    assert one_fault(b"a: 1" + b"\n" + comment + b"\n", parser)[2] == "more than 1 MB"


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_depth_is_capped(parser: Any, pair: str) -> None:
    def nested(depth: int) -> bytes:
        inner = "a: " if pair == "{}" else ""
        return (f"{pair[0]}{inner}" * (depth - 1) + pair + pair[1] * (depth - 1)).encode()

    assert faults(nested(50), parser) == []
    assert one_fault(nested(51), parser)[2] == "nesting that is too deep"


@pytest.mark.parametrize("start", ["[", "{a: ", "- ", "? ", "{? ", "[a: ", "{a: &a [", "[[],"])
def test_deep_nesting_neither_crashes_nor_takes_long(parser: Any, start: str) -> None:
    data = (start * 60_000).encode()
    assert one_fault(data, parser)[2] == "nesting that is too deep"


def test_laughs_by_the_billion_are_counted_not_told() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(faults(laughs.encode(), yaml.SafeLoader)) == 9 + 16


def test_both_parsers_build_the_same_trees() -> None:
    for old, new, _ in ONE_FAULT:
        data = WHOLE.replace(old, new).encode()
        trees = {repr(compose(data, each)) for each in PARSERS}
        assert len(trees) == 1


def test_damaged_files_are_read_or_refused_and_nothing_else() -> None:
    """Bytes changed, dropped, doubled and moved: a file is a plan or has faults with lines that are there."""
    dice = random.Random(7)
    problems = [_problems(_damaged(WHOLE.encode(), dice)) for _ in range(2000)]
    assert 1000 < sum(map(bool, problems)) < 2000


def _problems(data: bytes) -> list[Problem]:
    try:
        parse_plan(data)
    except Faulty as faulty:
        lines = data.replace(b"\r", b"\n").count(b"\n") + 1
        wrong = [each for each in faulty.problems if not (1 <= each.line <= lines and each.what.isprintable())]
        return faulty.problems if not wrong else pytest.fail(f"{data!r}: {wrong}")
    return []


def _damaged(whole: bytes, dice: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(dice.randint(1, 3)):
        _damage(data, dice)
    return bytes(data)


def _damage(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    kind = dice.randrange(5)
    if kind == 0:
        data[at] = dice.randrange(256)
    elif kind == 1:
        data[at] = dice.choice(b"{}[]:,-\n\t '\"#&*!|>?%@0.e~")
    elif kind == 2:
        del data[at : at + dice.randint(1, 30)]
    elif kind == 3:
        data[at:at] = data[at : at + dice.randint(1, 30)]
    else:
        data[at:at] = bytes([dice.choice(b"{}[]:,-\n\t '\"#&*!|>?%@0.e~")])
