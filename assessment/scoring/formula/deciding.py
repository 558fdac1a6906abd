"""Whether two values are equal: refuted by a point, proved by algebra, and undecided otherwise.

A difference is proved by balls that do not touch at a point of the domain (``sampling``). Equality
is never believed from points: it is proved by a normal form over the rationals or by sympy bringing
the difference to exactly nought, and then has to agree with the points besides.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from assessment.scoring.formula.algebra import Expression, as_expression
from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.sampling import ENOUGH_AGREEMENTS, Comparison, compare
from assessment.scoring.formula.tree import Node, Unsupported, names_of, walk

LARGEST_TO_REWRITE = 400


def decide_values(left: Node, right: Node, *, domain: str) -> Equality:
    """Return ``EQUAL``, ``DIFFERENT`` or ``UNDECIDED`` for two formulas with values."""
    if left == right:
        return Equality.EQUAL
    try:
        seen = compare(left, right, domain=domain)
    except Unsupported:
        return Equality.UNDECIDED
    if seen.witness is not None:
        return Equality.DIFFERENT
    if not _is_defined_alike(left, right, seen):
        return Equality.UNDECIDED
    return Equality.EQUAL if is_nought(left, right, domain=domain) else Equality.UNDECIDED


def _is_defined_alike(left: Node, right: Node, seen: Comparison) -> bool:
    """Say whether no point was seen where only one of the two has a value, and enough agree."""
    enough = ENOUGH_AGREEMENTS if names_of(left) | names_of(right) else 1
    if any(one.value == "factorial" for side in (left, right) for one in walk(side)):
        enough = 2  # whole points only
    return seen.only_one == 0 and seen.agreeing >= enough


def is_nought(left: Node, right: Node, *, domain: str) -> bool:
    """Say whether the difference is proved to be nought."""
    try:
        first, second = (as_expression(one, domain=domain) for one in (left, right))
    except Unsupported:
        return False
    difference = first - second
    return any(form == 0 for form in _rewritten(difference))


def _rewritten(difference: Expression) -> Iterator[Expression]:
    """Give the difference rewritten, the cheap ways first; each keeps the value."""
    yield difference
    together = sympy.together(difference)
    yield sympy.expand(sympy.fraction(together)[0])
    if difference.count_ops() > LARGEST_TO_REWRITE:
        return
    yield sympy.cancel(together)
    yield sympy.expand(sympy.expand_trig(sympy.expand(difference)))
    yield sympy.powsimp(sympy.expand(difference))
    yield sympy.expand_log(sympy.expand(difference))
    yield sympy.radsimp(difference)
    yield sympy.simplify(difference)
    yield sympy.simplify(difference.rewrite(sympy.exp))
    yield sympy.expand(difference.rewrite(sympy.cos))
    yield sympy.gammasimp(difference)
