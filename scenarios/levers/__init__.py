"""Changes in bulk, as managers think of them: each has the values it asks for and makes one change."""

from __future__ import annotations

from scenarios.levers.add_intake import AddIntake
from scenarios.levers.demand import GrowDemand, ShiftDemand
from scenarios.levers.freeze_recruitment import FreezeRecruitment
from scenarios.levers.lever import Lever
from scenarios.levers.scale_agency import ScaleAgency
from scenarios.levers.set_turnover import SetTurnover
from scenarios.levers.shift_starters import ShiftStarters

LEVERS: tuple[type[Lever], ...] = (
    ShiftStarters,
    ScaleAgency,
    SetTurnover,
    AddIntake,
    GrowDemand,
    ShiftDemand,
    FreezeRecruitment,
)
"""In the order in which they are offered."""

__all__ = [
    "LEVERS",
    "AddIntake",
    "FreezeRecruitment",
    "GrowDemand",
    "Lever",
    "ScaleAgency",
    "SetTurnover",
    "ShiftDemand",
    "ShiftStarters",
]
