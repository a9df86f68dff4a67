"""Who holds cases: those at work as full caseloads, and by heads. Periods × lines, FTE."""

from __future__ import annotations

import numpy as np

from scenarios.cover import Agency
from scenarios.same import Same, remembered
from scenarios.sums import Amounts, Groups, add_amounts, grouped, take_amounts
from scenarios.timeline import Array


@remembered
def capacity(
    in_post: Same[Array], absent: Same[Array], agency: Agency, slow: Amounts, caseload_share: Same[Array]
) -> Array:
    """FTE at a full caseload of those in post less those absent and what ramp-up takes, and of agency."""
    capacity = take_amounts(in_post.value - absent.value, slow)
    np.fmax(capacity, 0.0, out=capacity)
    capacity += agency.there
    take_amounts(capacity, agency.slow)
    capacity *= caseload_share.value
    return capacity


@remembered
def case_holders(in_post: Same[Array], absent: Same[Array], agency: Agency, caseload_share: Same[Array]) -> Array:
    """Those at work on lines that hold cases."""
    holders = in_post.value - absent.value
    np.fmax(holders, 0.0, out=holders)
    holders += agency.there
    holders *= (caseload_share.value > 0).astype(np.float64)
    return holders


@remembered
def first_year(heads: Amounts, shape: tuple[int, int]) -> Array:
    """Those in their first year, by heads."""
    return add_amounts(np.zeros(shape), heads)


@remembered
def of_teams(of_lines: Same[Array], by_team: Groups) -> Array:
    """Lines added up by team: periods × teams."""
    return grouped(of_lines.value, by_team)
