"""A node and its CFItem: each made of the other, and what no column holds kept beside it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from framework.case.data import Members
from framework.case.outgoing import OWN, Outgoing, address, beyond, kept_of, link, merged
from framework.case.words import kind_of_word, kind_word
from framework.data import KINDS, SECTION, TOPIC
from framework.frp.data import HOURS_LIMIT, TITLE_LIMIT
from framework.keys import slug
from framework.planning import PlannedNode

CODE_LIMIT, TYPE_LIMIT, BEGINNING, SLUG = 60, 100, 250, 60
IN_CONTENT = "content"  # the statement is too long for a title: the content has it
_GRADE = re.compile(r"0?([1-9]|1[01])", re.ASCII)
# Own columns that CASE has no member for, with the most characters that each holds.
_OWN_TEXTS = {"title_en": TITLE_LIMIT, "education_level": 10, "variant": 20, "source": 200}
# The identifier of the association that places a node is the node's own with these bits turned:
# found again without a search. Version and variant of the uuid stay.
_EDGE = UUID("0c5e1d3a-77b2-0e4f-05a6-9d3b6c81f2e4").int


@dataclass(frozen=True, slots=True)
class ItemTexts:
    """What a CFItem means for the columns of a node."""

    kind: str
    title: str
    content: str
    in_content: bool
    code: str
    type_label: str
    grade: int | None


def read_texts(members: Members, *, has_children: bool, language: str) -> ItemTexts:
    """Return what the checked ``members`` of a CFItem mean."""
    statement = members["fullStatement"]
    title, in_content = " ".join(statement.split()), False
    if len(title) > TITLE_LIMIT or "\n" in statement.strip():
        title, in_content = _short_title(members, title), True
    word = _line(members, "CFItemType", TYPE_LIMIT)
    kind = kind_of_word(word) or (SECTION if has_children else TOPIC)
    return ItemTexts(
        kind=kind if title else SECTION,
        title=title,
        content=statement if in_content else members.get("notes", ""),
        in_content=in_content,
        code=_line(members, "humanCodingScheme", CODE_LIMIT),
        type_label="" if word == kind_word(kind, language) else word,
        grade=_grade(members.get("educationLevel", [])),
    )


def _line(members: Members, name: str, limit: int) -> str:
    return " ".join(members.get(name, "").split())[:limit].rstrip()


def _short_title(members: Members, statement: str) -> str:
    short = " ".join(members.get("abbreviatedStatement", "").split())
    return short if 0 < len(short) <= TITLE_LIMIT else beginning(statement)


def beginning(statement: str) -> str:
    """Return the first words of a statement as a title."""
    if len(statement) <= BEGINNING:
        return statement
    head = statement[:BEGINNING]
    return f"{head.rpartition(' ')[0] or head}…"


def _grade(levels: list[str]) -> int | None:
    found = _GRADE.fullmatch(levels[0].strip()) if len(levels) == 1 else None
    return int(found.group(1)) if found else None


def edge_id(node: UUID) -> UUID:
    """Return the identifier of the association that places ``node``; its own inverse."""
    return UUID(int=node.int ^ _EDGE)


def default_key(framework: str, node: PlannedNode) -> str:
    """Return the key of a node that came without one; the same on every machine."""
    name = slug(node.code or node.title, SLUG)
    digest = hashlib.sha256(str(node.uuid).encode()).hexdigest()[:8]
    return f"{framework}/{name}-{digest}"


def own_of(members: Members) -> dict[str, Any]:
    """Return what a library like this one said in the extensions of an object."""
    own = members.get("extensions", {}).get(OWN)
    return own if isinstance(own, dict) else {}


def plan_node(members: Members, *, has_children: bool, language: str) -> PlannedNode:
    """Return the node that a CFItem stands for, without key, place and ``extra``."""
    texts = read_texts(members, has_children=has_children, language=language)
    own = own_of(members)
    node = PlannedNode(
        kind=texts.kind,
        title=texts.title,
        content=texts.content,
        grade=texts.grade,
        uuid=UUID(members["identifier"]),
        code=texts.code,
        type_label=texts.type_label,
    )
    kind, hours, label = own.get("kind"), own.get("hours"), own.get("type_label")
    if kind in KINDS and (node.title or kind == SECTION):
        node.kind = kind
    if type(hours) is int and 0 < hours <= HOURS_LIMIT:
        node.hours = hours
    if isinstance(label, str) and len(label) <= TYPE_LIMIT:
        node.type_label = label
    for name, limit in _OWN_TEXTS.items():
        if isinstance(own.get(name), str) and len(own[name]) <= limit:
            setattr(node, name, own[name])
    return node


def generated_item(node: PlannedNode, out: Outgoing, *, in_content: bool) -> Members:
    """Return the CFItem that the columns of ``node`` alone would make."""
    found: Members = {
        "identifier": str(node.uuid),
        "uri": address("CFItems", _uuid(node)),
        "fullStatement": node.content if in_content else node.title,
        "lastChangeDateTime": out.changed,
    }
    if in_content and node.title != beginning(" ".join(node.content.split())):
        found["abbreviatedStatement"] = node.title
    if node.content and not in_content:
        found["notes"] = node.content
    if node.code:
        found["humanCodingScheme"] = node.code
    label = node.type_label or (kind_word(node.kind, out.language) if out.ours else "")
    if label:
        found["CFItemType"] = label
    if node.grade is not None:
        found["educationLevel"] = [f"{node.grade:02d}"]
    own = _own(node, found, out)
    return {**found, "extensions": {OWN: own}} if own else found


def _own(node: PlannedNode, found: Members, out: Outgoing) -> Members:
    """Return the columns that nobody could read from the CFItem."""
    read = read_texts(found, has_children=bool(node.children), language=out.language)
    own: Members = {name: getattr(node, name) for name in _OWN_TEXTS if getattr(node, name)}
    if node.hours is not None:
        own["hours"] = node.hours
    if read.kind != node.kind:
        own["kind"] = node.kind
    if read.type_label != node.type_label:
        own["type_label"] = node.type_label
    if node.key and node.key != default_key(out.key, node):
        own["key"] = node.key
    return own


def _uuid(node: PlannedNode) -> UUID:
    if node.uuid is None:
        raise ValueError(f"the node {node.key} has no uuid")
    return node.uuid


def item_of(node: PlannedNode, out: Outgoing) -> Members:
    """Return the CFItem of ``node`` as a package of version 1.1 holds it."""
    kept = kept_of(node.extra)
    in_content = kept.get("statement") == IN_CONTENT
    generated = generated_item(node, out, in_content=in_content)
    said = dict(kept.get("item", {}))
    if not out.pristine:
        _drop_stale(said, generated, node, out.language)
    return merged(generated, said)


def _drop_stale(said: Members, generated: Members, node: PlannedNode, language: str) -> None:
    """Leave out what was said of a node and no longer fits what people have made of it here."""
    said.pop("lastChangeDateTime", None)
    read = read_texts({**generated, **said}, has_children=bool(node.children), language=language)
    stale = {
        "fullStatement": read.title != node.title,
        "abbreviatedStatement": read.title != node.title,
        "notes": not read.in_content and read.content != node.content,
        "humanCodingScheme": read.code != node.code,
        "CFItemType": node.type_label not in ("", read.type_label),
        "educationLevel": read.grade != node.grade,
    }
    for name, gone in stale.items():
        if gone:
            said.pop(name, None)


def kept_item(members: Members, node: PlannedNode, out: Outgoing) -> Members:
    """Return what ``members`` say beyond the columns of ``node``, in the form of ``extra``."""
    texts = read_texts(members, has_children=bool(node.children), language=out.language)
    said = beyond(members, generated_item(node, out, in_content=texts.in_content))
    kept: Members = {"item": said} if said else {}
    if texts.in_content:
        kept["statement"] = IN_CONTENT
    return kept


def label_of(node: PlannedNode) -> str:
    """Return how a link names the node."""
    return node.code or node.title or node.key


def edge_of(node: PlannedNode, parent: PlannedNode | None, number: int, out: Outgoing) -> Members:
    """Return the isChildOf association that makes ``node`` the ``number``-th child (from 1)."""
    said = dict(kept_of(node.extra).get("edge", {}))
    if not out.pristine:
        for name in (
            "sequenceNumber", "originNodeURI", "destinationNodeURI", "lastChangeDateTime"
        ):  # fmt: skip
            said.pop(name, None)
    return merged(generated_edge(node, parent, number, out), said)


def generated_edge(
    node: PlannedNode, parent: PlannedNode | None, number: int, out: Outgoing
) -> Members:
    """Return the association that the place of ``node`` alone would make."""
    identifier = edge_id(_uuid(node))
    above = link(label_of(parent), _uuid(parent), "CFItems") if parent else out.document_link()
    return {
        "identifier": str(identifier),
        "associationType": "isChildOf",
        "sequenceNumber": number,
        "uri": address("CFAssociations", identifier),
        "originNodeURI": link(label_of(node), _uuid(node), "CFItems"),
        "destinationNodeURI": above,
        "lastChangeDateTime": out.changed,
    }
