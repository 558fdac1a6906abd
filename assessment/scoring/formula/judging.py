"""Whether an answer equals a key, asked of a process that is killed when it takes too long."""

from __future__ import annotations

import json
import sys
from functools import lru_cache

from assessment.scoring.formula.judgement import Equality, FormulaJudgement
from core.api import LimitedServant
from core.data import ProcessLimits
from core.errors import ProcessStopped

LONGEST = 1_000
KEPT = 10_000
# Of one question; what sympy has not proved by then goes to a teacher.
SECONDS = 4.0
MEMORY = 1_500_000_000
PROCESSOR_SECONDS = 3_600


@lru_cache(maxsize=1)
def _servant() -> LimitedServant:
    limits = ProcessLimits(seconds=SECONDS, cpu_seconds=PROCESSOR_SECONDS, memory_bytes=MEMORY)
    return LimitedServant(
        (sys.executable, "-m", "assessment.scoring.formula.worker"), limits=limits
    )


def judge_formula(
    answer: str,
    key: str,
    *,
    variables: tuple[str, ...] = (),
    domain: str = "real",
    form: str = "any",
) -> FormulaJudgement:
    """Return whether ``answer`` equals ``key`` for all ``variables`` in ``domain``.

    School notation or TeX (:mod:`assessment.scoring.formula.school`). ``EQUAL`` and ``DIFFERENT``
    are proved; what is neither, takes longer than four seconds or more memory than allowed is
    ``UNDECIDED``. Never raises; the same question gets the same answer unless the machine was too
    slow for it.
    """
    if len(answer) > LONGEST:
        return FormulaJudgement(Equality.INVALID, "formula.too_long")
    return _judged(answer, key, variables, domain, form)


@lru_cache(maxsize=KEPT)
def _judged(
    answer: str, key: str, variables: tuple[str, ...], domain: str, form: str
) -> FormulaJudgement:
    question = {
        "answer": answer,
        "key": key,
        "variables": list(variables),
        "domain": domain,
        "form": form,
    }
    try:
        line = _servant().ask(json.dumps(question).encode())
    except ProcessStopped:
        return FormulaJudgement(Equality.UNDECIDED, "formula.took_too_long")
    found = json.loads(line)
    return FormulaJudgement(Equality(found["equality"]), found["code"], found["params"])
