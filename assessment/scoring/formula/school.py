"""School notation and a part of TeX, read into a tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from assessment.scoring.formula.doubts import checked
from assessment.scoring.formula.growing import SchoolBuilder
from assessment.scoring.formula.scanner import Scanner, Sign
from assessment.scoring.formula.tree import MAX_NODES, Node, NotationRefused, check_size

GRAMMAR = r"""
start: entry (SEP entry)*
?entry: implication (EQUIV implication)* -> equivalence
?implication: alternative
    | alternative IMPLIES implication -> implied
?alternative: disjunction (XOR disjunction)* -> exclusive
?disjunction: conjunction (OR conjunction)*
?conjunction: negation (AND negation)*
?negation: NOT negation -> negation
    | relation
?relation: union ((REL | IN) union)*
?union: meeting (CUP meeting)*
?meeting: sum (CAP sum)*
?sum: term
    | (PLUS | MINUS | PM | MP) term -> signed
    | sum (PLUS | MINUS | PM | MP) term -> added
?term: implicit
    | term MUL operand -> times
    | term DIV operand -> over
?operand: implicit
    | (MINUS | PLUS) operand -> signed
?implicit: factors
    | factors tail -> juxtaposed
    | tail
?tail: bare
    | bare tail -> juxtaposed
    | applied
    | applied implicit -> juxtaposed
?factors: plain
    | plain factors -> juxtaposed
bare: FUNC factors -> bare_call
    | FUNC applied -> bare_call
    | FUNC bare -> bare_call
    | LOGB factors -> bare_log
    | LOGG group factors -> grouped_log
applied: function
    | function POW exponent -> power
    | function BANG -> factorial
function: FUNCP LPAR sum RPAR -> call
    | FUNCP group -> group_call
    | LOGP LPAR sum RPAR -> based_log
?plain: postfix
    | postfix POW exponent -> power
exponent: postfix
    | postfix POW exponent -> power
    | function
    | (MINUS | PLUS) exponent -> signed
?postfix: atom
    | postfix BANG -> factorial
    | postfix DEG -> degrees
?atom: NUM -> number
    | NAME -> name
    | CONST -> constant
    | EMPTY -> empty
    | TRUTH -> truth
    | REALS -> reals
    | NUM MIXED group group -> mixed
    | FRAC group group -> fraction
    | ROOT root_of -> root
    | LBAR sum RBAR -> modulus
    | (LPAR | LSQ) entry (SEP entry)* (RPAR | RSQ) -> bracketed
    | LSET [entry (SEP entry)*] RSET -> braces
    | group
?root_of: NUM -> number
    | NAME -> name
    | CONST -> constant
    | (LPAR | LSQ) entry (SEP entry)* (RPAR | RSQ) -> bracketed
    | ROOT root_of -> root
    | group
group: LGROUP sum RGROUP
%declare SEP OR AND NOT REL IN CUP CAP PLUS MINUS PM MP MUL DIV POW FUNC FUNCP LOGB LOGP LOGG
%declare LPAR RPAR LSQ RSQ LSET RSET LGROUP RGROUP LBAR RBAR NUM NAME CONST EMPTY REALS
%declare EQUIV IMPLIES XOR TRUTH
%declare FRAC MIXED ROOT BANG DEG
"""


class _Signs(Lexer):
    """Hands the scanner's signs to lark."""

    def __init__(self, conf: Any) -> None:
        """Take lark's configuration: there is nothing in it for a ready list."""

    def lex(self, data: Any, parser_state: Any = None) -> Iterator[Token]:
        """Give the signs as tokens."""
        for sign in data:
            yield Token(sign.kind, sign.text, start_pos=sign.place)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer=_Signs)


def read_school(text: str, *, variables: tuple[str, ...] = (), imaginary: bool = False) -> Node:
    """Return the tree of ``text``; raise :class:`NotationRefused` with a place and a remedy.

    ``variables`` may have several letters; with ``imaginary``, ``i`` is the imaginary unit.
    """
    signs = list(checked(Scanner(text, variables=variables, imaginary=imaginary).scan()))
    if not signs:
        raise NotationRefused("formula.empty")
    if len(signs) > MAX_NODES:
        raise NotationRefused("formula.too_long")
    _check_nesting(signs)
    try:
        parsed = _parser().parse(signs)
    except UnexpectedToken as error:
        raise _explained(error, signs) from error
    except UnexpectedInput as error:
        raise NotationRefused("formula.unfinished", signs[-1].place, signs[-1].text) from error
    return check_size(SchoolBuilder().build(parsed))


def _check_nesting(signs: list[Sign]) -> None:
    """Bound the depth before anything recursive looks at it."""
    depth = 0
    for sign in signs:
        depth += sign.kind in {
            "LPAR",
            "LSQ",
            "LSET",
            "LGROUP",
            "LBAR",
            "POW",
            "FUNC",
            "ROOT",
            "NOT",
        }
        depth -= sign.kind in {"RPAR", "RSQ", "RSET", "RGROUP", "RBAR"}
        if depth > 100:
            raise NotationRefused("formula.too_long", sign.place)


def _explained(error: UnexpectedToken, signs: list[Sign]) -> NotationRefused:
    token = error.token
    if token.type == "$END":
        return NotationRefused("formula.unfinished", signs[-1].place, signs[-1].text)
    return NotationRefused("formula.out_of_place", token.start_pos or 0, str(token))
