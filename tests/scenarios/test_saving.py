"""A file is saved whole or not at all; whatever fails, the old one stays."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scenarios.files import file_digest, parse_plan, plan_text, read_plan, save_plan
from scenarios.plan import Leaver, Plan
from scenarios.problems import Faulty
from tests.scenarios.county import county
from tests.scenarios.small import small_plan
from tests.scenarios.whole_file import WHOLE

OLD = b"the old file"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(OLD)
    return path


def only(folder: Path) -> str:
    """The one file of a folder: nothing temporary is left beside it."""
    [path] = folder.iterdir()
    return path.name


def test_saved_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    plan = parse_plan(WHOLE.encode())
    digest = save_plan(plan, path)
    assert read_plan(path) == plan
    assert path.read_bytes() == plan_text(plan).encode()
    assert digest == file_digest(path) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert only(tmp_path) == "plan.yaml"


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    save_plan(small_plan(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_old_file_is_replaced_and_its_digest_tells(old: Path) -> None:
    before = file_digest(old)
    assert save_plan(small_plan(), old) != before
    assert read_plan(old) == small_plan()
    assert only(old.parent) == "plan.yaml"


def test_a_link_keeps_leading_to_the_file(old: Path) -> None:
    folder = old.parent / "elsewhere"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(old)
    save_plan(small_plan(), link)
    assert link.is_symlink()
    assert read_plan(old) == small_plan()


def test_a_long_name_fits(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".yaml")
    save_plan(small_plan(), path)
    assert only(tmp_path) == path.name


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_plan(small_plan(), tmp_path / "none" / "plan.yaml")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").mkdir()
    with pytest.raises(OSError, match="directory"):
        save_plan(small_plan(), tmp_path / "plan.yaml")
    assert only(tmp_path) == "plan.yaml"


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """What a full disk does to a write in its middle: fails it."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_disk_that_is_full(old: Path) -> None:
    with files_of_at_most(100), pytest.raises(OSError, match="too large") as failed:
        save_plan(small_plan(), old)
    assert failed.value.errno == errno.EFBIG
    assert old.read_bytes() == OLD
    assert only(old.parent) == "plan.yaml"


def test_a_disk_that_does_not_take_it(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_plan(small_plan(), old)
    assert old.read_bytes() == OLD
    assert only(old.parent) == "plan.yaml"


@contextmanager
def without_privileges() -> Iterator[None]:
    """As an ordinary user where the tests run as root, who may write anywhere."""
    user = os.geteuid()
    os.seteuid(user or 65534)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_that_may_only_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "plan.yaml"
        path.write_bytes(OLD)
        folder.chmod(0o555)
        with without_privileges(), pytest.raises(PermissionError):
            save_plan(small_plan(), path)
        folder.chmod(0o755)
        assert path.read_bytes() == OLD
        assert only(folder) == "plan.yaml"


def test_a_faulty_plan_is_not_written(old: Path) -> None:
    plan = small_plan()
    with pytest.raises(Faulty):
        save_plan(plan.with_rows(teams=plan.teams[:1]), old)
    assert old.read_bytes() == OLD


def test_a_plan_too_large_to_be_read_again_is_not_written(old: Path) -> None:
    plan = county(teams=4)
    line = plan.establishment[0]
    last_day = plan.header.as_at
    leavers = [
        Leaver(id=f"l{n}", team=line.team, role=line.role, fte=0.1, last_day=last_day, label="x" * 120)
        for n in range(5000)
    ]
    large: Plan = plan.with_rows(leavers=leavers)
    with pytest.raises(Faulty, match="at most 1,000,000"):
        save_plan(large, old)
    assert old.read_bytes() == OLD


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_plan(tmp_path / "none.yaml")


def test_an_endless_file_is_not_read_whole() -> None:
    with pytest.raises(Faulty, match="more than 1 MB"):
        read_plan(Path("/dev/zero"))
