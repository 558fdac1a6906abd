"""What a rule of the institute can look at: the closed registry of operators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.data import Registry
from learning_objects.data import INFO, STOP, WARNING
from moderation.checks.params import Param, Words
from moderation.checks.pieces import Piece, Studied

LEVELS = (INFO, WARNING, STOP)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that an operator found: ``what`` it is, how many, against which ``limit``.

    They fill ``{what}``, ``{number}`` and ``{limit}`` in the rule's words.
    """

    what: str = ""
    number: str = ""
    limit: str = ""
    field: str = ""
    block: str = ""
    place: str = ""
    url: str = ""
    url_label: str = ""


Look = Callable[[Studied, dict[str, Any]], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Operator:
    """A kind of rule: its name, what it looks at, its parameters.

    ``levels`` are those that a rule of this kind may have: a hint never stops anybody.
    ``own_words`` says that findings carry words of their own and the rule may leave its message
    empty (checks of the object itself, which ``judge`` takes over).
    """

    code: str
    label: Words
    hint: Words
    look: Look
    params: tuple[Param, ...] = ()
    levels: tuple[str, ...] = LEVELS
    own_words: bool = False

    def defaults(self) -> dict[str, Any]:
        """Return the parameters that a new rule begins with."""
        return {param.code: param.default for param in self.params}


OPERATORS: Registry[Operator] = Registry("operators of check rules", required=("built_in",))


def at(piece: Piece, what: str = "", **more: str) -> Found:
    """Return something found at the place of ``piece``."""
    return Found(what, field=piece.field, block=piece.block, place=piece.place, **more)
