"""Statements and collections: equations, inequalities, sets, lists, intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import sympy
from sympy.polys.polyerrors import CoercionFailed

from assessment.scoring.formula.algebra import Expression, as_expression
from assessment.scoring.formula.conditions import are_asked_alike, are_kept
from assessment.scoring.formula.deciding import decide_values, is_nought
from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.tree import Node, Unsupported, has, names_of, replace

COLLECTIONS = ("set", "list", "interval", "union", "intersection")
STATEMENTS = ("relation", "and", "or", "not", "in")
LARGEST_SET = 30
MOST_NAMES = 10


def decide(left: Node, right: Node, *, domain: str) -> Equality:
    """Return whether two formulas of any kind are equal."""
    left, right = _both_signs(left), _both_signs(right)
    if left == right:
        return Equality.EQUAL
    kinds = [_kind(one) for one in (left, right)]
    if "statement" in kinds or "interval" in kinds:
        said = _decide_statements(left, right, kinds, domain)
        return said if _is_sure(said, left, right, domain) else Equality.UNDECIDED
    if kinds[0] != kinds[1]:
        return Equality.DIFFERENT
    if kinds[0] == "set":
        return _decide_sets(left.args, right.args, domain)
    if kinds[0] == "list":
        return _decide_lists(left.args, right.args, domain)
    return decide_values(left, right, domain=domain)


def _is_sure(said: Equality, left: Node, right: Node, domain: str) -> bool:
    """Say whether what algebra says holds where the two statements make sense."""
    if said is Equality.EQUAL:
        return are_asked_alike(left, right, domain=domain)
    if said is Equality.DIFFERENT:
        alike = are_asked_alike(left, right, domain=domain)
        return alike or all(are_kept(one, domain=domain) for one in (left, right))
    return True


def _kind(node: Node) -> str:
    if node.op in STATEMENTS:
        return "statement"
    if node.op in ("interval", "union", "intersection"):
        return "interval"
    return node.op if node.op in COLLECTIONS else "value"


def _both_signs(node: Node) -> Node:
    """Return ``a ± b`` as the set of its two values."""
    if not has(node, "plusminus", "minusplus") or node.op in STATEMENTS:
        return node
    signs = ({"plusminus": True, "minusplus": False}, {"plusminus": False, "minusplus": True})

    def change(positive: dict[str, bool]) -> Callable[[Node], Node | None]:
        def apply(one: Node) -> Node | None:
            if one.op not in positive:
                return None
            return one.args[0] if positive[one.op] else Node("neg", one.args)

        return apply

    versions = tuple(replace(node, change(one)) for one in signs)
    if node.op == "set":
        return Node("set", tuple(arg for one in versions for arg in one.args))
    return Node("set", versions)


def _decide_lists(left: Sequence[Node], right: Sequence[Node], domain: str) -> Equality:
    if len(left) != len(right):
        return Equality.DIFFERENT
    said = [decide(a, b, domain=domain) for a, b in zip(left, right, strict=True)]
    if Equality.DIFFERENT in said:
        return Equality.DIFFERENT
    return Equality.UNDECIDED if Equality.UNDECIDED in said else Equality.EQUAL


def _decide_sets(left: Sequence[Node], right: Sequence[Node], domain: str) -> Equality:
    """Each member of either has its equal in the other; how often it is named does not count."""
    if max(len(left), len(right)) > LARGEST_SET:
        return Equality.UNDECIDED
    said = [[decide(a, b, domain=domain) for b in right] for a in left]
    lines = [*said, *([line[at] for line in said] for at in range(len(right)))]
    if any(all(one is Equality.DIFFERENT for one in line) for line in lines):
        return Equality.DIFFERENT
    found = all(Equality.EQUAL in line for line in lines)
    return Equality.EQUAL if found else Equality.UNDECIDED


def _decide_statements(  # noqa: PLR0911  # one return a kind
    left: Node, right: Node, kinds: list[str], domain: str
) -> Equality:
    if {*kinds} == {"interval", "set"}:
        return _decide_solutions(left, right)
    if "value" in kinds or "list" in kinds or "set" in kinds:
        return Equality.DIFFERENT if "value" in kinds else Equality.UNDECIDED
    if kinds[0] != kinds[1]:
        # «[1; 2)» is a set, «1 ≤ x < 2» says something of x: a teacher knows which was asked.
        return Equality.UNDECIDED
    if _is_logic(left) and _is_logic(right):
        return _decide_logic(left, right)
    equations = [_as_equation(one) for one in (left, right)]
    if equations[0] is not None and equations[1] is not None:
        return _decide_equations(equations[0], equations[1], domain)
    if kinds[0] == kinds[1] == "statement" and _are_same_relation(left, right, domain):
        return Equality.EQUAL
    return _decide_solutions(left, right)


def _as_equation(node: Node) -> Node | None:
    """Return what is nought: the difference of an equation, the product of several joined by or."""
    if node.op == "relation" and node.value == "=":
        return Node("sum", (node.args[0], Node("neg", (node.args[1],))))
    if node.op == "or":
        parts = [_as_equation(arg) for arg in node.args]
        found = tuple(part for part in parts if part is not None)
        if len(found) == len(parts):
            return Node("product", found)
    return None


def _decide_equations(left: Node, right: Node, domain: str) -> Equality:
    """Equal when one is the other times a number; different when a solution is of one only."""
    try:
        first, second = (as_expression(one, domain=domain) for one in (left, right))
    except Unsupported:
        return Equality.UNDECIDED
    first, second = (sympy.expand(one) for one in (first, second))
    if first == 0 or second == 0:
        return _decide_identities(first, second)
    ratio = sympy.cancel(first / second)
    if ratio.is_number and ratio != 0:
        return Equality.EQUAL
    if not ratio.is_number and is_constant_ratio(first, second):
        return Equality.EQUAL
    return _compare_roots(first, second)


def _decide_identities(first: Expression, second: Expression) -> Equality:
    """One of the two holds for all numbers: does the other?"""
    if first == second:
        return Equality.EQUAL
    other = first if second == 0 else second
    names = other.free_symbols
    holds_sometimes = other.is_polynomial(*names) if names else other.is_nonzero
    return Equality.DIFFERENT if holds_sometimes else Equality.UNDECIDED


def is_constant_ratio(first: Expression, second: Expression) -> bool:
    """Say whether simplifying shows that the ratio is a number other than nought."""
    ratio = sympy.simplify(first / second)
    return bool(ratio.is_number and ratio != 0)


def _compare_roots(first: Expression, second: Expression) -> Equality:
    names = sorted(first.free_symbols | second.free_symbols, key=str)
    if not names or not all(one.is_polynomial(*names) for one in (first, second)):
        return Equality.UNDECIDED
    try:
        left, right = (sympy.Poly(one, *names, domain="QQ") for one in (first, second))
    except (sympy.PolynomialError, CoercionFailed):
        return Equality.UNDECIDED
    if left.total_degree() == right.total_degree() == 1:
        return Equality.DIFFERENT  # two lines that are not one
    if len(names) > 1:
        return Equality.UNDECIDED
    for one, other in ((left.sqf_part(), right), (right.sqf_part(), left)):
        alone = sympy.quo(one, sympy.gcd(one, other))
        if alone.degree() > 0 and alone.count_roots() > 0:
            return Equality.DIFFERENT
    return Equality.UNDECIDED  # the same solutions, written with other multiplicities


def _is_logic(node: Node) -> bool:
    """Say whether the statement is made of names alone: «A и не B»."""
    if node.op in ("and", "or", "not"):
        return all(arg.op == "name" or _is_logic(arg) for arg in node.args)
    return False


def _decide_logic(left: Node, right: Node) -> Equality:
    """Try all values of up to ten names."""
    names = sorted(names_of(left) | names_of(right))
    if len(names) > MOST_NAMES:
        return Equality.UNDECIDED
    for values in product((False, True), repeat=len(names)):
        told = dict(zip(names, values, strict=True))
        if _holds(left, told) != _holds(right, told):
            return Equality.DIFFERENT
    return Equality.EQUAL


def _holds(node: Node, told: dict[str, bool]) -> bool:
    if node.op == "name":
        return told[str(node.value)]
    found = [_holds(arg, told) for arg in node.args]
    if node.op == "not":
        return not found[0]
    return all(found) if node.op == "and" else any(found)


_TURNED = {"<": ">", "≤": "≥"}


def _are_same_relation(left: Node, right: Node, domain: str) -> bool:
    """Say whether two inequalities are one, with sides moved or times a positive number."""
    if left.op != "relation" or right.op != "relation":
        return False
    (first, sign), (second, other) = _one_sided(left), _one_sided(right)
    if sign != other:
        return False
    if is_nought(first, second, domain=domain):
        return True
    try:
        ratio = sympy.cancel(
            as_expression(first, domain=domain) / as_expression(second, domain=domain)
        )
    except Unsupported:
        return False
    if not ratio.is_number:
        return False
    return bool(ratio.is_positive or (sign == "≠" and ratio.is_nonzero))


def _one_sided(node: Node) -> tuple[Node, str]:
    """Return what is greater than nought (or at least, or other) and the sign."""
    sign, (left, right) = str(node.value), node.args
    if sign in _TURNED:
        left, right, sign = right, left, _TURNED[sign]
    return Node("sum", (left, Node("neg", (right,)))), sign


def _decide_solutions(left: Node, right: Node) -> Equality:
    """Compare the sets of real solutions of statements in one unknown."""
    names = names_of(left) | names_of(right)
    if len(names) > 1:
        return Equality.UNDECIDED
    unknown = sympy.Symbol(names.pop() if names else "x", real=True)
    try:
        first, second = (_solutions(one, unknown) for one in (left, right))
    except (Unsupported, NotImplementedError, ValueError, TypeError):
        return Equality.UNDECIDED
    if first == second:
        return Equality.EQUAL
    for one, other in ((first, second), (second, first)):
        rest = one - other
        if rest == sympy.EmptySet:
            continue
        if isinstance(rest, sympy.Interval | sympy.FiniteSet | sympy.Union):
            return Equality.DIFFERENT
        return Equality.UNDECIDED
    return Equality.EQUAL


def _solutions(  # noqa: PLR0911  # one return a kind
    node: Node, unknown: Expression
) -> Expression:
    reals = sympy.S.Reals
    match node.op:
        case "interval":
            start, end = (_end(arg) for arg in node.args)
            brackets = str(node.value)
            return sympy.Interval(start, end, brackets[0] == "(", brackets[1] == ")")
        case "set":
            return sympy.FiniteSet(*(as_expression(arg, domain="real") for arg in node.args))
        case "union" | "or":
            return sympy.Union(*(_solutions(arg, unknown) for arg in node.args))
        case "intersection" | "and":
            return sympy.Intersection(*(_solutions(arg, unknown) for arg in node.args))
        case "not":
            return reals - _solutions(node.args[0], unknown)
        case "in":
            if node.args[0].op != "name":
                raise Unsupported("in")
            return _solutions(node.args[1], unknown)
        case "relation":
            return _solved(node, unknown)
    raise Unsupported(node.op)


def _end(node: Node) -> Expression:
    inner = node.args[0] if node.op == "neg" else node
    if inner.op == "constant" and inner.value == "inf":
        return -sympy.oo if node.op == "neg" else sympy.oo
    found = as_expression(node, domain="real")
    if found.free_symbols:
        raise Unsupported("end")
    return found


def _solved(node: Node, unknown: Expression) -> Expression:
    difference, sign = _one_sided(node)
    expression = sympy.together(as_expression(difference, domain="real"))
    plain = expression.replace(lambda one: one == sympy.Abs(unknown), lambda _: unknown)
    above, below = sympy.fraction(plain)
    if not (above.is_polynomial(unknown) and below.is_polynomial(unknown)):
        raise Unsupported("relation")
    relation = {"=": sympy.Eq, "≠": sympy.Ne, ">": sympy.Gt, "≥": sympy.Ge}[sign](expression, 0)
    if relation in (True, False):
        return sympy.S.Reals if relation else sympy.EmptySet
    return relation.as_set()
