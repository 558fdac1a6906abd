"""Products without a sign that could be meant otherwise: refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.scoring.formula.scanner import Sign
from assessment.scoring.formula.tree import NotationRefused

_BEGINS = frozenset({"NUM", "NAME", "CONST", "FUNC", "FUNCP", "LPAR", "ROOT", "FRAC", "LOGB"})


def checked(signs: list[Sign]) -> Iterator[Sign]:
    """Give ``signs``, refusing products without a sign that could be meant otherwise."""
    for number, sign in enumerate(signs):
        after = signs[number + 1] if number + 1 < len(signs) else None
        before = signs[number - 1] if number else None
        if after is not None and after.kind in _BEGINS:
            if before is not None and before.kind == "ROOT" and sign.kind in {"NUM", "NAME"}:
                raise NotationRefused("formula.doubtful_root", before.place, "√")
            if sign.kind == "NUM" and _raises_number(signs, number) and after.kind != "FRAC":
                raise NotationRefused("formula.doubtful_power", sign.place, sign.text)
        if sign.kind == "RPAR" and after is not None and after.kind == "NUM":
            raise NotationRefused("formula.missing_sign", after.place, after.text)
        yield sign


def _raises_number(signs: list[Sign], number: int) -> bool:
    """Tell whether the sign is the exponent of a number: ``2^3x``, ``e^2x``."""
    at = number - 1
    if at >= 0 and signs[at].kind == "MINUS":
        at -= 1
    return at >= 1 and signs[at].kind == "POW" and signs[at - 1].kind in {"NUM", "CONST"}
