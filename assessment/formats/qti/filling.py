"""Fields and lists within a text of QTI as native interactions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessment.scoring.qti.session import to_mark

if TYPE_CHECKING:
    from assessment.formats.qti.recognition import Key, Term
    from assessment.formats.qti.structures import Fields, Structure
    from assessment.scoring.qti.declarations import Declaration
    from assessment.scoring.qti.tree import Node

_PLACES = Decimal("0.0000001")
# What may follow the only field of a text for it to be an answer to a question.
_NOTHING_MORE = re.compile(r"(?:</?(?:p|div|span|strong|b|em|i|br)\s*/?>|[\s.,:;?!])*")


def read_text_entry(
    structure: Structure, node: Node, terms: tuple[Term, ...], html: str
) -> Fields | None:
    """Return a part for the only field of an item: a word or a number after a question."""
    mark = "{{" + node.get("responseIdentifier") + "}}"
    before, _, after = html.partition(mark)
    if len(terms) != 1 or len(terms[0].keys) != 1 or not _NOTHING_MORE.fullmatch(after):
        return None
    declaration = structure.item.declarations[node.get("responseIdentifier")]
    found = _variants(declaration, terms[0], terms[0].keys[0])
    if found is None:
        return None
    points, accepted = found
    interaction = _answer(accepted, node)
    prompt = "\n".join(filter(None, [structure.prompt(node), _unmarked(before + after)]))
    return {"interaction": interaction, "points": points, "prompt": prompt}


def _answer(accepted: Fields, node: Node) -> Fields:
    if "numbers" in accepted:
        return {"type": "number", "variants": accepted["numbers"]}
    interaction = {"type": "short_answer", "variants": accepted["variants"]}
    interaction["rule"] = {"case": accepted["case"]}
    length = node.get("expectedLength")
    if length.isdecimal() and 1 <= int(length) <= 2_000:
        interaction["length"] = int(length)
    return interaction


def _unmarked(html: str) -> str:
    return re.sub(r"<(p|div|span)>\s*</\1>", "", html).strip()


def read_gaps(
    structure: Structure, nodes: dict[str, Node], terms: tuple[Term, ...], html: str
) -> Fields | None:
    """Return a part for all fields, or all lists, of a text."""
    if any(html.count("{{" + name + "}}") != 1 for name in nodes):
        return None
    covered = [key.response for term in terms for key in term.keys]
    if sorted(covered) != sorted(nodes):
        return None
    is_all = any(len(term.keys) > 1 for term in terms)
    if is_all and len(terms) != 1:
        return None
    readers = {"textEntryInteraction": _text_gap, "inlineChoiceInteraction": _list_gap}
    gaps, rules, total = [], set(), Decimal(0)
    for term in terms:
        for key in term.keys:
            read = readers[nodes[key.response].name](structure, nodes[key.response], term, key)
            if read is None:
                return None
            points, gap, rule = read
            gaps.append(gap if is_all else {**gap, "weight": points})
            rules.add(rule)
            total = points if is_all else total + points
    if len(rules) > 1 or total <= 0:
        return None
    in_text = sorted(gaps, key=lambda gap: html.index("{{" + gap["id"] + "}}"))
    is_text = next(iter(nodes.values())).name == "textEntryInteraction"
    interaction: dict[str, Any] = {
        "type": "text_gaps" if is_text else "dropdown_gaps",
        "text": html,
        "gaps": in_text,
        "scoring": "all_or_nothing" if is_all else "per_pair",
    }
    if is_text and rules != {""}:
        interaction["rule"] = {"case": rules == {"case"}}
    return {"interaction": interaction, "points": total, "prompt": ""}


Gap = tuple[Decimal, "Fields", str]


def _text_gap(structure: Structure, node: Node, term: Term, key: Key) -> Gap | None:
    declaration = structure.item.declarations[key.response]
    found = _variants(declaration, term, key)
    if found is None:
        return None
    points, accepted = found
    gap: Fields = {"id": key.response}
    if "numbers" in accepted:
        gap["numbers"] = accepted["numbers"]
        return points, gap, ""
    gap["variants"] = accepted["variants"]
    return points, gap, "case" if accepted["case"] else "fold"


def _list_gap(structure: Structure, node: Node, term: Term, key: Key) -> Gap | None:
    choices = structure.choices(node, "inlineChoice")
    ids = [choice["id"] for choice in choices]
    declaration = structure.item.declarations[key.response]
    if declaration.cardinality != "single":
        return None
    points = to_mark(term.points)
    wanted = key.literal or declaration.correct
    if term.kind == "map":
        mapping = declaration.mapping
        worths = {one: mapping.bounded(mapping.worth(one)) for one in ids} if mapping else {}
        right = [one for one, worth in worths.items() if worth > 0]
        if len(right) != 1 or min(worths.values()) < 0:
            return None
        points, one = to_mark(worths[right[0]]), right[0]
    else:
        one = str(wanted.one) if wanted else ""
    if points is None or one not in ids or term.kind == "area":
        return None
    gap = {
        "id": key.response,
        "choices": choices,
        "key": one,
        "shuffle": node.flag("shuffle"),
    }
    return points, gap, ""


def _variants(
    declaration: Declaration, term: Term, key: Key
) -> tuple[Decimal, dict[str, Any]] | None:
    """Return the points and what is accepted, as words or as numbers."""
    if declaration.cardinality != "single" or term.kind == "area":
        return None
    is_number = declaration.base_type in ("integer", "float")
    if not is_number and declaration.base_type != "string":
        return None
    if term.kind == "map":
        return _mapped(declaration, is_number=is_number)
    return _matched(declaration, term, key, is_number=is_number)


def _matched(
    declaration: Declaration, term: Term, key: Key, *, is_number: bool
) -> tuple[Decimal, dict[str, Any]] | None:
    wanted = key.literal or declaration.correct
    points = to_mark(term.points)
    tolerance = _tolerance(key)
    if wanted is None or points is None or tolerance is None:
        return None
    if is_number:
        return points, {"numbers": [{"value": str(wanted.one), "tolerance": tolerance}]}
    return points, {"variants": [{"text": str(wanted.one)}], "case": key.mode != "fold"}


def _tolerance(key: Key) -> dict[str, str] | None:
    if key.mode in ("", "exact", "fold", "case"):
        return {"kind": "absolute", "value": "0"}
    bounds = set(key.tolerance.replace(",", " ").split())
    try:
        found = [Decimal(bound) for bound in bounds]
    except ArithmeticError:
        return None
    if len(found) != 1 or not found[0].is_finite():
        return None
    if key.mode == "relative":
        return {"kind": "relative", "value": str(found[0] / 100)}
    return {"kind": "absolute", "value": str(found[0])}


def _mapped(declaration: Declaration, *, is_number: bool) -> tuple[Decimal, dict[str, Any]] | None:
    mapping = declaration.mapping
    if mapping is None or mapping.default != 0 or mapping.total(None) != 0 or not mapping.entries:
        return None
    worths = [(entry, mapping.bounded(entry.value)) for entry in mapping.entries]
    points = to_mark(max(worth for _, worth in worths))
    cases = {entry.is_case_sensitive for entry, _ in worths}
    if points is None or points <= 0 or min(w for _, w in worths) < 0:
        return None
    variants: list[dict[str, Any]] = []
    for entry, worth in worths:
        share = (to_mark(worth) or Decimal(0)) / points
        if share != share.quantize(_PLACES):
            return None
        name = "value" if is_number else "text"
        variants.append({name: str(entry.key), "share": share})
    if is_number:
        return points, {"numbers": variants}
    return (points, {"variants": variants, "case": cases == {True}}) if len(cases) == 1 else None
