"""The sentence of what one scenario costs more than another, by numbers worked out by hand."""

from __future__ import annotations

from typing import Any

from scenarios.compare.comparison import Comparison
from scenarios.files import parse_plan
from scenarios.plan import Plan
from scenarios.totals import Scope
from tui.money_words import cost_sentence

PLAN = """\
format: caseload-scenario/1
name: Baseline
as_at: 2026-03-31
months: 15
roles:
  social-worker: {name: Social Worker, pay: 48000, agency_week: 2000}
  manager: {name: Manager, caseload_share: 0, group: manager}
case_types: {child: {name: Children}}
teams:
  west:
    name: West
    cases: {child: 80}
    establishment: {social-worker: {posts: 10, in_post: 8, agency: 1}}
  east:
    name: East
    establishment: {manager: {posts: 1, in_post: 1}}
assumptions: {turnover: 0, on_costs: 0.25}
"""
"""An employed FTE is £60,000 a year, an agency one £94,000; 9 FTE have 80 cases, 8.9 each. Managers have no pay."""


def base() -> Plan:
    return parse_plan(PLAN.encode())


def changed(plan: Plan, **fields: Any) -> Plan:
    first, *rest = plan.establishment
    return named(plan.with_rows(establishment=[first.model_copy(update=fields), *rest]))


def named(plan: Plan) -> Plan:
    return plan.with_rows(header=[plan.header.model_copy(update={"name": "Plan B"})])


def with_agency(row: str) -> Plan:
    return parse_plan(f"{PLAN}agency: [{{team: west, role: social-worker, {row}}}]\n".encode())


WEST = Scope("team", "west")


def test_more_is_told_by_year_with_the_fte_and_the_caseload_it_buys() -> None:
    more = Comparison(base(), changed(base(), agency=2.0))
    assert cost_sentence(more, WEST) == (
        "2026/27: £94,000 more than Baseline, for 1.00 more FTE and a caseload 0.9 lower on average; "
        "2027/28, part year: £23,500 more, for 1.00 more FTE and a caseload 0.9 lower on average."
    )


def test_less_is_told_the_other_way_round() -> None:
    less = Comparison(changed(base(), agency=2.0), base())
    assert cost_sentence(less, WEST).startswith(
        "2026/27: £94,000 less than Plan B, with 1.00 fewer FTE and a caseload 0.9 higher on average; "
    )


def test_the_mean_is_over_the_months_of_the_year() -> None:
    """One more agency FTE in the first six of twelve months is half of one over the year."""
    half = named(with_agency("fte: 1, end: 2026-09-30"))
    assert "£47,000 more than Baseline, for 0.50 more FTE" in cost_sentence(Comparison(base(), half), WEST)


def test_a_year_in_which_nothing_differs_says_so_and_the_next_has_the_name() -> None:
    later = named(with_agency("fte: 1, start: 2027-04-01"))
    assert cost_sentence(Comparison(base(), later), WEST).startswith(
        "2026/27: no difference; 2027/28, part year: £23,500 more than Baseline, for 1.00 more FTE"
    )


def test_dearer_pay_buys_nothing() -> None:
    told = cost_sentence(Comparison(base(), changed(base(), pay=50400.0)), WEST)
    assert told.startswith("2026/27: £24,000 more than Baseline, for the same FTE and the same caseload on average; ")


def test_where_a_scenario_was_changed_since_it_was_opened_it_is_more_than_before() -> None:
    more = changed(base(), agency=2.0).with_rows(header=base().rows("header"))
    assert "£94,000 more than before, for" in cost_sentence(Comparison(base(), more), WEST)


def test_what_the_amounts_leave_out_is_said() -> None:
    told = cost_sentence(Comparison(base(), changed(base(), agency=2.0)))
    assert told.endswith("on average. Left out: lines without pay, agency without a rate.")


def test_without_pay_in_both_there_is_nothing_to_say() -> None:
    unpaid = named(base().with_rows(roles=[row.model_copy(update={"pay": None}) for row in base().roles]))
    assert cost_sentence(Comparison(base(), unpaid)) == ""


def test_without_anyone_to_hold_cases_there_is_no_caseload_to_tell() -> None:
    nobody = changed(base(), in_post=0.0, agency=0.0)
    told = cost_sentence(Comparison(base(), nobody), WEST)
    assert told.startswith("2026/27: £574,000 less than Baseline, with 9.00 fewer FTE on average; ")


def test_in_brief_the_first_of_many_years_are_told() -> None:
    header = base().header.model_copy(update={"months": 80})
    long = base().with_rows(header=(header,))
    told = cost_sentence(Comparison(long, changed(long, agency=2.0)), WEST, is_brief=True)
    assert [part[:7] for part in told.split("; ")] == ["2026/27", "2027/28", "2028/29", "3 later"]
    assert told.endswith("; 3 later years on the Money tab.")
    assert "later" not in cost_sentence(Comparison(long, changed(long, agency=2.0)), WEST)


def test_in_brief_only_whole_years_are_told_and_no_name() -> None:
    more = Comparison(base(), changed(base(), agency=2.0))
    assert cost_sentence(more, WEST, is_brief=True) == (
        "2026/27: £94,000 more, for 1.00 more FTE and a caseload 0.9 lower on average."
    )
