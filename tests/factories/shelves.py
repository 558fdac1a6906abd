"""Shelves and selections, made through the same actions that people use."""

from __future__ import annotations

from uuid import UUID

from accounts.api import User
from core.api import now
from learning_objects.models import Selection, Shelf, ShelfItem, ShelfShare
from learning_objects.selections.actions import (
    change_selection,
    make_selection,
    publish_selection,
)
from learning_objects.selections.sections import add_entry, save_section
from learning_objects.shelves.actions import make_shelf
from learning_objects.shelves.items import keep_object
from learning_objects.shelves.sharing import share_shelf
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user

ABOUT = "Для тех, кто ведёт тему впервые: три урока подряд и опыт."


def make_material(title: str = "Закон Ома на опыте", *, by: User | None = None) -> UUID:
    """A published material with a title of its own; its uuid."""
    return publish(make_object(by=by, draft=make_draft(title))).object_uuid


def make_own_shelf(*objects: UUID, by: User, title: str = "Неделя физики") -> Shelf:
    """A shelf of ``by`` with ``objects`` on it."""
    shelf = make_shelf(title=title, by=by, now=now())
    for uuid in objects:
        keep_object(shelf=shelf, object_uuid=uuid, by=by, now=now())
    return shelf


def items_on(shelf: Shelf) -> list[ShelfItem]:
    """What stands on a shelf, in order."""
    return list(ShelfItem.objects.filter(shelf=shelf, removed_at=None).order_by("position", "id"))


def titles_on(shelf: Shelf) -> list[str]:
    """The titles on a shelf, in order."""
    return [item.title for item in items_on(shelf)]


def share(shelf: Shelf, user: User, *, may_write: bool = False) -> ShelfShare:
    """Its owner lets ``user`` read a shelf, or write on it."""
    return share_shelf(shelf=shelf, user=user, may_write=may_write, by=shelf.owner, now=now())


def make_draft_selection(
    *objects: UUID, by: User | None = None, nodes: tuple[UUID, ...] = (), title: str = "Закон Ома"
) -> Selection:
    """A selection with a description and one section of ``objects``, not published."""
    maker = by or make_user("methodologist")
    facts = {"by": maker, "now": now()}
    made = make_selection(title=title, **facts)
    made = change_selection(
        selection=made, title=title, about=ABOUT, nodes=nodes, seen=made.serial, **facts
    )
    section = save_section(
        selection=made, section=None, title="Начало", text="Опыт.", seen=made.serial, **facts
    )
    for step, uuid in enumerate(objects, start=1):
        add_entry(
            selection=made,
            section=section.uuid,
            object_uuid=uuid,
            why="Коротко и наглядно.",
            seen=made.serial + step,
            **facts,
        )
    return Selection.objects.get(pk=made.pk)


def make_published_selection(
    *objects: UUID, by: User | None = None, nodes: tuple[UUID, ...] = (), title: str = "Закон Ома"
) -> Selection:
    """A selection that everybody reads."""
    made = make_draft_selection(*objects, by=by, nodes=nodes, title=title)
    return publish_selection(selection=made, by=made.made_by, now=now())
