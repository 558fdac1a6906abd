"""The states of a plan, and the declared transitions between them."""

from __future__ import annotations

from core.data import Machine, Transition
from journal.plans import data

PLAN = "journal.plan"

PLANS = Machine(
    "lesson_plan",
    states=data.STATES,
    initial=data.COLUMNS,
    transitions=[
        Transition("lay", (data.COLUMNS,), data.LAID, permission=PLAN),
        Transition("choose_columns", (data.LAID,), data.COLUMNS, permission=PLAN),
        Transition("write", (data.LAID, data.WRITTEN), data.WRITTEN, permission=PLAN),
        Transition("undo", (data.WRITTEN,), data.LAID, permission=PLAN),
    ],
)
