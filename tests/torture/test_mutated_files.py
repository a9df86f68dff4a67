"""Mutated files come in whole, or not at all with their faults told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.files import parse_plan
from scenarios.problems import MOST_FAULTS, Faulty
from tests.torture.mutated_files import Trial
from tests.torture.mutations import LEAVERS_OF_NO_TEAM, filled

FILES = range(1, 41)


@pytest.mark.slow
def test_mutated_files(tmp_path: Path) -> None:
    batch = Trial(tmp_path).run(FILES)
    assert batch.wrong == []
    assert batch.imported + batch.refused == len(FILES)
    assert min(batch.imported, batch.refused) > 0


def test_a_file_full_of_misspelt_names_is_refused_before_every_one_has_been_looked_up() -> None:
    with pytest.raises(Faulty) as refused:
        parse_plan(filled(*LEAVERS_OF_NO_TEAM, 700_000).encode())
    assert len(refused.value.problems) == MOST_FAULTS + 1
    told = f"found {MOST_FAULTS:,} faults; allowed: none; what follows was not read"
    assert told in [problem.what for problem in refused.value.problems]
