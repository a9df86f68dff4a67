"""Rates, each with its base.

DfE bases: Department for Education, Children's social work workforce, annual census. Councils also report shares of
the establishment; the two never agree.
"""

from __future__ import annotations


def _share(part: float, base: float) -> float | None:
    return part / base if base > 0 else None


def vacancy_rate(vacant: float, in_post: float) -> float | None:
    """Vacant ÷ (vacant + in post), the DfE base; None where there are neither."""
    return _share(vacant, vacant + in_post)


def agency_rate(agency: float, in_post: float) -> float | None:
    """Agency ÷ (agency + in post), the DfE base; None where there are neither."""
    return _share(agency, agency + in_post)


def turnover_rate(leavers: float, in_post_at_end: float) -> float | None:
    """Leavers in the year ÷ in post at its end, the DfE base; None where nobody is in post."""
    return _share(leavers, in_post_at_end)


def share_of_posts(fte: float, posts: float) -> float | None:
    """FTE ÷ establishment, as councils report it; None where there are no posts."""
    return _share(fte, posts)
