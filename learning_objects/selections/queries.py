"""Reading selections: a page costs the same however much stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from accounts.api import User
from framework.api import get_tree, node_label
from learning_objects.catalogue import node_url
from learning_objects.data import PUBLISHED
from learning_objects.models import Selection, SelectionEntry, SelectionNode
from learning_objects.shelves.data import ItemView
from learning_objects.shelves.queries import view_of_reference, with_standing


@dataclass(frozen=True, slots=True)
class SelectionLine:
    """A selection in a list."""

    uuid: UUID
    slug: str
    title: str
    about: str
    state: str
    state_label: str
    materials: int
    changed_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with what stands in it; an entry's ``note`` is the reason."""

    uuid: UUID
    title: str
    text: str
    entries: tuple[ItemView, ...]


def get_selection(*, uuid: UUID) -> Selection | None:
    """Return a selection in any state, or ``None``."""
    return Selection.objects.select_related("made_by").filter(uuid=uuid).first()


def find_selection(name: str) -> Selection | None:
    """Return the selection that an address names by its slug or its uuid, or ``None``."""
    found = Selection.objects.select_related("made_by")
    try:
        return found.filter(uuid=UUID(name)).first()
    except ValueError:
        return found.filter(slug=name).first()


def public_selections() -> QuerySet[Selection]:
    """Return what everybody may read, the newest first."""
    return Selection.objects.filter(state=PUBLISHED).order_by("-published_at", "-id")


def selections_of(user: User) -> QuerySet[Selection]:
    """Return what a methodologist has made, in any state."""
    return Selection.objects.filter(made_by=user).order_by("-changed_at", "-id")


def selections_on(nodes: Iterable[UUID], limit: int = 6) -> list[SelectionLine]:
    """Return the public selections that stand at one of ``nodes``; one query."""
    at = SelectionNode.objects.filter(node_uuid__in=list(nodes))
    return selection_lines(public_selections().filter(pk__in=at.values("selection_id"))[:limit])


def latest_selections(limit: int) -> list[SelectionLine]:
    """Return the selections published last; one query."""
    return selection_lines(public_selections()[:limit])


def public_addresses(limit: int) -> list[tuple[str, datetime]]:
    """Return (slug, moment of the last change) of the public selections, for the sitemap."""
    return list(public_selections().values_list("slug", "changed_at")[:limit])


def selection_lines(rows: QuerySet[Selection]) -> list[SelectionLine]:
    """Return a slice of selections as lines of a list; one query."""
    counted = rows.annotate(materials=Count("sections__entries"))
    return [
        SelectionLine(
            uuid=row.uuid,
            slug=row.slug,
            title=row.title,
            about=row.about,
            state=row.state,
            state_label=row.get_state_display(),
            materials=row.materials,
            changed_at=row.changed_at,
            published_at=row.published_at,
        )
        for row in counted
    ]


def sections_of(selection: Selection) -> tuple[SectionView, ...]:
    """Return the sections in order with where each material stands now; four queries."""
    rows = SelectionEntry.objects.filter(section__selection=selection)
    ordered = list(rows.select_related("section").order_by("position", "id"))
    views: dict[int, list[ItemView]] = {}
    for row, found in with_standing(ordered):
        views.setdefault(row.section_id, []).append(view_of_reference(row, found, note=row.why))
    return tuple(
        SectionView(part.uuid, part.title, part.text, tuple(views.get(part.pk, ())))
        for part in selection.sections.all()
    )


def nodes_of(selection: Selection) -> list[dict[str, Any]]:
    """Return the topics of a selection as links; those that the framework lost are left out."""
    tree = get_tree()
    uuids = list(selection.nodes.values_list("node_uuid", flat=True))
    nodes = [tree.get(uuid) for uuid in uuids]
    return [
        {"uuid": node.uuid, "title": node_label(node), "url": node_url(node)}
        for node in nodes
        if node is not None
    ]
