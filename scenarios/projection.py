"""Month by month: staff, gaps, case-holding capacity and demand of every line and team at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenarios.capacity import capacity, case_holders, first_year, of_teams
from scenarios.cover import Agency, absent, agency
from scenarios.demand import demand, required, targets
from scenarios.gaps import Gaps, Position, excess, gaps, need, position
from scenarios.inputs import Inputs
from scenarios.plan import Plan
from scenarios.rampup import RampUp, ramp_up
from scenarios.same import Same, read_only
from scenarios.staff import Staff, staff
from scenarios.timeline import Array, Indices

NO_CAPACITY = 1e-9
"""FTE of capacity or case holders below which a caseload does not exist."""

# Letting go of one large array has the C library keep freed memory for the next arrays rather than hand it back and
# fetch it anew, page by page, for each projection: a fifth of its time.
np.empty(1_000_000)


@dataclass(frozen=True, eq=False)
class Projection:
    """A plan worked out: read-only arrays of lines × periods, then of teams × periods. Period 0 is the position.

    A figure is worked out when it is first read, and then kept: a key in the app asks for few of them.
    """

    inputs: Inputs

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The position date, and the end of each period."""
        return self.inputs.time.dates

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Team and role of each line."""
        return self.inputs.lines.pairs

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Keys of the teams."""
        return tuple(self.inputs.team_index)

    @property
    def team_of_line(self) -> Indices:
        """The place of each line's team."""
        return self.inputs.by_team.of

    # What each line has: lines × periods, FTE.

    @property
    def posts(self) -> Array:
        """Funded posts."""
        return self.inputs.posts.T

    @property
    def in_post(self) -> Array:
        """Permanent staff, at work or not."""
        return self.people.in_post.T

    @property
    def leavers(self) -> Array:
        """Permanent staff who leave or move away in the period."""
        return self.people.leavers.T

    @property
    def starters(self) -> Array:
        """Permanent staff who start or move here in the period."""
        return self.people.starters.T

    @property
    def shortfall(self) -> Array:
        """Due to leave or move, but not there to do so."""
        return self.people.shortfall.T

    @property
    def absent(self) -> Array:
        """Permanent staff who are away long-term."""
        return self._absent.T

    @property
    def agency(self) -> Array:
        """Agency workers."""
        return self._agency.there.T

    @cached_property
    def people(self) -> Staff:
        """Who is in post, leaves and starts: periods × lines."""
        return staff(self.inputs)

    @cached_property
    def _absent(self) -> Array:
        return absent(self.inputs)

    @cached_property
    def _agency(self) -> Agency:
        return agency(self.inputs)

    # What each line lacks.

    @cached_property
    def vacant(self) -> Array:
        """Posts with no permanent holder."""
        return read_only(excess(self.posts, self.in_post))

    @cached_property
    def over_establishment(self) -> Array:
        """Permanent staff beyond the posts."""
        return read_only(excess(self.in_post, self.posts))

    @cached_property
    def need(self) -> Array:
        """Posts less those in post and covering agency; plus absence, where the plan counts that as a gap."""
        agency = self._agency
        lacking = need(self.inputs.posts, self.people.in_post, agency.there, agency.additional)
        if self.inputs.plan.assumptions.absences_count_as_gap:
            lacking += self._absent
        return read_only(lacking).T

    @cached_property
    def uncovered(self) -> Array:
        """The need that nobody covers."""
        return read_only(np.fmax(self.need, 0.0))

    @cached_property
    def surplus(self) -> Array:
        """Staff beyond the need."""
        return read_only(self.uncovered - self.need)

    @cached_property
    def now(self) -> Position:
        """What each line has and lacks at the position, and its pipeline: without the periods after it."""
        return position(self.inputs, self.at(0))

    def at(self, period: int) -> Gaps:
        """What each line has and lacks at the end of one period: without the others."""
        if period not in self._at:
            self._at[period] = gaps(self.inputs, self.people.in_post, self._absent, self._agency, period)
        return self._at[period]

    @cached_property
    def _at(self) -> dict[int, Gaps]:
        return {}

    # Who holds cases on each line.

    @property
    def capacity(self) -> Array:
        """FTE at a full caseload."""
        return self._capacity.T

    @property
    def case_holders(self) -> Array:
        """Those present on lines that hold cases, whatever they hold."""
        people = Same(self.people.in_post), Same(self._absent), self._agency
        return case_holders(*people, Same(self.inputs.caseload_share)).T

    @property
    def first_year(self) -> Array:
        """`nqsw` cohorts in months 0 to 11, on lines that hold cases."""
        return first_year(self._ramp_up.first_year, self.inputs.shape).T

    @cached_property
    def _capacity(self) -> Array:
        people = Same(self.people.in_post), Same(self._absent), self._agency
        return capacity(*people, self._ramp_up.slow, Same(self.inputs.caseload_share))

    @cached_property
    def _ramp_up(self) -> RampUp:
        return ramp_up(self.inputs, self.people)

    # What each team has to hold, and can: teams × periods.

    @property
    def cases(self) -> Array:
        """Cases of all types."""
        return self._demand[0]

    @property
    def weighted_cases(self) -> Array:
        """Cases times the weights of their types."""
        return self._demand[1]

    @cached_property
    def _demand(self) -> tuple[Array, Array]:
        return demand(self.inputs)

    @cached_property
    def targets(self) -> Array:
        """Target caseload of each team."""
        plan = self.inputs.plan
        return targets(Same(plan.teams), plan.assumptions.target_caseload)

    @cached_property
    def required_fte(self) -> Array:
        """Capacity by which every team meets its target."""
        return required(Same(self.weighted_cases), Same(self.targets))

    @cached_property
    def team_capacity(self) -> Array:
        """FTE at a full caseload."""
        return of_teams(Same(self._capacity), self.inputs.by_team).T

    @cached_property
    def capacity_gap(self) -> Array:
        """What of the required FTE there is no capacity for."""
        return read_only(np.fmax(self.required_fte - self.team_capacity, 0.0))

    @cached_property
    def unallocated(self) -> Array:
        """Cases of teams that have no capacity to hold them."""
        return read_only(self.cases * (self.team_capacity < NO_CAPACITY))


def project(plan: Plan, until: dt.date | None = None) -> Projection:
    """The projection of a plan over all its periods, or up to a date after `as_at`, which then ends the last one."""
    return Projection(Inputs(plan, until))
