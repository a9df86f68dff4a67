"""Two processes on one store, one of them the app: what the other does is seen, and never written over unasked."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scenarios.edits import CellEdit, delete, edit_cells
from store.store import Store
from tests.tui.driving import Driver, driven, with_text

SECONDS = 60.0
"""How long to wait for what takes two seconds on a machine that is not busy."""
LINE, OTHER = "county/social-worker", "county/advanced-practitioner"
NAME = "Plan B"


@pytest.fixture
def other(store: Path) -> Iterator[Store]:
    """Another process with the store, in which a branch was worked on last."""
    with closing(Store.open(store)) as opened:
        opened.branch(opened.scenarios()[0].id, NAME)
        yield opened


@pytest.fixture
async def app(store: Path, other: Store) -> AsyncIterator[Driver]:
    """The app, at the posts of a line."""
    assert other
    async with driven(store) as driver:
        await driver.at("establishment", LINE, "posts")
        yield driver


def scenario(store: Store) -> str:
    return next(info.id for info in store.scenarios() if info.name == NAME)


def edit(store: Store, ref: str = LINE, field: str = "posts", value: float = 370.0) -> None:
    """What the other process does."""
    key = scenario(store)
    store.apply(key, edit_cells(store.plan(key), [CellEdit("establishment", ref, field, value)]))


def there(store: Store, ref: str = LINE) -> float:
    return next(line.posts for line in store.plan(scenario(store)).establishment if line.ref == ref)


async def until(app: Driver, holds: Callable[[], object]) -> None:
    """Wait until something holds, no longer than a change may take to be seen."""
    end = time.monotonic() + SECONDS
    while not holds() and time.monotonic() < end:
        await app.pilot.pause(0.02)
    await app.pilot.pause()
    assert holds(), app.screen


async def test_what_another_changes_is_shown_with_the_view_as_it_is(app: Driver, other: Store) -> None:
    edit(other)
    await until(app, lambda: "Changed elsewhere: Posts" in app.screen)
    assert "365.07 → 370.00" in app.screen
    assert app.headline("posts")[0] == "493.46"
    assert app.workspace.grid.cursor == (LINE, "posts")
    assert app.workspace.sheet.name == "establishment"
    await app.type("36")
    edit(other, OTHER, "posts", 20.0)
    await until(app, lambda: app.workspace.working.plan == other.plan(scenario(other)))
    await app.pilot.press("9", "enter")
    await app.settled()
    assert (there(other), there(other, OTHER)) == (369.0, 20.0)
    app.app.clear_notifications()
    edit(other, LINE, "posts", 371.0)
    await until(app, lambda: "369.00 → 371.00" in app.screen)
    await app.press("u")
    assert "Posts is 371, where 369 was expected" in " ".join(app.screen.split())
    assert there(other) == 371.0


async def test_the_base_and_the_list_of_scenarios_follow(app: Driver, other: Store) -> None:
    await app.press("b")
    await app.press("enter")
    edit(other)
    await until(app, lambda: app.headline("posts") == ("488.53", "▼ −4.93"))
    assert "vs Plan B" in app.screen
    await app.press("o")
    other.branch(scenario(other), "Late start")
    await until(app, lambda: "Late start" in app.screen)


async def test_a_cell_changed_elsewhere_while_it_is_typed_in_is_asked_about(app: Driver, other: Store) -> None:
    await app.type("369")
    edit(other)
    await until(app, lambda: "Enter asks which to keep" in app.screen)
    await app.press("enter")
    for text in ("Was:     365.07", "Theirs:  370.00", "Yours:   369.00"):
        assert text in app.screen
    await app.press("escape")
    assert app.workspace.grid.editing is not None
    assert app.workspace.grid.editing.text == "369"
    await app.press("enter", "enter")
    assert there(other) == 370.0
    assert "You had typed “369”" in app.screen
    await app.type("369")
    edit(other, value=372.0)
    await until(app, lambda: "Changed elsewhere to 372.00" in app.screen)
    await app.press("enter", "tab", "enter")
    assert there(other) == 369.0
    assert app.workspace.working.plan == other.plan(scenario(other))


def before_it_is_seen(app: Driver) -> None:
    """Let the app not look for news: what it stores meets what another has stored first."""
    app.workspace.asking += 1


async def test_an_edit_that_comes_second_shows_both_and_asks(app: Driver, other: Store) -> None:
    before_it_is_seen(app)
    edit(other)
    await app.type("369")
    await app.press("enter")
    await until(app, lambda: "Theirs:  370.00" in app.screen)
    assert with_text(app.screen.splitlines(), "Posts: Social Worker")
    assert "Was:     365.07" in app.screen
    assert "Yours:   369.00" in app.screen
    await app.press("enter")
    assert "Kept theirs" in app.screen
    assert there(other) == 370.0
    edit(other, value=371.0)
    await app.at("establishment", LINE, "posts")
    await app.pilot.press("3", "6", "9", "enter", "2", "1", "enter")
    await until(app, lambda: "Theirs:  371.00" in app.screen)
    await app.press("tab", "enter")
    assert (there(other), there(other, OTHER)) == (369.0, 21.0)
    edit(other, LINE, "absent", 3.0)
    await app.at("establishment", LINE, "posts")
    await app.type("368")
    await app.press("enter")
    await until(app, lambda: "Your change is kept too" in app.screen)
    await app.settled()
    line = other.plan(scenario(other)).by_ref["establishment"][LINE]
    assert (vars(line)["absent"], vars(line)["posts"]) == (3.0, 368.0)
    assert app.workspace.working.plan == other.plan(scenario(other))


async def test_what_is_deleted_renamed_or_frozen_elsewhere_is_told(app: Driver, other: Store) -> None:
    await app.type("369")
    key = scenario(other)
    other.apply(key, delete(other.plan(key), "establishment", [LINE]))
    await until(app, lambda: "You typed: 369" in app.screen)
    await app.press("tab", "enter")
    assert there(other) == 369.0
    other.rename(key, "Plan C")
    await until(app, lambda: "is now called “Plan C”" in app.screen)
    assert "Plan C" in app.screen.splitlines()[0]
    other.freeze(key)
    await until(app, lambda: "is frozen" in app.screen)
    other.thaw(key)
    other.delete(key)
    await until(app, lambda: "“Plan C” was deleted" in app.screen)
    assert app.workspace.working.scenario_id != key


async def test_a_busy_store_takes_every_key_and_saves_when_it_is_free(app: Driver, other: Store, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        await app.pilot.press("3", "6", "9", "enter", "2", "1", "enter")
        await until(app, lambda: "store busy, still saving" in app.screen)
        assert app.headline("posts")[0] == "489.76"
        holder.execute("ROLLBACK")
    await app.settled()
    assert "saved" in app.screen.splitlines()[0]
    assert (there(other), there(other, OTHER)) == (369.0, 21.0)


async def test_what_could_not_be_stored_stays_on_the_screen(app: Driver, other: Store) -> None:
    other.delete(scenario(other))
    app.workspace.asking += 1  # not seen before it is met
    await app.type("369")
    await app.press("enter")
    app.workspace.asking -= 1
    other.branch(other.scenarios()[0].id, "Another")
    await app.workspace._look(app.workspace.working)
    assert "NOT SAVED" in app.screen.splitlines()[0]
    assert app.headline("posts")[0] == "492.46"


async def test_an_undo_is_shown_at_once_and_said_to_be_saved_once_it_is(app: Driver, other: Store) -> None:
    await app.type("370")
    await app.press("enter")
    with closing(sqlite3.connect(other.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM header").fetchall()  # nobody can commit while this is read
        await app.pilot.press("u")
        await until(app, lambda: "Undone: Posts" in app.screen)
        assert "365.07" in app.screen
        assert "saving…" in app.screen.splitlines()[0]
        assert next(reader.execute("SELECT posts FROM establishment WHERE posts = 370")) == (370,)
        await app.pilot.press("3")
        reader.execute("COMMIT")
    await app.settled()
    assert there(other) == 365.07
    assert app.workspace.working.preview is not None
    await app.press("escape")
    assert "saved" in app.screen.splitlines()[0]


async def test_an_undo_that_is_refused_gives_way_to_what_another_has_made_of_the_row(app: Driver, other: Store) -> None:
    await app.type("370")
    await app.press("enter")
    edit(other, LINE, "posts", 371.0)
    await app.press("u")
    await until(app, lambda: app.workspace.working.plan == other.plan(scenario(other)))
    assert "Posts is 371, where 370 was expected" in " ".join(app.screen.split())
    assert there(other) == 371.0


async def test_what_a_flip_compares_with_stays_when_another_writes(app: Driver, other: Store) -> None:
    await app.press("C")
    await app.choose("agency kept a year")
    await app.press("x")
    session = app.workspace.working
    assert "kept a year" in session.plan.header.name
    assert session.reference_name == NAME
    edit(other)
    await until(app, lambda: session.reference.plan.establishment[0].posts == 370.0 or session.reference_name != NAME)
    assert (session.reference_name, session.reference.plan.header.name) == (NAME, NAME)
