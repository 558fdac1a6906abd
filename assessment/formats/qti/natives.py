"""Foreign QTI items as native ones, where nothing of their marking is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessment.formats.qti.choosing import read_choosing
from assessment.formats.qti.faults import READ_BY_PEOPLE
from assessment.formats.qti.filling import read_gaps, read_text_entry
from assessment.formats.qti.recognition import Recognised, Term
from assessment.formats.qti.relating import read_relating
from assessment.formats.qti.structures import Structure, split_at_marks
from assessment.scoring.qti.session import to_mark
from core.api import clean_html

if TYPE_CHECKING:
    from assessment.formats.qti.structures import Fields
    from assessment.scoring.qti.tree import Node

INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})


class NotNative(Exception):
    """An item that native interactions do not express; the reason is a name in QTI."""


def read_parts(structure: Structure, recognised: Recognised) -> list[Fields]:
    """Return the parts of a native item as fields; raises ``NotNative``."""
    item = structure.item
    if item.body is None:
        raise NotNative("itemBody")
    terms = _terms_by_response(recognised)
    nodes = {node.get("responseIdentifier"): node for node in item.interactions}
    if len(nodes) != len(item.interactions):
        raise NotNative("responseIdentifier")
    if unknown := [name for name in terms if name not in nodes]:
        raise NotNative(unknown[0])
    html = structure.marked(item.body)
    if any(node.name in INLINE for node in nodes.values()):
        return [_read_inline(structure, nodes, recognised.terms, html)]
    return list(_read_blocks(structure, nodes, terms, html))


def _terms_by_response(recognised: Recognised) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for term in recognised.terms:
        for key in term.keys:
            if key.response in terms:
                raise NotNative(key.response)
            terms[key.response] = term
    return terms


def _read_inline(
    structure: Structure, nodes: dict[str, Node], terms: tuple[Term, ...], html: str
) -> Fields:
    """Read fields within a text: all of them are one part."""
    kinds = {node.name for node in nodes.values()}
    if len(kinds) > 1:
        raise NotNative(sorted(kinds)[0])
    found = None
    if len(nodes) == 1 and kinds == {"textEntryInteraction"}:
        found = read_text_entry(structure, next(iter(nodes.values())), terms, html)
    found = found or read_gaps(structure, nodes, terms, html)
    if found is None:
        raise NotNative(next(iter(kinds)))
    return found


def _read_blocks(
    structure: Structure, nodes: dict[str, Node], terms: dict[str, Term], html: str
) -> Iterator[Fields]:
    pieces = split_at_marks(html, nodes.__contains__)
    rest = pieces.pop()[0]
    if not pieces:
        return
    for number, (before, name) in enumerate(pieces):
        node = nodes[name]
        term = terms.get(name)
        if term is not None and len(term.keys) > 1:
            raise NotNative("and")
        after = rest if number == len(pieces) - 1 else ""
        part = _read_block(structure, node, term)
        part["prompt"] = _joined(before, structure.prompt(node), after)
        yield part


def _joined(*pieces: str) -> str:
    """Join pieces of HTML, each closed on its own and dropped where nothing is left of it."""
    cleaned = (clean_html(piece).strip() for piece in pieces)
    return "\n".join(piece for piece in cleaned if _says_something(piece))


def _says_something(html: str) -> bool:
    bare = "".join(part.rpartition(">")[2] for part in html.split("<"))
    return bool(bare.strip()) or "<img" in html


def _read_block(structure: Structure, node: Node, term: Term | None) -> Fields:
    if node.name in READ_BY_PEOPLE and node.name != "mediaInteraction":
        if term is None:
            return _read_manual(structure, node)
        raise NotNative(node.name)
    for reader in (read_choosing, read_relating):
        found = reader(structure, node, term)
        if found is not None:
            return found
    raise NotNative(node.name)


def _read_manual(structure: Structure, node: Node) -> Fields:
    maximum = structure.item.declarations.get("SCORE")
    points = maximum.normal_maximum if maximum else None
    declared = structure.item.declarations.get("MAXSCORE")
    if points is None and declared is not None and declared.initial is not None:
        points = float(declared.initial.one)
    interaction: dict[str, Any]
    if node.name == "uploadInteraction":
        kinds = [kind for kind in node.get("type").split() if kind]
        interaction = {"type": "file", "accepts": kinds}
    elif node.name == "drawingInteraction":
        interaction = {"type": "drawing", **structure.image(node)}
    else:
        interaction = {"type": "essay", "grader_notes": scorer_notes(structure)}
    found = to_mark(points) if points is not None else None
    return {"interaction": interaction, "points": found if found else Decimal(1)}


def scorer_notes(structure: Structure) -> str:
    """Return what an item says to those who mark it."""
    body = structure.item.body
    blocks = [
        node
        for node in (body.walk() if body else ())
        if node.name == "rubricBlock" and {"scorer", "tutor"} & set(node.get("view").split())
    ]
    return "\n".join(filter(None, (structure.text(block) for block in blocks)))
