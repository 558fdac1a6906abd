"""Rules of response, template and outcome processing (QTI 2.2, 5.1 to 5.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Run, Unsupported
from assessment.scoring.qti.fitting import fit
from assessment.scoring.qti.operators.general import looked_up

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node


class Exit(Exception):
    """``exitResponse``, ``exitTemplate`` and ``exitTest``."""


class ConstraintBroken(Exception):
    """A ``templateConstraint`` that does not hold: the template starts anew."""


Rule = Callable[[Run, "Node"], None]


def run_rules(run: Run, rules: list[Node]) -> None:
    """Carry out rules in order; a rule with something unsupported in it is skipped and named."""
    for node in rules:
        run.step()
        rule = _RULES.get(node.name)
        if rule is None:
            run.unsupport(node.name)
            continue
        try:
            rule(run, node)
        except Unsupported as error:
            run.unsupport(str(error))


def _expression(run: Run, node: Node) -> Node | None:
    if not node.children:
        run.fault(f"{node.name} {node.get('identifier')}: no expression")
        return None
    return node.children[0]


def _setter(*kinds: str) -> Rule:
    def set_value(run: Run, node: Node) -> None:
        identifier = node.get("identifier")
        declaration = run.declarations.get(identifier)
        expression = _expression(run, node)
        if declaration is None or declaration.kind not in kinds:
            run.fault(f"{node.name} {identifier}: not declared")
        elif expression is not None:
            run.values[identifier] = fit(run, run.evaluate_whole(expression), declaration)

    return set_value


def _set_correct(run: Run, node: Node) -> None:
    identifier = node.get("identifier")
    declaration = run.declarations.get(identifier)
    expression = _expression(run, node)
    if declaration is None or declaration.kind != "response":
        run.fault(f"setCorrectResponse {identifier}: not declared")
    elif expression is not None:
        run.corrects[identifier] = fit(run, run.evaluate(expression), declaration)


def _set_default(run: Run, node: Node) -> None:
    """Set the default of a variable, and the variable to it; without expression only the latter."""
    identifier = node.get("identifier")
    declaration = run.declarations.get(identifier)
    if declaration is None:
        run.fault(f"setDefaultValue {identifier}: not declared")
        return
    if node.children:
        run.defaults[identifier] = fit(run, run.evaluate(node.children[0]), declaration)
    run.values[identifier] = run.defaults.get(identifier) or declaration.initial


def _lookup(run: Run, node: Node) -> None:
    identifier = node.get("identifier")
    declaration = run.declarations.get(identifier)
    expression = _expression(run, node)
    if declaration is None or declaration.lookup is None:
        run.fault(f"lookupOutcomeValue {identifier}: no table")
    elif expression is not None:
        found = looked_up(run.evaluate(expression), declaration.lookup, declaration.base_type)
        run.values[identifier] = found


def _condition(run: Run, node: Node) -> None:
    for branch in node.children:
        run.step()
        if branch.name.endswith("Else"):
            run_rules(run, branch.children)
            return
        if not branch.children:
            run.fault(f"{branch.name}: no expression")
            continue
        if run.truth(run.evaluate(branch.children[0])):
            run_rules(run, branch.children[1:])
            return


def _fragment(run: Run, node: Node) -> None:
    run_rules(run, node.children)


def _exit(_run: Run, _node: Node) -> None:
    raise Exit


def _constraint(run: Run, node: Node) -> None:
    expression = _expression(run, node)
    if expression is not None and not run.truth(run.evaluate(expression)):
        raise ConstraintBroken


_RULES: dict[str, Rule] = {
    "setOutcomeValue": _setter("outcome"),
    "setResponseValue": _setter("response"),
    "setTemplateValue": _setter("template"),
    "setCorrectResponse": _set_correct,
    "setDefaultValue": _set_default,
    "lookupOutcomeValue": _lookup,
    "responseCondition": _condition,
    "outcomeCondition": _condition,
    "templateCondition": _condition,
    "responseProcessingFragment": _fragment,
    "outcomeProcessingFragment": _fragment,
    "exitResponse": _exit,
    "exitTest": _exit,
    "exitTemplate": _exit,
    "templateConstraint": _constraint,
}
