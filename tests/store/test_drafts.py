"""What was being typed: kept in private files, told apart by whether their process lives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.drafts import Draft, DraftFile, left_behind
from store.paths import drafts_folder

DRAFT = Draft(
    scenario_id="abc",
    scenario="Plan “B” [/]",
    sheet="establishment",
    row="county/social-worker",
    column="posts",
    what="Posts, Social Worker, County",
    base="365.07",
    text="36\x1b\ud8009",
)


def ended(store: Path, *drafts: Draft) -> None:
    """A process that keeps drafts and is killed."""
    child = os.fork()
    if not child:
        DraftFile(store).write(drafts)
        os._exit(0)
    os.waitpid(child, 0)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "caseload.db"


def test_a_draft_of_a_living_process_is_its_own(store: Path) -> None:
    file = DraftFile(store)
    file.write([DRAFT])
    assert list(left_behind(store)) == []
    file.write([])
    assert not drafts_folder(store).exists()


@pytest.mark.skipif(os.name != "posix", reason="makes a process end by forking")
def test_what_was_left_behind_is_offered_until_it_is_done_with(store: Path) -> None:
    plain = DRAFT.model_copy(update={"text": "369", "entered": True})
    ended(store, plain)
    (found,) = left_behind(store)
    assert found.drafts == (plain,)
    assert list(left_behind(store)) == [], "another process must not offer it at the same time"
    found.keep()
    (again,) = left_behind(store)
    again.done()
    assert list(left_behind(store)) == []
    assert not drafts_folder(store).exists()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are the system's own")
def test_drafts_are_private_whatever_the_umask(store: Path) -> None:
    before = os.umask(0)
    try:
        file = DraftFile(store)
        file.write([DRAFT])
        folder = drafts_folder(store)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    finally:
        os.umask(before)
        file.write([])


@pytest.mark.parametrize("text", ["", "{", '{"version": 2, "drafts": []}', '{"version": 1, "drafts": [{}]}', "\udcff"])
def test_a_file_that_holds_no_drafts_is_left_as_it_is(store: Path, text: str) -> None:
    path = drafts_folder(store) / "a.json"
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert list(left_behind(store)) == []
    assert path.exists()


def test_no_room_for_a_draft_keeps_nobody_from_typing(store: Path) -> None:
    drafts_folder(store).write_text("a file where the folder should be")
    DraftFile(store).write([DRAFT])
    assert list(left_behind(store)) == []
