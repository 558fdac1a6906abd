"""A formula as it was written: one small kind of node, with bounds on its size.

A tree keeps the written structure (``2*(x-1)`` is a product), for how a formula is written is part
of what is asked. Values are worked out elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

MAX_SIGNS = 1_000
MAX_NODES = 600
MAX_DEPTH = 60
MAX_DIGITS = 60

Value = Fraction | str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a formula.

    ``op`` is one of: ``number`` (value: a fraction), ``name``, ``constant`` (``pi``, ``e``,
    ``i``, ``inf``), ``truth`` (value: ``all``, ``none``); ``sum``, ``neg``, ``product``,
    ``quotient``, ``power``, ``call`` (value: the function), ``unknown`` (a function that nobody
    knows); ``plusminus``, ``minusplus``; ``relation`` (value: the sign), ``in``, ``and``, ``or``,
    ``not``, ``implies``, ``equivalent``, ``xor``; ``set``, ``list``, ``interval`` (value: its
    brackets), ``union``, ``intersection``, ``matrix``.
    ``mark`` tells how it was typed where that matters, and is not compared.
    """

    op: str
    args: tuple[Node, ...] = ()
    value: Value = None
    mark: str = field(default="", compare=False)


class NotationRefused(Exception):
    """A text that is not a formula: a code of the words, the place (from one) and a piece of it."""

    def __init__(self, code: str, place: int = 0, piece: str = "") -> None:
        super().__init__(code, place, piece)
        self.code = code
        self.place = place
        self.piece = piece[:40]


class Unsupported(Exception):
    """A formula that can be read, but that the engine does not judge: a person does."""


def number(value: Fraction | int, mark: str = "") -> Node:
    """Return a number."""
    return Node("number", value=Fraction(value), mark=mark)


def call(function: str, *args: Node) -> Node:
    """Return a known function of ``args``."""
    return Node("call", args, function)


def walk(node: Node) -> Iterator[Node]:
    """Give ``node`` and all below it."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.args


def check_size(node: Node) -> Node:
    """Return ``node``; raise :class:`NotationRefused` when it is too large or too deep."""
    waiting = [(node, 1)]
    count = 0
    while waiting:
        one, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_NODES:
            raise NotationRefused("formula.too_long")
        waiting += [(arg, depth + 1) for arg in one.args]
    return node


def replace(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """Return ``node`` with every piece that ``change`` answers replaced, from below."""
    args = tuple(replace(arg, change) for arg in node.args)
    same = all(new is old for new, old in zip(args, node.args, strict=True))
    here = node if same else Node(node.op, args, node.value, node.mark)
    return change(here) or here


def names_of(node: Node) -> set[str]:
    """Return the names that ``node`` speaks of."""
    return {str(one.value) for one in walk(node) if one.op == "name"}


def has(node: Node, *ops: str) -> bool:
    """Tell whether one of ``ops`` is anywhere in ``node``."""
    return any(one.op in ops for one in walk(node))


def has_imaginary(node: Node) -> bool:
    """Tell whether the imaginary unit is written in ``node``."""
    return any(one.op == "constant" and one.value == "i" for one in walk(node))
