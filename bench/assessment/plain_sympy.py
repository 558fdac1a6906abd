"""The peer of formulas: a process that reads the same pairs and asks sympy's ``simplify`` alone."""

from __future__ import annotations

import json
import sys

import sympy

from assessment.scoring.formula.algebra import as_expression
from assessment.scoring.formula.school import read_school


def main() -> None:
    for line in sys.stdin:
        question = json.loads(line)
        sides = (read_school(question[side]) for side in ("answer", "key"))
        left, right = (as_expression(side, domain="real") for side in sides)
        equal = sympy.simplify(left - right) == 0
        sys.stdout.write(json.dumps({"equal": bool(equal)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
