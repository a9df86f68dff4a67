"""Nothing that the planner does reaches for the network."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import pytest

from tests.torture import no_network
from tests.torture.tally import Tally


@pytest.mark.slow
@pytest.mark.skipif(which("strace") is None, reason="needs strace")
def test_no_command_connects_to_anything(tmp_path: Path) -> None:
    tally = Tally()
    no_network.traced(tmp_path, tally, ("report", "West Sussex, March 2019"))
    assert tally.wrong == []
    assert tally.counts["commands"] == 1


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    tally, log = Tally(), tmp_path / "session.log"
    log.write_text(
        "12 socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3, 4]) = 0\n"
        "12 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 5\n"
        '12 connect(6, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = -1 ENOENT\n'
    )
    no_network.look_at(log, tally)
    assert [each.split(": ")[1].split("(")[0] for each in tally.wrong] == ["socket", "connect"]
