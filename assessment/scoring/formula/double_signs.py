"""``±`` and ``∓``: two formulas in one, the upper signs together and the lower ones together."""

from __future__ import annotations

from collections.abc import Callable

from assessment.scoring.formula.tree import Node, has, replace

_UPPER = {"plusminus": True, "minusplus": False}
_LOWER = {"plusminus": False, "minusplus": True}


def has_double_sign(node: Node) -> bool:
    """Tell whether a double sign is anywhere in ``node``."""
    return has(node, *_UPPER)


def upper_and_lower(node: Node) -> tuple[Node, Node]:
    """Return ``node`` with its upper and with its lower signs."""
    upper, lower = (replace(node, _reading(signs)) for signs in (_UPPER, _LOWER))
    return upper, lower


def _reading(positive: dict[str, bool]) -> Callable[[Node], Node | None]:
    def change(one: Node) -> Node | None:
        if one.op not in positive:
            return None
        return one.args[0] if positive[one.op] else Node("neg", one.args)

    return change


def as_both(node: Node, *, is_statement: bool) -> Node:
    """Return ``a ± b`` as the set of its two values, a statement as «the one or the other»."""
    if not has_double_sign(node):
        return node
    versions = upper_and_lower(node)
    if is_statement:
        return Node("or", versions)
    if node.op == "set":
        return Node("set", tuple(arg for one in versions for arg in one.args))
    return Node("set", versions)
