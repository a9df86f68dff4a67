"""A scenario file written by hand, with every kind of entry on a line that tests know by its number."""

from __future__ import annotations

WHOLE = """\
format: caseload-scenario/1
name: Recruit to the new posts
notes: Free text, any length.
based_on: Baseline # where it came from
as_at: 2019-03-07
months: 36
roles: # keys are slugs
  social-worker:
    name: Social Worker
    caseload_share: 1.0
    group: practitioner
    turnover: 0.17
  manager: { name: Manager of Teams, caseload_share: 0, pay: 52000, agency_week: 2100.50 }
case_types:
  in-need: { name: Children in need, weight: 1.0, growth: 0.06 }
teams:
  west:
    name: West
    service: Assessment
    area: Downs
    target_caseload: 15
    cases: { in-need: 412 }
    establishment:
      social-worker:
        posts: 20.0
        in_post: 14.50
        newly_created: 3.0
        absent: 1.0
        agency: 2.0
        turnover: 0.20
      manager: { posts: 3, vacant: 0.4, pay: 54000 }
  east:
    name: East
    establishment:
pipeline:
  - {team: west, role: social-worker, kind: nqsw, fte: 2.0, start: 2019-09-02,
     stage: accepted, likelihood: 0.9, label: Academy cohort}
  - {id: two, team: west, role: manager, kind: agency, fte: 1, start: 2019-04-01, repeat: 2, end: 2019-09-30}
post_changes:
  - {team: west, role: social-worker, fte: +3, from: 2019-06-01}
  - {team: west, role: social-worker, fte: -1, from: 2019-06-01}
agency:
  - {team: west, role: social-worker, fte: 1.5, start: 2019-01-01, end: 2019-12-31, purpose: additional, agency_week: 0}
absences:
- {team: west, role: manager, fte: 0.6, reason: maternity, end: 2019-12-31}
leavers:
  - {team: west, role: manager, fte: 0.6, last_day: 2019-12-31}
moves:
  - from: {team: west, role: social-worker}
    to: {team: west, role: manager}
    fte: 1
    date: 2020-01-01
case_changes:
  - {team: west, case_type: in-need, cases: +40, from: 2019-07-01}
assumptions:
  turnover: 0.1699
  target_caseload: 15
  absences_count_as_gap: false
  ramps:
    nqsw: [0.6, 0.6, 0.9]
    agency:
  on_costs: 0.2875
  agency_paid_weeks: 46.5
  starter_cost: { permanent: 0, nqsw: 3000 }
payments:
  - {label: Retention payment, team: west, role: social-worker, amount: 3000, uptake: 0.88,
     from: 2018-11-01, to: 2023-10-31}
  - {amount: 250.50, role: manager, from: 2019-04-01}
pay_awards:
  - {from: 2020-04-01, pay: 0.02, agency: -0.03}
programme:
  - { label: Retention payments, group: temporary, full_estimate: 2150, latest_estimate: 2152.5,
      years: { 2019/20: { actual: 2152 }, 2020/21: { planned: 0, projected: 0 } } }
  - {label: Agency workers, group: temporary, basis: agency, years: }
funding: { 2020/21: { planned: 12011, projected: 12011.25 }, 2021/22: {} }
"""
"""Line 35 is `pipeline:`, its first row stands on lines 36 and 37."""
