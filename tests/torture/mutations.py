"""Scenario files made wrong: bytes, lines and words of sound ones spoilt, and whole files that are a trap."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings

from scenarios.examples import example_data, examples
from scenarios.files import plan_text
from scenarios.plan import Plan
from tests.scenarios.county import county
from tests.scenarios.hostile import hostile_plans
from tests.scenarios.whole_file import WHOLE
from tests.test_docs import FILE_FORMAT, block

Mutation = Callable[[Random, bytes], bytes]

TOKENS = (
    *("1e400", "-0", "-0.0", "12:30", "017", "0x1F", "0o17", "1_000", "１２", "٣", ".inf", "-.inf", ".nan", "9" * 400),
    *("1e-400", "0." + "0" * 300 + "1", "+", "-", "&a 1", "*a", "!!python/object:os.system 1", "!!binary aGk=", "!x"),
    *(
        "? :",
        "? [a]",
        "<<: *a",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "- - -",
        "|",
        ">",
        "|2",
        ">-",
        "%YAML 1.1",
        "---",
        "...",
        "\t",
    ),
    *("1999-12-31", "2101-01-01", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "2026-1-1", "2026-W10-4"),
    *(
        "nowhere",
        "true",
        "yes",
        "NO",
        "null",
        "~",
        '""',
        "''",
        "'",
        '"',
        "\\",
        "#",
        ": ",
        "@",
        "`",
        "=1+1",
        "[/]",
        "[red]",
    ),
    *(
        '"\\u202e"',
        '"\\ud800"',
        '"\\e[31m"',
        '"\\0"',
        "\x1b[31m",
        "\x00",
        "\x07",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
    ),
    *("\ufffe", "\U0001f600", "日本", "שלום", "e\u0301", "а", "a" * 1100, "[" * 60, "{a: " * 60, "x: " * 3),
)
KEYS = (
    "id",
    "team",
    "role",
    "fte",
    "posts",
    "in_post",
    "vacant",
    "from",
    "to",
    "key",
    "name",
    "based_on",
    "format",
    "<<",
)


TRAP_EVERY = 20


def seeds() -> list[bytes]:
    """Sound files: the bundled examples, that of the manual, one with everything, and generated plans."""
    made = [plan_text(county(seed=number, teams=8 + number)) for number in range(3)]
    texts = [WHOLE, block(FILE_FORMAT, "yaml"), *made, *map(plan_text, generated(8))]
    return [example_data(name) for name in examples() if "county" not in name] + [text.encode() for text in texts]


def generated(count: int) -> list[Plan]:
    """Plans whose names and keys are awkward, the same ones every time."""
    plans: list[Plan] = []

    @seed(5)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(hostile_plans())
    def keep(plan: Plan) -> None:
        plans.append(plan)

    keep()
    return plans


def spoilt(number: int, sound: list[bytes]) -> bytes:
    """The mutated file of a number: the same one every time."""
    random = Random(number)
    if number % TRAP_EVERY == 0:
        return _trap(random)
    data = random.choice(sound)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = random.choice(_MUTATIONS)(random, data)
    return data


def _flipped(random: Random, data: bytes) -> bytes:
    spoilt_data = bytearray(data)
    for _ in range(random.choice((1, 1, 5)) if data else 0):
        spoilt_data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(spoilt_data)


def _cut(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 10, 300, len(data))) :]


def _any_bytes(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.randbytes(random.choice((1, 2, 4, 40))) + data[start:]


def _lines(change: Callable[[Random, list[bytes], int], None]) -> Mutation:
    def mutation(random: Random, data: bytes) -> bytes:
        lines = data.split(b"\n")
        change(random, lines, random.randrange(len(lines)))
        return b"\n".join(lines)

    return mutation


def _drop(_: Random, lines: list[bytes], at: int) -> None:
    del lines[at]


def _double(random: Random, lines: list[bytes], at: int) -> None:
    lines[at:at] = lines[at : at + random.choice((1, 1, 4))]


def _indent(random: Random, lines: list[bytes], at: int) -> None:
    lines[at] = random.choice((b" ", b"  ", b"\t", b"    ", b"- ")) + lines[at]


def _outdent(_: Random, lines: list[bytes], at: int) -> None:
    lines[at] = lines[at].lstrip()


def _swap(random: Random, lines: list[bytes], at: int) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _word(random: Random, lines: list[bytes], at: int) -> None:
    """A value, a key or a word within a line replaced by something hostile."""
    head, colon, value = lines[at].partition(b": ")
    token = random.choice(TOKENS).encode("utf-8", "surrogatepass")
    if colon and random.random() < 0.7:
        parts = value.split(b", ")
        spot = random.randrange(len(parts))
        within, found, _ = parts[spot].rpartition(b": ")
        parts[spot] = within + found + token
        lines[at] = head + colon + b", ".join(parts)
    else:
        lines[at] = lines[at].replace(head.strip(), token, 1)


def _key(random: Random, lines: list[bytes], at: int) -> None:
    head, colon, value = lines[at].partition(b":")
    blank = head[: len(head) - len(head.lstrip())]
    lines[at] = blank + random.choice(KEYS).encode() + (colon or b": ") + value


def _insert(random: Random, lines: list[bytes], at: int) -> None:
    indent = b" " * random.choice((0, 2, 4, 6))
    key = random.choice(KEYS).encode()
    lines.insert(at, indent + key + b": " + random.choice(TOKENS).encode("utf-8", "surrogatepass"))


def _circular(_: Random, data: bytes) -> bytes:
    """A scenario that says it is based on itself."""
    lines = [line for line in data.split(b"\n") if not line.startswith(b"based_on:")]
    name = next((line[6:] for line in lines if line.startswith(b"name: ")), b"itself")
    return b"\n".join([*lines[:1], b"based_on: " + name, *lines[1:]])


def _recoded(random: Random, data: bytes) -> bytes:
    """The same text in another encoding, or with a mark of one."""
    text = data.decode("utf-8", "replace")
    codec = random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7"))
    mark = random.choice((b"", b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return mark + text.encode(codec, "replace")


def _line_ends(random: Random, data: bytes) -> bytes:
    return data.replace(
        b"\n", random.choice((b"\r\n", b"\r", "\x85".encode(), "\u2028".encode(), b"\n\n", b" \n", b""))
    )


def _not_utf8(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return (
        data[:start] + random.choice((b"\xed\xa0\x80", b"\xff", b"\xc0\x80", b"\xe9", b"\x80", b"\xf5")) + data[start:]
    )


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flipped, _cut, _any_bytes, _circular, _recoded, _line_ends, _not_utf8),
    *map(_lines, (_drop, _double, _indent, _outdent, _swap, _insert, _key, _key)),
    *map(_lines, (_word,) * 6),
)

ROOM = 990_000
_HEAD = "format: caseload-scenario/1\nname: Trap\nas_at: 2020-01-01\nmonths: 120\nroles:\n  a: {name: A}\n"
_LEAVERS = _HEAD + "teams:\n" + "".join(f"  team-{n}: {{name: A}}\n" for n in range(8000)) + "leavers:\n"
_LINE = "establishment: {a: {posts: 1, in_post: 1}}"


def filled(head: str, row: str, end: str, most: int = ROOM) -> str:
    """A head, and a row numbered on and on as far as a file may go, or up to so many bytes."""
    rows, room = [head], most - len(head) - len(end)
    for number in range(room):
        text = row.replace("#", str(number))
        room -= len(text)
        if room < 0:
            break
        rows.append(text)
    return "".join(rows) + end


LEAVERS_OF_NO_TEAM = (_LEAVERS, "  - {team: taem-#, role: x, fte: 1, last_day: 2020-02-01}\n", "")
TRAPS: tuple[tuple[str, str, str], ...] = (
    *((_HEAD, "nmae#: x\n", ""), (_HEAD + "teams:\n", "  t#: {nmae#: 1}\n", ""), (_HEAD, "a: 1\n", "")),
    LEAVERS_OF_NO_TEAM,
    (_LEAVERS, "  - {team: team-#, role: a, fte: 1, last_day: 2020-02-01}\n", ""),
    (_HEAD + "teams:\n", f"  t#: {{name: A, {_LINE}}}\n", ""),
    (
        _HEAD + f"teams:\n  t: {{name: A, {_LINE}}}\nleavers:\n",
        "  - {team: t, role: a, fte: 0, last_day: 2021-01-01}\n",
        "",
    ),
    (_HEAD + "teams: {}\nleavers:\n", "  - *a#\n", ""),
    (_HEAD + "teams: {}\nleavers:\n", "  - {id: a}\n", ""),
    (_HEAD + "teams: {}\nleavers:\n", "-\n", ""),
    (_HEAD + "teams: {}\nassumptions: {ramps: {nqsw: [", "x,", "]}}"),
    *((_HEAD + "notes: [", "a: 1,", "]"), (_HEAD + "notes: {", "? ", "}"), (_HEAD + "notes: [", "[],", "]")),
    *((_HEAD + "notes: ", "a ", "\n"), (_HEAD + "notes: a\n", " a\n", ""), (_HEAD + 'notes: "', "\\n", '"')),
    *(
        (_HEAD + "months: ", "9", ""),
        (_HEAD + "months: &", "x", " 1"),
        (_HEAD + "notes: *", "x", ""),
        (_HEAD, "x", ": 1"),
    ),
    *(("", "[", ""), ("", "{", ""), ("", "? ", ""), ("", "- ", ""), ("", "{a: ", ""), ("", "[[],", "")),
    *(
        (_HEAD, "\n\t", ""),
        (_HEAD, "#\n", ""),
        ("", "---\n", ""),
        ("%FOO\n", "%FOO\n", ""),
        ("", " ", ""),
        ("", "\n", ""),
    ),
    (_HEAD, "  " * 20 + "a#:\n", ""),
)


def _trap(random: Random) -> bytes:
    """A file as large as may be, of what takes a careless reader minutes or all the memory there is."""
    if random.random() < 0.1:
        return random.choice(("[", "a", "é", "\n")).encode() * 1_200_000
    return filled(*random.choice(TRAPS)).encode()
