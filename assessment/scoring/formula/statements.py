"""Statements and collections: equations, inequalities, sets, lists, intervals."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy.polys.polyerrors import CoercionFailed

from assessment.scoring.formula.algebra import Expression, as_expression
from assessment.scoring.formula.conditions import are_asked_alike, are_kept
from assessment.scoring.formula.deciding import decide_values, is_nought
from assessment.scoring.formula.double_signs import as_both, has_double_sign, upper_and_lower
from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.logic import CONNECTIVES, decide_logic, is_logic, spelt_out
from assessment.scoring.formula.lone_points import has_lone_point
from assessment.scoring.formula.tree import Node, Unsupported, names_of, walk

COLLECTIONS = ("set", "list", "interval", "union", "intersection")
STATEMENTS = ("relation", "in", "truth", *CONNECTIVES)
LARGEST_SET = 30


def decide(  # noqa: PLR0911  # one return a kind
    left: Node, right: Node, *, domain: str
) -> Equality:
    """Return whether two formulas of any kind are equal."""
    if left == right:
        return Equality.EQUAL
    if has_double_sign(left) and has_double_sign(right):
        return _decide_double_signs(left, right, domain)
    left, right = (as_both(one, is_statement=_kind(one) == "statement") for one in (left, right))
    if "statement" in (_kind(left), _kind(right)):
        left, right = _joined(left), _joined(right)
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


def _joined(node: Node) -> Node:
    """Return «x = 2; x = −2» as «x = 2 or x = −2»: so roots are written down."""
    if node.op == "set" and node.args and all(_kind(one) == "statement" for one in node.args):
        return Node("or", node.args) if len(node.args) > 1 else node.args[0]
    return node


def _decide_double_signs(left: Node, right: Node, domain: str) -> Equality:
    """Upper signs against upper, lower against lower: «cos x ± y» is not «cos x ∓ y».

    Of numbers alone both are the same two, whichever comes first: roots have no order.
    """
    first, second = (upper_and_lower(one) for one in (left, right))
    linked = _decide_lists(first, second, domain)
    if linked is Equality.EQUAL:
        return linked
    loose = _decide_sets(first, second, domain)
    if names_of(left) | names_of(right) and loose is Equality.EQUAL:
        return Equality.UNDECIDED
    return loose


def _is_sure(said: Equality, left: Node, right: Node, domain: str) -> bool:
    """Say whether what algebra says holds where the two statements make sense."""
    if said is Equality.EQUAL:
        return are_asked_alike(left, right, domain=domain)
    if said is Equality.DIFFERENT:
        return all(are_kept(one, domain=domain) for one in (left, right))
    return True


def _kind(node: Node) -> str:
    if node.op in STATEMENTS:
        return "statement"
    if node.op in ("interval", "union", "intersection"):
        return "interval"
    return node.op if node.op in COLLECTIONS else "value"


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


def _decide_statements(left: Node, right: Node, kinds: list[str], domain: str) -> Equality:
    if kinds[0] != kinds[1]:
        return _decide_mixed(left, right, kinds, domain)
    if left.op == right.op == "interval":
        return _decide_pairs(left, right, domain)
    if _is_propositional(left) and _is_propositional(right):
        return decide_logic(left, right)
    left, right = spelt_out(left), spelt_out(right)
    equations = [_as_equation(one) for one in (left, right)]
    if equations[0] is not None and equations[1] is not None:
        return _decide_equations(equations[0], equations[1], domain)
    if kinds[0] == "statement" and _are_same_relation(left, right, domain):
        return Equality.EQUAL
    return _decide_solutions(left, right)


def _decide_mixed(left: Node, right: Node, kinds: list[str], domain: str) -> Equality:
    """A statement or an interval beside something else."""
    if "truth" in (left.op, right.op) and {*kinds} & {"set", "interval"}:
        typed_empty = any(one.op == "set" and one.mark == "{}" for one in (left, right))
        return Equality.UNDECIDED if typed_empty else _decide_solutions(left, right)
    if {*kinds} == {"interval", "set"}:
        return _decide_solutions(left, right)
    if {*kinds} == {"interval", "list"} and _pair(left, right):
        return Equality.DIFFERENT  # two coordinates and three
    if "value" in kinds:
        return _decide_named_value(left, right, domain)
    # «[1; 2)» is a set, «1 ≤ x < 2» says something of x: a teacher knows which was asked.
    return Equality.UNDECIDED


def _decide_named_value(left: Node, right: Node, domain: str) -> Equality:
    """«x = 5» where «5» was asked (or the other way round) is nothing to give nought for."""
    statement, value = (left, right) if _kind(left) == "statement" else (right, left)
    if statement.op == "relation" and statement.value == "=":
        for name, other in (statement.args, statement.args[::-1]):
            is_named = name.op == "name" and name.value not in names_of(other)
            if is_named and decide(other, value, domain=domain) is not Equality.DIFFERENT:
                return Equality.UNDECIDED
    return Equality.DIFFERENT


def _is_propositional(node: Node) -> bool:
    return node.op == "truth" or is_logic(node)


def _pair(*nodes: Node) -> bool:
    return any(one.op == "interval" and one.value == "()" for one in nodes)


def _decide_pairs(left: Node, right: Node, domain: str) -> Equality:
    """Intervals and coordinates alike: equal ends in equal brackets.

    An interval whose ends are turned round is empty, but «(2; 1)» may be a point of the plane.
    """
    said = [_decide_ends(a, b, domain) for a, b in zip(left.args, right.args, strict=True)]
    if Equality.DIFFERENT in said:
        return Equality.DIFFERENT
    brackets = [(str(one.value)[at], _is_infinite(one.args[at])) for one in (left, right)
                for at in (0, 1)]  # fmt: skip
    alike = all(
        mine[0] == other[0] or mine[1]
        for mine, other in zip(brackets[:2], brackets[2:], strict=True)
    )
    if not alike:
        return Equality.DIFFERENT
    return Equality.UNDECIDED if Equality.UNDECIDED in said else Equality.EQUAL


def _decide_ends(left: Node, right: Node, domain: str) -> Equality:
    if left == right:
        return Equality.EQUAL
    if _is_infinite(left) or _is_infinite(right):
        return Equality.DIFFERENT if _is_plain(left) and _is_plain(right) else Equality.UNDECIDED
    return decide(left, right, domain=domain)


def _is_infinite(node: Node) -> bool:
    inner = node.args[0] if node.op == "neg" else node
    return inner.op == "constant" and inner.value == "inf"


def _is_plain(node: Node) -> bool:
    """Tell whether infinity stands alone or nowhere."""
    return _is_infinite(node) or not any(_is_infinite(one) for one in walk(node))


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


def _compare_roots(  # noqa: PLR0911  # one return a kind
    first: Expression, second: Expression
) -> Equality:
    names = sorted(first.free_symbols | second.free_symbols, key=str)
    if not names or not all(one.is_polynomial(*names) for one in (first, second)):
        return Equality.UNDECIDED
    try:
        left, right = (sympy.Poly(one, *names, domain="QQ") for one in (first, second))
    except (sympy.PolynomialError, CoercionFailed):
        return Equality.UNDECIDED
    if left.total_degree() == right.total_degree() == 1:
        return Equality.DIFFERENT  # two lines that are not one
    if has_lone_point(left, right) or has_lone_point(right, left):
        return Equality.DIFFERENT
    if len(names) > 1:
        return Equality.UNDECIDED
    for one, other in ((left.sqf_part(), right), (right.sqf_part(), left)):
        alone = sympy.quo(one, sympy.gcd(one, other))
        if alone.degree() > 0 and alone.count_roots() > 0:
            return Equality.DIFFERENT
    return Equality.UNDECIDED  # the same solutions, written with other multiplicities


_TURNED = {"<": ">", "≤": "≥"}


def _are_same_relation(  # noqa: PLR0911  # one return a way of being the same
    left: Node, right: Node, domain: str
) -> bool:
    """Say whether two inequalities are one, with sides moved or times a positive number."""
    if left.op != "relation" or right.op != "relation":
        return False
    (first, sign), (second, other) = _one_sided(left), _one_sided(right)
    if sign != other:
        return False
    if first == second:
        return True
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
        case "truth":
            return reals if node.value == "all" else sympy.EmptySet
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
