"""Making a selection, writing its page, publishing and withdrawing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, may, require
from core.api import record
from framework.api import get_tree
from learning_objects.actions.counting import move_mark
from learning_objects.data import DRAFT
from learning_objects.models import (
    Selection,
    SelectionEntry,
    SelectionNode,
    SelectionSection,
    Shelf,
)
from learning_objects.selections.errors import SelectionChanged, SelectionFull
from learning_objects.selections.limits import (
    ABOUT_LIMIT,
    MOST_ENTRIES,
    MOST_NODES,
    SLUG_LIMIT,
    TITLE_LIMIT,
    WHY_LIMIT,
)
from learning_objects.selections.naming import free_slug
from learning_objects.selections.states import EDIT, MACHINE, MAKE
from learning_objects.shelves.queries import items_of
from learning_objects.shelves.rules import SEE

SELECTION = "learning_objects.selection"


@transaction.atomic
def make_selection(*, title: str, by: User, now: datetime, shelf: Shelf | None = None) -> Selection:
    """Begin a selection, with what stands on ``shelf`` and its notes in a first section.

    Raises ``NotAllowed``, ``ValueError`` without a title.
    """
    require(by, MAKE)
    named = title.strip()[:TITLE_LIMIT]
    if not named:
        raise ValueError("a selection needs a title")
    made = Selection.objects.create(
        title=named,
        slug=free_slug(named, SLUG_LIMIT),
        made_by=by,
        created_at=now,
        changed_at=now,
    )
    if shelf is not None:
        require(by, SEE, shelf)
        _fill(made, shelf)
    _note("make_selection", made, by, now)
    return made


def _fill(made: Selection, shelf: Shelf) -> None:
    section = SelectionSection.objects.create(selection=made, title=shelf.title or made.title)
    SelectionEntry.objects.bulk_create(
        SelectionEntry(
            section=section,
            object_uuid=row.object_uuid,
            number=row.number,
            kind=row.kind,
            title=row.title,
            why=row.note[:WHY_LIMIT],
            position=position,
        )
        for position, row in enumerate(items_of(shelf)[:MOST_ENTRIES])
    )


@transaction.atomic
def change_selection(
    *,
    selection: Selection,
    title: str,
    about: str,
    nodes: Sequence[UUID],
    seen: int,
    by: User,
    now: datetime,
) -> Selection:
    """Write title, description and topics; ``seen`` is the serial that was shown.

    A draft's address follows its title. Raises ``NotAllowed``, :class:`SelectionChanged`,
    :class:`SelectionFull`, ``ValueError`` without a title, ``LookupError`` for an unknown topic.
    """
    fresh = open_for(selection, by, seen)
    named = title.strip()[:TITLE_LIMIT]
    if not named:
        raise ValueError("a selection needs a title")
    chosen = list(dict.fromkeys(nodes))
    if len(chosen) > MOST_NODES:
        raise SelectionFull("nodes")
    tree = get_tree()
    for uuid in chosen:
        if uuid not in tree.nodes:
            raise LookupError(uuid)
    if fresh.title != named and fresh.published_at is None:
        fresh.slug = free_slug(named, SLUG_LIMIT, own=fresh)
    fresh.title, fresh.about = named, about.strip()[:ABOUT_LIMIT]
    fresh.save(update_fields=["title", "about", "slug"])
    SelectionNode.objects.filter(selection=fresh).delete()
    SelectionNode.objects.bulk_create(
        SelectionNode(selection=fresh, node_uuid=uuid, position=position)
        for position, uuid in enumerate(chosen)
    )
    return close_change(fresh, now)


@transaction.atomic
def publish_selection(*, selection: Selection, by: User, now: datetime) -> Selection:
    """Show a selection to everybody. Raises ``TransitionRefused``."""
    fresh = _checked("publish", selection, by)
    fresh.withdrawn_at, fresh.withdrawn_reason = None, ""
    fresh.published_at = fresh.published_at or now
    return _moved(fresh, "publish", by, now)


@transaction.atomic
def withdraw_selection(*, selection: Selection, reason: str, by: User, now: datetime) -> Selection:
    """Take it away; its address says why. Raises ``TransitionRefused``, ``ValueError``."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason")
    fresh = _checked("withdraw", selection, by)
    fresh.withdrawn_at, fresh.withdrawn_reason = now, reason.strip()[:500]
    return _moved(fresh, "withdraw", by, now)


@transaction.atomic
def delete_selection(*, selection: Selection, by: User, now: datetime) -> None:
    """Delete a draft that nobody else has ever seen. Raises ``NotAllowed``, ``ValueError``."""
    fresh = Selection.objects.select_for_update().get(pk=selection.pk)
    require(by, EDIT, fresh)
    if fresh.state != DRAFT:
        raise ValueError("what was published stays")
    _note("delete_selection", fresh, by, now)
    fresh.delete()


def open_for(selection: Selection, by: User, seen: int) -> Selection:
    """Return the row locked, for a change of what ``seen`` showed.

    Raises ``NotAllowed``, :class:`SelectionChanged`.
    """
    fresh = Selection.objects.select_for_update().get(pk=selection.pk)
    require(by, EDIT, fresh)
    if fresh.serial != seen:
        raise SelectionChanged
    return fresh


def close_change(fresh: Selection, now: datetime) -> Selection:
    """Count a change of a locked selection; kept public pages that show it are made anew."""
    fresh.serial, fresh.changed_at = fresh.serial + 1, now
    fresh.save(update_fields=["serial", "changed_at"])
    if fresh.is_public:
        move_mark()
    return fresh


def _checked(transition: str, selection: Selection, by: User) -> Selection:
    fresh = Selection.objects.select_for_update().get(pk=selection.pk)
    allowed = may(by, EDIT, fresh)
    MACHINE.check(transition, state=fresh.state, subject=fresh, allowed=allowed)
    return fresh


def _moved(fresh: Selection, transition: str, by: User, now: datetime) -> Selection:
    fresh.state = MACHINE.transition(transition).target
    fresh.changed_at = now
    fresh.save()
    move_mark()
    told = {"reason": fresh.withdrawn_reason} if fresh.withdrawn_reason else {}
    _note(f"{transition}_selection", fresh, by, now, **told)
    return fresh


def _note(verb: str, selection: Selection, by: User, now: datetime, **data: Any) -> None:
    record(
        action=f"learning_objects.{verb}",
        by=by.uuid,
        object_code=SELECTION,
        object_uuid=selection.uuid,
        now=now,
        data=data,
    )
