"""All expressions by name."""

from __future__ import annotations

from assessment.scoring.qti.engine import Operator
from assessment.scoring.qti.operators.arithmetic import ARITHMETIC
from assessment.scoring.qti.operators.comparing import COMPARING
from assessment.scoring.qti.operators.containers import CONTAINING
from assessment.scoring.qti.operators.general import GENERAL
from assessment.scoring.qti.operators.logic import LOGIC
from assessment.scoring.qti.operators.mathematics import MATHEMATICS
from assessment.scoring.qti.operators.testing import TESTING

OPERATORS: dict[str, Operator] = {
    **GENERAL,
    **LOGIC,
    **COMPARING,
    **CONTAINING,
    **ARITHMETIC,
    **MATHEMATICS,
    **TESTING,
}
# Not in the specification, but written by authors and carried out by players.
EXTENSIONS = frozenset(
    {"isNotNull", "notEqual", "allN", "isTypeOf", "mod", "lookupTable", "preCondition"}
    | {"mean", "sampleVariance", "sampleSD", "popVariance", "popSD"}
)
