"""What the engine says of a formula."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Equality(StrEnum):
    """Whether an answer equals the key."""

    EQUAL = "equal"
    DIFFERENT = "different"
    WRONG_FORM = "wrong_form"  # equal, but not written as asked
    UNDECIDED = "undecided"  # the engine cannot tell: a person marks it
    INVALID = "invalid"  # not a formula: spends no try


@dataclass(frozen=True, slots=True)
class FormulaJudgement:
    """The verdict, a code of :mod:`assessment.wording` for it, and what the code speaks of."""

    equality: Equality
    code: str
    params: dict[str, str] = field(default_factory=dict)
