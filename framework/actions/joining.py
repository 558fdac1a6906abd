"""Merging and splitting nodes of a draft, and taking back what a draft changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.api import User, require
from framework.actions.drafting import draft_to_edit
from framework.actions.editing import (
    EditRefused,
    NodeText,
    append_node,
    check_text,
    children_of,
    node_of,
    place,
    record_edit,
    take_out,
    write_text,
)
from framework.models import FrameworkNode, FrameworkVersion, NodeSuccession
from framework.states import MANAGE


@transaction.atomic
def merge_nodes(
    *, version: UUID, into: UUID, gone: Sequence[UUID], by: User, now: datetime
) -> None:
    """Let the nodes ``gone`` go on as ``into``: it takes their children, hours and content text.

    All are of one kind. Raises ``EditRefused``, ``NotADraft``, ``NotAllowed``.
    """
    require(by, MANAGE)
    draft = draft_to_edit(version)
    kept = node_of(draft, into)
    others = [node_of(draft, uuid) for uuid in dict.fromkeys(gone) if uuid != into]
    if not others:
        raise EditRefused("few")
    if any(other.kind != kept.kind for other in others):
        raise EditRefused("apart")
    if any(kept.path.startswith(other.path) for other in others):
        raise EditRefused("own_branch")
    text = _joined([kept, *others])
    check_text(kept.kind, text)
    for other in others:
        _hand_over(draft, other, kept)
        _succeed(draft, other.uuid, [kept.uuid], by, now)
        other.refresh_from_db()
        take_out(other)
    kept.refresh_from_db()
    write_text(kept, text)
    record_edit(
        "framework.merge_nodes", kept, by=by, now=now, facts={"gone": [str(o.uuid) for o in others]}
    )


@transaction.atomic
def split_node(
    *,
    version: UUID,
    node: UUID,
    parts: Sequence[NodeText],
    by: User,
    now: datetime,
    keep: NodeText | None = None,
) -> list[FrameworkNode]:
    """Let the node go on as itself and ``parts``, which stand right behind it; return the parts.

    ``keep`` is what the node itself says from then on; without it, what it said before. What is
    linked to the node is then offered for each of them. Raises ``EditRefused``.
    """
    require(by, MANAGE)
    draft = draft_to_edit(version)
    row = node_of(draft, node)
    if not parts:
        raise EditRefused("few")
    if keep is not None:
        check_text(row.kind, keep)
        write_text(row, keep)
    parent, behind = row.get_parent(), row.uuid
    made = []
    for text in parts:
        part = append_node(draft, parent, row.kind, text)
        place(draft, part, node_of(draft, parent.uuid) if parent else None, behind)
        behind = part.uuid
        made.append(part)
    _succeed(draft, row.uuid, [part.uuid for part in made], by, now)
    record_edit(
        "framework.split_node", row, by=by, now=now, facts={"parts": [str(p.uuid) for p in made]}
    )
    return made


@transaction.atomic
def take_back(*, version: UUID, node: UUID, by: User, now: datetime) -> None:
    """Make the node in the draft what it is in the edition that the draft follows.

    A node that was retired or merged comes back with what stood below it, and the node that it was
    merged into gives back hours and words that nobody has changed since; a moved one goes back, a
    renamed one gets its words back, a new one goes. Statements about it go too. Raises
    ``EditRefused`` (``gone`` when neither edition has the node, or its former parent is gone;
    ``holds`` when older nodes were moved below a new one).
    """
    require(by, MANAGE)
    draft = draft_to_edit(version)
    row = FrameworkNode.objects.filter(version=draft, uuid=node).first()
    was = FrameworkNode.objects.filter(version_id=draft.follows_id, uuid=node).first()
    if was is not None:
        heirs = list(draft.successions.filter(former=node).values_list("present", flat=True))
        present = _brought_back(draft, was, row)
        if row is None:
            _give_back(draft, was, heirs)
    elif row is not None:
        _refuse_holding(draft, row)
        take_out(row)
        present = row
    else:
        raise EditRefused("gone")
    draft.successions.filter(Q(former=node) | Q(present=node)).delete()
    record_edit("framework.take_back", present, by=by, now=now, facts={"title": present.title})


def _refuse_holding(draft: FrameworkVersion, row: FrameworkNode) -> None:
    """A press that takes a new node back must not retire older ones that were moved below it."""
    older = FrameworkNode.objects.filter(version_id=draft.follows_id)
    below = FrameworkNode.objects.filter(version=draft, path__startswith=row.path)
    if below.filter(uuid__in=older.values("uuid")).exists():
        raise EditRefused("holds")


def _give_back(draft: FrameworkVersion, was: FrameworkNode, heirs: Sequence[UUID]) -> None:
    """Undo what the merge of ``was`` did to its heirs: their words, and its children."""
    for heir in FrameworkNode.objects.filter(version=draft, uuid__in=list(heirs)):
        _give_words_back(draft, was, heir)
        for child in was.get_children():
            here = FrameworkNode.objects.filter(version=draft, uuid=child.uuid).first()
            above = here.get_parent() if here else None
            if here is not None and above is not None and above.uuid == heir.uuid:
                parent = node_of(draft, was.uuid)
                last = children_of(draft, parent).last()
                place(draft, here, parent, last.uuid if last else None)


def _give_words_back(draft: FrameworkVersion, was: FrameworkNode, heir: FrameworkNode) -> None:
    """Bring hours and content of ``heir`` to what they are without ``was``, unless edited since."""
    stated = draft.successions.filter(present=heir.uuid).order_by("id")
    formers = list(stated.values_list("former", flat=True))
    before = FrameworkNode.objects.filter(version_id=draft.follows_id)
    older = {row.uuid: row for row in before.filter(uuid__in=[heir.uuid, *formers])}
    own = older.get(heir.uuid)
    if own is None:
        return
    merged = [older[uuid] for uuid in formers if uuid in older]
    joined = _joined([own, *merged])
    untouched = (heir.hours, set(heir.content.split("\n"))) == (
        joined.hours,
        set(joined.content.split("\n")),
    )
    if untouched:
        left = _joined([own, *(row for row in merged if row.uuid != was.uuid)])
        write_text(heir, replace(_text(heir), hours=left.hours, content=left.content))


def _joined(rows: list[FrameworkNode]) -> NodeText:
    kept = rows[0]
    hours = [row.hours for row in rows if row.hours is not None]
    texts = dict.fromkeys(row.content.strip() for row in rows if row.content.strip())
    return NodeText(
        title=kept.title,
        title_en=kept.title_en,
        code=kept.code,
        hours=sum(hours) if hours else None,
        content="\n".join(texts),
    )


def _hand_over(draft: FrameworkVersion, other: FrameworkNode, kept: FrameworkNode) -> None:
    other.refresh_from_db()
    for child in children_of(draft, other):
        kept.refresh_from_db()
        last = children_of(draft, kept).last()
        child.refresh_from_db()
        place(draft, child, kept, last.uuid if last else None)


def _succeed(
    draft: FrameworkVersion, former: UUID, present: list[UUID], by: User, now: datetime
) -> None:
    """State the succession; what went on as ``former`` within this draft goes on further."""
    before = list(draft.successions.filter(present=former).values_list("former", flat=True))
    NodeSuccession.objects.bulk_create(
        [
            NodeSuccession(version=draft, former=one, present=other, stated_by=by, stated_at=now)
            for one in (former, *before)
            for other in present
            if one != other
        ],
        ignore_conflicts=True,
    )


def _brought_back(
    draft: FrameworkVersion, was: FrameworkNode, row: FrameworkNode | None
) -> FrameworkNode:
    above = was.get_parent()
    parent = node_of(draft, above.uuid) if above else None
    if row is None:
        row = _copy(draft, was, parent)
    else:
        write_text(row, _text(was))
    behind = _neighbour(draft, was, parent)
    place(draft, row, node_of(draft, parent.uuid) if parent else None, behind)
    row.refresh_from_db()
    return row


def _copy(
    draft: FrameworkVersion, was: FrameworkNode, parent: FrameworkNode | None
) -> FrameworkNode:
    """Make the node and what stood below it again.

    What stands elsewhere now stays there, and what was merged stays merged.
    """
    row = append_node(draft, parent, was.kind, _text(was), uuid=was.uuid)
    facts = ("key", "grade", "education_level", "variant", "source", "type_label", "extra")
    for name in facts:
        setattr(row, name, getattr(was, name))
    row.save(update_fields=facts)
    for child in was.get_children():
        stands = FrameworkNode.objects.filter(version=draft, uuid=child.uuid).exists()
        if not stands and not draft.successions.filter(former=child.uuid).exists():
            _copy(draft, child, row)
    row.refresh_from_db()
    return row


def _neighbour(
    draft: FrameworkVersion, was: FrameworkNode, parent: FrameworkNode | None
) -> UUID | None:
    """Return the nearest node before ``was`` that stands below ``parent`` in the draft, too."""
    here = set(children_of(draft, parent).values_list("uuid", flat=True))
    older = FrameworkNode.objects.filter(version_id=was.version_id, depth=was.depth)
    before = older.filter(path__lt=was.path).order_by("-path").values_list("uuid", flat=True)
    return next((uuid for uuid in before if uuid in here), None)


def _text(row: FrameworkNode) -> NodeText:
    return NodeText(row.title, row.title_en, row.code, row.hours, row.content)
