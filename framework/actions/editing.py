"""Editing a draft edition node by node: what the methodologist's workbench does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.api import User, require
from core.api import fold, new_uuid, record
from framework.actions.drafting import draft_to_edit
from framework.data import KINDS, SECTION, TOPIC
from framework.keys import free_key, slug
from framework.models import FrameworkNode, FrameworkVersion
from framework.planning import SECTION_SLUG, TOPIC_SLUG
from framework.states import MANAGE
from framework.words import words_column

LONGEST_TITLE = 700
MOST_HOURS = 2000
DEEPEST = 12
LONGEST_KEY, ROOM_FOR_ORDINAL = 255, 8
LONGEST_CONTENT = 20_000


class EditRefused(ValueError):
    """The edit cannot be made; ``code`` says why.

    ``gone`` (no such node in the draft), ``own_branch`` (a node cannot go below itself), ``kind``
    (a node of this kind does not stand there), ``title`` (none, or too long), ``hours``,
    ``content`` (too long), ``deep``, ``holds`` (nodes of the edition before stand below it),
    ``apart`` (nodes of different kinds cannot be merged), ``few`` (nothing to merge or to split),
    ``changed`` (the node says something else than the person saw).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class NodeText:
    """What a methodologist writes about a node; ``hours`` are academic hours or ``None``."""

    title: str
    title_en: str = ""
    code: str = ""
    hours: int | None = None
    content: str = ""


@transaction.atomic
def add_node(
    *,
    version: UUID,
    parent: UUID | None,
    kind: str,
    text: NodeText,
    by: User,
    now: datetime,
    after: UUID | None = None,
) -> FrameworkNode:
    """Make a node of ``kind`` below ``parent`` (``None``: a new root) and return it.

    It stands behind its sibling ``after``, without one at the end, and takes grade, level and
    variant from its parent. Raises :class:`EditRefused`, ``NotADraft``, ``NotAllowed``.
    """
    draft = _open(version, by)
    row = append_node(draft, node_of(draft, parent) if parent else None, kind, text)
    if after is not None:
        place(draft, row, node_of(draft, parent) if parent else None, after)
    record_edit("framework.add_node", row, by=by, now=now, facts={"title": row.title})
    return row


@transaction.atomic
def change_node(
    *, version: UUID, node: UUID, text: NodeText, by: User, now: datetime, seen: str = ""
) -> None:
    """Say anew what is written about the node; its uuid, its key and its place stay.

    ``seen`` is the :func:`text_digest` of what the person had before them; the words that somebody
    else wrote since are then not overwritten. Raises :class:`EditRefused`.
    """
    draft = _open(version, by)
    row = node_of(draft, node)
    check_text(row.kind, text)
    before = {name: getattr(row, name) for name in asdict(text)}
    after = asdict(text)
    if before == after:
        return
    check_seen(row, seen)
    write_text(row, text)
    differs = [name for name in after if before[name] != after[name]]
    facts = {name: [before[name], after[name]] for name in differs}
    record_edit("framework.change_node", row, by=by, now=now, facts=facts)


@transaction.atomic
def move_node(
    *,
    version: UUID,
    node: UUID,
    parent: UUID | None,
    after: UUID | None,
    by: User,
    now: datetime,
) -> None:
    """Put the node with all below it under ``parent``, behind ``after`` (``None``: first).

    Grade, level and variant follow the new parent. Raises :class:`EditRefused`.
    """
    draft = _open(version, by)
    row = node_of(draft, node)
    was = row.get_parent()
    place(draft, row, node_of(draft, parent) if parent else None, after)
    facts = {"from": str(was.uuid) if was else "", "to": str(parent or "")}
    record_edit("framework.move_node", row, by=by, now=now, facts=facts)


@transaction.atomic
def retire_node(*, version: UUID, node: UUID, by: User, now: datetime) -> int:
    """Take the node and all below it out of the draft; return how many nodes those were."""
    draft = _open(version, by)
    row = node_of(draft, node)
    number = take_out(row)
    record_edit(
        "framework.retire_node", row, by=by, now=now, facts={"title": row.title, "nodes": number}
    )
    return number


def node_of(draft: FrameworkVersion, uuid: UUID) -> FrameworkNode:
    """Return the draft's node. Raises :class:`EditRefused` (``gone``)."""
    row: FrameworkNode | None = FrameworkNode.objects.filter(version=draft, uuid=uuid).first()
    if row is None:
        raise EditRefused("gone")
    return row


def text_digest(row: FrameworkNode) -> str:
    """Return a digest of what is written about the node, to tell later whether it changed."""
    values = [getattr(row, item.name) for item in fields(NodeText)]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:32]


def check_seen(row: FrameworkNode, seen: str) -> None:
    """Raise :class:`EditRefused` (``changed``) when ``seen`` is the digest of other words.

    Nothing is compared without one. Meant for a draft that is locked.
    """
    if seen and seen != text_digest(row):
        raise EditRefused("changed")


def children_of(draft: FrameworkVersion, parent: FrameworkNode | None) -> QuerySet[FrameworkNode]:
    """Return the rows right below ``parent``, or the roots of the draft, in order."""
    rows: QuerySet[FrameworkNode] = FrameworkNode.objects.filter(version=draft).order_by("path")
    if parent is None:
        return rows.filter(depth=1)
    return rows.filter(path__startswith=parent.path, depth=parent.depth + 1)


def append_node(
    draft: FrameworkVersion,
    parent: FrameworkNode | None,
    kind: str,
    text: NodeText,
    uuid: UUID | None = None,
) -> FrameworkNode:
    """Make a node at the end of the children of ``parent``; nothing is recorded."""
    check_text(kind, text)
    _check_place(kind, parent)
    key = _new_key(draft, parent, kind, text.title)
    facts: dict[str, Any] = {
        "version": draft,
        "uuid": uuid or new_uuid(),
        "key": key,
        "kind": kind,
        "position": children_of(draft, parent).count(),
        **_inherited(parent),
        **_columns(text),
    }
    if parent is not None:
        parent.refresh_from_db()
    made = parent.add_child(**facts) if parent else FrameworkNode.add_root(**facts)
    return cast("FrameworkNode", made)


def write_text(row: FrameworkNode, text: NodeText) -> None:
    """Store what is written about the node."""
    for name, value in _columns(text).items():
        setattr(row, name, value)
    row.save(update_fields=list(_columns(text)))


def place(
    draft: FrameworkVersion, row: FrameworkNode, parent: FrameworkNode | None, after: UUID | None
) -> None:
    """Move the row with its branch; nothing is recorded."""
    if parent is not None and parent.path.startswith(row.path):
        raise EditRefused("own_branch")
    _check_place(row.kind, parent)
    left = row.get_parent()
    others = [item for item in children_of(draft, parent) if item.pk != row.pk]
    before = next((item for item in others if item.uuid == after), None)
    if after is not None and before is None:
        raise EditRefused("gone")
    if before is not None:
        row.move(before, pos="right")
    elif others:
        row.move(others[0], pos="left")
    elif parent is not None:
        row.move(parent, pos="first-child")
    row.refresh_from_db()
    _follow_parent(row, parent)
    for above in {item.pk: item for item in (left, parent) if item}.values():
        above.refresh_from_db()
        _renumber(draft, above)
    if left is None or parent is None:
        _renumber(draft, None)


def take_out(row: FrameworkNode) -> int:
    """Delete the row and all below it; return how many rows those were."""
    row.refresh_from_db()
    number = int(row.get_descendant_count()) + 1
    row.delete()
    return number


def _open(version: UUID, by: User) -> FrameworkVersion:
    require(by, MANAGE)
    return draft_to_edit(version)


def _columns(text: NodeText) -> dict[str, Any]:
    clean = replace(text, title=text.title.strip(), title_en=text.title_en.strip())
    return {
        **asdict(clean),
        "search_text": fold(clean.title),
        "search_words": words_column(f"{clean.title} {clean.title_en} {clean.code}"),
        "content_words": words_column(clean.content),
    }


def check_text(kind: str, text: NodeText) -> None:
    """Raise :class:`EditRefused` for words that a node of ``kind`` cannot have."""
    titles = (text.title.strip(), text.title_en.strip())
    if (not titles[0] and kind != SECTION) or max(map(len, titles)) > LONGEST_TITLE:
        raise EditRefused("title")
    if text.hours is not None and not 0 <= text.hours <= MOST_HOURS:
        raise EditRefused("hours")
    if len(text.content) > LONGEST_CONTENT:
        raise EditRefused("content")


def _check_place(kind: str, parent: FrameworkNode | None) -> None:
    """A subject stands at the top; below a node stands what is not more general than itself."""
    if kind not in KINDS:
        raise EditRefused("kind")
    if parent is None:
        return
    if KINDS.index(kind) < KINDS.index(parent.kind) or KINDS.index(kind) == 0:
        raise EditRefused("kind")
    if parent.depth >= DEEPEST:
        raise EditRefused("deep")


def _inherited(parent: FrameworkNode | None) -> dict[str, Any]:
    names = ("grade", "education_level", "variant")
    return {name: getattr(parent, name) for name in names} if parent else {}


def _follow_parent(row: FrameworkNode, parent: FrameworkNode | None) -> None:
    """Give the branch the grade, level and variant of where it stands now."""
    if parent is None or KINDS.index(row.kind) < KINDS.index(SECTION):
        return
    branch = FrameworkNode.objects.filter(path__startswith=row.path)
    branch.update(**_inherited(parent))


def _renumber(draft: FrameworkVersion, parent: FrameworkNode | None) -> None:
    moved = []
    for position, child in enumerate(children_of(draft, parent)):
        if child.position != position:
            child.position = position
            moved.append(child)
    FrameworkNode.objects.bulk_update(moved, ["position"])


def _new_key(draft: FrameworkVersion, parent: FrameworkNode | None, kind: str, title: str) -> str:
    limit = TOPIC_SLUG if kind == TOPIC else SECTION_SLUG
    above = parent.key if parent else draft.framework.key
    # A key never comes back: an address that once led to another topic would lie.
    same = FrameworkNode.objects.filter(
        version__framework=draft.framework, key__startswith=f"{above}/"
    )
    name = slug(title, limit)
    if len(above) + len(name) + 1 + ROOM_FOR_ORDINAL > LONGEST_KEY:
        above, name = draft.framework.key, slug(f"{above}/{title}", limit)
        same = FrameworkNode.objects.filter(
            version__framework=draft.framework, key__startswith=f"{above}/"
        )
    return free_key(above, name, set(same.values_list("key", flat=True)))


def record_edit(
    action: str, row: FrameworkNode, *, by: User, now: datetime, facts: dict[str, Any]
) -> None:
    """Write into the trail what was done to a node of the draft."""
    record(
        action=action,
        by=by.uuid,
        object_code="framework.node",
        object_uuid=row.uuid,
        now=now,
        data={"version": str(row.version.uuid), **facts},
    )
