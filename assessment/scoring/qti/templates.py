"""The standard templates of response processing, of every version."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assessment.scoring.qti.tree import read_tree

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node

_VARIABLE = '<variable identifier="RESPONSE"/>'
_CORRECT = f'<match>{_VARIABLE}<correct identifier="RESPONSE"/></match>'
_IS_NULL = f"<isNull>{_VARIABLE}</isNull>"
_MAPPED = '<mapResponse identifier="RESPONSE"/>'


def _set(name: str, expression: str) -> str:
    return f'<setOutcomeValue identifier="{name}">{expression}</setOutcomeValue>'


def _literal(base_type: str, text: str) -> str:
    return f'<baseValue baseType="{base_type}">{text}</baseValue>'


def _if(condition: str, then: str, otherwise: str) -> str:
    return (
        f"<responseCondition><responseIf>{condition}{then}</responseIf>"
        f"<responseElse>{otherwise}</responseElse></responseCondition>"
    )


_ONE, _NOUGHT = _set("SCORE", _literal("float", "1")), _set("SCORE", _literal("float", "0"))
_MAXIMUM = '<variable identifier="MAXSCORE"/>'
_RIGHT = _literal("identifier", "correct")
_WRONG = _literal("identifier", "incorrect")

# The last part of the address is the name: hosts and versions differ, the rules do not. Those of
# Common Cartridge (CC2) are told by their outcomes: FEEDBACKBASIC, and MAXSCORE for the score.
_RULES = {
    "match_correct": _if(_CORRECT, _ONE, _NOUGHT),
    "map_response": _if(_IS_NULL, _NOUGHT, _set("SCORE", _MAPPED)),
    "map_response_point": _if(
        _IS_NULL, _NOUGHT, _set("SCORE", '<mapResponsePoint identifier="RESPONSE"/>')
    ),
    "match_nothing": _if(_IS_NULL, _ONE, _NOUGHT),
    "cc2_match": _if(_CORRECT, _ONE, _NOUGHT),
    "cc2_match_basic": _if(
        _CORRECT,
        _set("SCORE", _MAXIMUM) + _set("FEEDBACKBASIC", _RIGHT),
        _set("FEEDBACKBASIC", _WRONG),
    ),
    "cc2_map_response": _if(_IS_NULL, _NOUGHT, _set("SCORE", _MAPPED))
    + _if(
        f'<gte><variable identifier="SCORE"/>{_MAXIMUM}</gte>',
        _set("FEEDBACK", _RIGHT) + _set("FEEDBACKBASIC", _RIGHT),
        _set("FEEDBACK", _WRONG) + _set("FEEDBACKBASIC", _WRONG),
    ),
}
NAMES = frozenset(_RULES)
# Of QTI 2.0, whose items are read as those of 2.1.
_OLD_NAMES = {
    "rpmatchcorrect": "match_correct",
    "rpmapresponse": "map_response",
    "rpmapresponsepoint": "map_response_point",
}


def template_name(address: str) -> str:
    """Return the name of a template by its address, ``""`` for one that is not standard."""
    name = address.strip().rstrip("/").rpartition("/")[2].lower()
    name = name.removesuffix(".xml").replace("-", "_")
    name = _OLD_NAMES.get(name, name)
    return name if name in NAMES else ""


@cache
def template_rules(name: str) -> Node:
    """Return the rules of a standard template."""
    return read_tree(f"<responseProcessing>{_RULES[name]}</responseProcessing>")
