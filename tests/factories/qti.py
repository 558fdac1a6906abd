"""QTI for tests: expressions evaluated alone, and small items."""

from __future__ import annotations

from typing import Any

from assessment.scoring.qti.chance import Chance
from assessment.scoring.qti.declarations import KINDS, read_declaration
from assessment.scoring.qti.engine import Run
from assessment.scoring.qti.operators.table import OPERATORS
from assessment.scoring.qti.tree import read_tree
from assessment.scoring.qti.values import to_json

NAMESPACE_22 = "http://www.imsglobal.org/xsd/imsqti_v2p2"


def evaluate(expression: str, declarations: str = "", *, seed: int = 1) -> tuple[Any, Run]:
    """Return the value of an expression as JSON has it, and the run that gave it."""
    root = read_tree(f"<root>{declarations}<holder>{expression}</holder></root>")
    faults: list[str] = []
    declared = [
        read_declaration(node, faults.append) for node in root.children if node.name in KINDS
    ]
    run = Run({one.identifier: one for one in declared}, OPERATORS, Chance(seed))
    holder = root.find("holder")
    assert holder is not None
    return to_json(run.evaluate(holder.children[0])), run


def value_of(expression: str, declarations: str = "", *, seed: int = 1) -> Any:
    """Return the value of an expression as JSON has it."""
    return evaluate(expression, declarations, seed=seed)[0]


def literal(base_type: str, text: object) -> str:
    """Return a ``baseValue``."""
    return f'<baseValue baseType="{base_type}">{text}</baseValue>'


def integers(*numbers: int) -> str:
    """Return literals of integers."""
    return "".join(literal("integer", number) for number in numbers)


def floats(*numbers: float) -> str:
    """Return literals of floats."""
    return "".join(literal("float", number) for number in numbers)


def strings(*texts: str) -> str:
    """Return literals of strings."""
    return "".join(literal("string", text) for text in texts)


def make_item_xml(declarations: str = "", body: str = "", rules: str = "", **more: str) -> str:
    """Return an item of QTI 2.2; ``after`` is put behind, ``attributes`` into its tag."""
    return (
        f'<assessmentItem xmlns="{NAMESPACE_22}" identifier="i" title="t" timeDependent="false" '
        f"{more.get('attributes', '')}>{declarations}{more.get('templates', '')}"
        f"<itemBody>{body}</itemBody>{rules}{more.get('after', '')}</assessmentItem>"
    )
