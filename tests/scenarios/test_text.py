from __future__ import annotations

from pathlib import Path, PureWindowsPath

from hypothesis import example, given
from hypothesis import strategies as st

from scenarios.text import clean_line, clean_notes, file_name

SOME = st.text() | st.lists(
    st.sampled_from(["a", " ", "\x1b", "\t", "\n", "\r", "\u2028", "\u0301", "e", "\u202e"])
).map("".join)


@given(SOME)
@example("a \x1b b")
@example("e\x00\u0301")
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_notes(clean_notes(text)) == clean_notes(text)


@given(SOME)
def test_clean_text_cannot_drive_a_terminal(text: str) -> None:
    assert not set(clean_line(text)) & set("\x1b\x07\x9b\n\r\t\u2028\u202e")
    assert not set(clean_notes(text)) & set("\x1b\x07\x9b\r\t\u2028\u202e")


def test_words_stay_apart_and_lines_stay_lines() -> None:
    assert clean_line(" Zoë\u2028  £\n日本 ") == "Zoë £ 日本"
    assert clean_notes("\n\ta \r\nb\r\n\r\n  c\n\n") == "    a\nb\n\n  c"


@given(SOME)
@example("../../etc/passwd")
@example("..\\..\\boot.ini")
@example("C:\\x")
@example("~root/.ssh/x")
@example("NUL")
@example("Com1")
@example("\u00b9LPT\u00b9")
@example(".bashrc")
@example("x" * 10_000)
def test_the_name_of_a_file_is_never_a_path(name: str) -> None:
    made = file_name(name)
    folder = Path("/folder")
    assert (folder / made).parent == folder == Path((folder / made).as_posix()).parent
    assert PureWindowsPath("C:/folder", made).parent == PureWindowsPath("C:/folder")
    assert not PureWindowsPath(made).is_reserved()
    assert made == made.lower()
    assert made.isascii()
    assert not made.startswith((".", "-"))
    assert len(made) < 100
