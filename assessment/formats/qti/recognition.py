"""What response processing amounts to, where it is a sum of simple terms.

A term gives points for one response (or for several that must all be right). Standard templates
and what authors write by hand to the same end come out alike; anything else comes out as ``None``
and the item is kept as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.scoring.qti.values import NUMERIC, Unreadable, Value, read_atom

if TYPE_CHECKING:
    from assessment.scoring.qti.declarations import Declaration
    from assessment.scoring.qti.item import ParsedItem
    from assessment.scoring.qti.tree import Node


@dataclass(frozen=True, slots=True)
class Key:
    """One response and what it must be: ``literal``, or as declared; numbers with tolerance."""

    response: str
    literal: Value | None = None
    tolerance: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Points: ``match`` when all ``keys`` are right, ``map`` by the mapping, ``area`` by areas."""

    kind: str
    keys: tuple[Key, ...]
    points: float = 0.0

    @property
    def response(self) -> str:
        """The first response."""
        return self.keys[0].response


class _Unknown(Exception):
    """Processing that is no sum of terms."""


@dataclass(slots=True)
class Recognised:
    """The terms of SCORE, and the outcomes that copy a response to choose feedback."""

    terms: tuple[Term, ...]
    copies: dict[str, str]


def recognise(item: ParsedItem) -> Recognised | None:
    """Return what the processing of an item amounts to, ``None`` where it is more than a sum."""
    if item.template_rules is not None or item.outcome_rules is not None or item.is_adaptive:
        return None
    reader = _Reader(item)
    rules = item.response_rules.children if item.response_rules is not None else []
    try:
        for rule in rules:
            reader.take(rule)
    except _Unknown:
        return None
    return Recognised(tuple(reader.terms.get("SCORE", ())), reader.copies)


def _is_nothing_for_null(declaration: Declaration) -> bool:
    mapping = declaration.mapping or declaration.area_mapping
    return mapping is not None and mapping.total(None) == 0


class _Reader:
    def __init__(self, item: ParsedItem) -> None:
        self._declarations = item.declarations
        self.terms: dict[str, list[Term]] = {}
        self.copies: dict[str, str] = {}

    def take(self, rule: Node) -> None:
        if rule.name == "setOutcomeValue" and len(rule.children) == 1:
            self._set(rule)
        elif rule.name == "responseCondition":
            self._condition(rule)
        elif rule.name == "responseProcessingFragment":
            for inner in rule.children:
                self.take(inner)
        else:
            raise _Unknown

    def _set(self, rule: Node) -> None:
        name, expression = rule.get("identifier"), rule.children[0]
        if self._is_number(name):
            self.terms[name] = self._expression(expression)
        elif expression.name == "variable" and self._kind(expression) == "response":
            self.copies[name] = expression.get("identifier")
        else:
            raise _Unknown

    def _expression(self, node: Node) -> list[Term]:
        if node.name in ("mapResponse", "mapResponsePoint"):
            kind = "map" if node.name == "mapResponse" else "area"
            return [Term(kind, (Key(node.get("identifier")),))]
        if node.name == "sum":
            return [term for child in node.children for term in self._expression(child)]
        if node.name == "variable" and self._kind(node) == "outcome":
            name = node.get("identifier")
            if name in self.terms:
                return list(self.terms[name])
        if self._constant(node) == 0:
            return []
        raise _Unknown

    def _condition(self, rule: Node) -> None:
        branches = rule.children
        if [branch.name for branch in branches] not in (
            ["responseIf"],
            ["responseIf", "responseElse"],
        ):
            raise _Unknown
        test = branches[0].children[0] if branches[0].children else None
        if test is None:
            raise _Unknown
        then = self._assignments(branches[0].children[1:])
        otherwise = self._assignments(branches[1].children) if len(branches) == 2 else {}
        if test.name == "isNull" and self._is_nothing(then):
            self._unless_null(test, otherwise)
            return
        keys = self._keys(test)
        for name in dict.fromkeys([*then, *otherwise]):
            if self._is_number(name):
                self._conditional(name, keys, then.get(name), otherwise.get(name))
            elif name == "SCORE":
                raise _Unknown

    def _assignments(self, rules: list[Node]) -> dict[str, Node]:
        found = {}
        for rule in rules:
            if rule.name != "setOutcomeValue" or len(rule.children) != 1:
                raise _Unknown
            found[rule.get("identifier")] = rule.children[0]
        return found

    def _is_nothing(self, assigned: dict[str, Node]) -> bool:
        return all(not self._is_number(n) or self._constant(e) == 0 for n, e in assigned.items())

    def _unless_null(self, test: Node, otherwise: dict[str, Node]) -> None:
        """Take «nothing for no answer, else the mapping»: the mapping must agree."""
        response = test.children[0].get("identifier") if test.children else ""
        for name, expression in otherwise.items():
            if not self._is_number(name):
                continue
            terms = self._expression(expression)
            if [term.response for term in terms] != [response]:
                raise _Unknown
            declaration = self._declarations.get(response)
            if declaration is None or not _is_nothing_for_null(declaration):
                raise _Unknown
            self.terms[name] = terms

    def _conditional(
        self, name: str, keys: tuple[Key, ...], then: Node | None, otherwise: Node | None
    ) -> None:
        if then is None or (otherwise is not None and not self._leaves(name, otherwise)):
            raise _Unknown
        gained = self._gain(name, then)
        if gained <= 0:
            raise _Unknown
        adds = self._constant(then) is None
        before = list(self.terms.get(name, ()))
        if before and not adds:
            raise _Unknown
        self.terms[name] = [*before, Term("match", keys, gained)]

    def _leaves(self, name: str, node: Node) -> bool:
        """Say whether an ``else`` changes nothing: nought where nothing was before, or itself."""
        if node.name == "variable" and node.get("identifier") == name:
            return True
        return self._constant(node) == 0 and not self.terms.get(name)

    def _gain(self, name: str, node: Node) -> float:
        constant = self._constant(node)
        if constant is not None:
            return constant
        if node.name != "sum" or len(node.children) != 2:
            raise _Unknown
        first, second = node.children
        if second.name == "variable" and second.get("identifier") == name:
            first, second = second, first
        added = self._constant(second)
        if first.name != "variable" or first.get("identifier") != name or added is None:
            raise _Unknown
        return added

    def _constant(self, node: Node) -> float | None:
        """Return a number that is written out, or stands in an outcome that nothing changes."""
        if node.name == "baseValue":
            try:
                found: float = read_atom(node.all_text(), "float")
            except Unreadable:
                return None
            return found
        if node.name == "variable" and self._kind(node) == "outcome":
            return self._untouched(node.get("identifier"))
        return None

    def _untouched(self, name: str) -> float | None:
        default = self._declarations[name].default
        if name == "SCORE" or name in self.terms or default is None:
            return None
        return float(default.one) if default.base_type in NUMERIC else None

    def _keys(self, test: Node) -> tuple[Key, ...]:
        if test.name == "and":
            return tuple(key for child in test.children for key in self._keys(child))
        if test.name not in ("match", "equal", "stringMatch") or len(test.children) != 2:
            raise _Unknown
        variable, wanted = test.children
        if variable.name != "variable":
            variable, wanted = wanted, variable
        declaration = self._declarations.get(variable.get("identifier"))
        if variable.name != "variable" or declaration is None or declaration.kind != "response":
            raise _Unknown
        key = Key(declaration.identifier, self._wanted(declaration, wanted))
        if test.name == "match":
            return (key,)
        if test.name == "stringMatch" and test.flag("substring"):
            raise _Unknown
        if test.name == "stringMatch":
            is_folded = not test.flag("caseSensitive", default=True)
            return (replace(key, mode="fold" if is_folded else "case"),)
        return (self._with_tolerance(key, test),)

    def _with_tolerance(self, key: Key, test: Node) -> Key:
        bounds = ("includeLowerBound", "includeUpperBound")
        is_open = not all(test.flag(name, default=True) for name in bounds)
        mode = test.get("toleranceMode", "exact")
        # The tolerance is around the first: relative to an answer it is another thing.
        if is_open or (mode == "relative" and test.children[0].name == "variable"):
            raise _Unknown
        return replace(key, tolerance=test.get("tolerance"), mode=mode)

    def _wanted(self, declaration: Declaration, node: Node) -> Value | None:
        if node.name == "correct" and node.get("identifier") == declaration.identifier:
            if declaration.correct is None:
                raise _Unknown
            return None
        nodes = node.children if node.name in ("multiple", "ordered") else [node]
        if any(inner.name != "baseValue" for inner in nodes) or not nodes:
            raise _Unknown
        try:
            items = tuple(read_atom(n.all_text().strip(), declaration.base_type) for n in nodes)
        except Unreadable as error:
            raise _Unknown from error
        return Value(declaration.cardinality, declaration.base_type, items)

    def _kind(self, node: Node) -> str:
        declaration = self._declarations.get(node.get("identifier"))
        return declaration.kind if declaration else ""

    def _is_number(self, name: str) -> bool:
        declaration = self._declarations.get(name)
        return declaration is not None and declaration.base_type in NUMERIC
