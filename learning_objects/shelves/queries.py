"""Reading shelves; a page of a shelf costs the same whatever stands on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from django.db.models import BooleanField, Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.api import User
from learning_objects import presenting
from learning_objects.data import KIND_LABELS
from learning_objects.models import Shelf, ShelfItem, ShelfShare
from learning_objects.public_queries import public_cards, standing_of
from learning_objects.shelves.data import CURRENT, MISSING, NEWER, WITHDRAWN, ItemView, ShelfLine
from learning_objects.shelves.wording import title_of


class Reference(Protocol):
    """A row that names a version: an item of a shelf, an entry of a selection."""

    uuid: UUID
    object_uuid: UUID
    number: int
    kind: str
    title: str


def get_shelf(*, uuid: UUID) -> Shelf | None:
    """Return a shelf, a deleted one too (its owner may put it back), or ``None``."""
    return Shelf.objects.select_related("owner").filter(uuid=uuid).first()


def linked_shelf(key: str) -> Shelf | None:
    """Return the shelf that a secret link opens, or ``None``."""
    found = Shelf.objects.filter(link_key=key, removed_at=None, owner__is_active=True)
    return found.select_related("owner").first()


def shelves_of(user: User) -> QuerySet[Shelf]:
    """Return one's own shelves: the first one, then what changed last."""
    return _counted(Shelf.objects.filter(owner=user, removed_at=None)).order_by(
        "-is_first", "-changed_at", "-id"
    )


def shelves_shared_with(user: User) -> QuerySet[Shelf]:
    """Return the shelves of others that one may read, what changed last first."""
    shares = ShelfShare.objects.filter(user=user)
    found = Shelf.objects.filter(pk__in=shares.values("shelf_id"), removed_at=None)
    right = shares.filter(shelf=OuterRef("pk")).values("may_write")
    return (
        _counted(found)
        .annotate(writes=Subquery(right, output_field=BooleanField()))
        .order_by("-changed_at", "-id")
    )


def writable_shelves(user: User) -> list[tuple[UUID, str]]:
    """Return (uuid, title) of every shelf that one may put something on; one's own come first."""
    shares = ShelfShare.objects.filter(user=user, may_write=True)
    found = Shelf.objects.filter(
        Q(owner=user) | Q(pk__in=shares.values("shelf_id")), removed_at=None
    ).annotate(is_own=Q(owner=user))
    rows = found.order_by("-is_own", "-is_first", "-changed_at", "-id")
    return [(row.uuid, title_of(row)) for row in rows]


def lines_of(shelves: Iterable[Any]) -> list[ShelfLine]:
    """Return counted shelves as lines of a list."""
    return [
        ShelfLine(
            uuid=row.uuid,
            title=title_of(row),
            about=row.about,
            items=row.standing_items,
            owner=row.owner.full_name,
            shared_with=row.readers,
            has_link=row.link_key is not None,
            is_first=row.is_first,
            may_write=getattr(row, "writes", True),
            changed_at=row.changed_at,
        )
        for row in shelves
    ]


def items_of(shelf: Shelf) -> QuerySet[ShelfItem]:
    """Return what stands on a shelf in its order; a lazy list for a paginator."""
    return (
        ShelfItem.objects.filter(shelf=shelf, removed_at=None)
        .select_related("added_by")
        .order_by("position", "id")
    )


def get_item(*, shelf: Shelf, uuid: UUID) -> ShelfItem | None:
    """Return one item of a shelf, or ``None``."""
    return items_of(shelf).select_related("shelf").filter(uuid=uuid).first()


def shares_of(shelf: Shelf) -> list[ShelfShare]:
    """Return with whom a shelf is shared, by name; one query."""
    rows = ShelfShare.objects.filter(shelf=shelf).select_related("user", "shelf")
    return list(rows.order_by("user__sort_name", "pk"))


def right_on(shelf: Shelf, user: User) -> ShelfShare | None:
    """Return what a colleague may do on a shelf, or ``None``."""
    return ShelfShare.objects.filter(shelf=shelf, user=user).first()


def places_of_object(user: User, object_uuid: UUID) -> list[tuple[UUID, str]]:
    """Return (uuid, title) of one's own shelves on which a material stands."""
    on = ShelfItem.objects.filter(object_uuid=object_uuid, removed_at=None)
    found = Shelf.objects.filter(owner=user, removed_at=None, pk__in=on.values("shelf_id"))
    return [(row.uuid, title_of(row)) for row in found.order_by("-is_first", "-changed_at")]


def kept_lately(user: User, limit: int = 100) -> list[tuple[UUID, str]]:
    """Return (uuid, title) of the materials that somebody kept last on their own shelves."""
    rows = ShelfItem.objects.filter(shelf__owner=user, shelf__removed_at=None, removed_at=None)
    named = rows.order_by("-added_at", "-id").values_list("object_uuid", "title")[:limit]
    return list(dict(named).items())


def removed_count(shelf: Shelf, removal: UUID) -> int:
    """Return how much was taken off at one time and may be put back."""
    return ShelfItem.objects.filter(shelf=shelf, removal=removal).count()


def views_of(rows: Iterable[ShelfItem], *, with_notes: bool = True) -> list[ItemView]:
    """Return items as a page shows them; two queries."""
    return [
        view_of_reference(
            row,
            found,
            note=row.note if with_notes else "",
            serial=row.serial,
            added_by=row.added_by.full_name if row.added_by else "",
            added_at=row.added_at,
        )
        for row, found in with_standing(list(rows))
    ]


def with_standing(rows: list[Any]) -> list[tuple[Any, dict[str, Any]]]:
    """Return references with where their objects stand now and their cards; two queries."""
    uuids = {row.object_uuid for row in rows}
    standings = standing_of(uuids)
    cards = {card.object_uuid: card for card in public_cards(uuids)}
    found = []
    for row in rows:
        card = cards.get(row.object_uuid)
        hit = presenting.hit_of(card) if card else None
        found.append((row, {"standing": standings.get(row.object_uuid), "hit": hit}))
    return found


def view_of_reference(
    row: Reference,
    found: dict[str, Any],
    *,
    note: str,
    serial: int = 0,
    added_by: str = "",
    added_at: Any = None,
) -> ItemView:
    """Return one reference with its standing in words and its way."""
    standing = found["standing"]
    newest = standing.number if standing else row.number
    state = CURRENT
    if standing is None:
        state = MISSING
    elif standing.withdrawn:
        state = WITHDRAWN
    elif newest > row.number:
        state = NEWER
    return ItemView(
        uuid=row.uuid,
        object_uuid=row.object_uuid,
        number=row.number,
        title=row.title,
        kind_label=str(KIND_LABELS.get(row.kind, row.kind)),
        note=note,
        serial=serial,
        added_by=added_by,
        added_at=added_at,
        standing=state,
        newest=newest,
        newest_at=standing.published_at if standing else None,
        reason=standing.reason if standing else "",
        url=presenting.version_url(row.object_uuid, row.number)
        if state == NEWER
        else presenting.object_url(row.object_uuid),
        hit=found["hit"],
    )


def _counted(found: QuerySet[Shelf]) -> QuerySet[Shelf]:
    items = ShelfItem.objects.filter(shelf=OuterRef("pk"), removed_at=None).order_by()
    shares = ShelfShare.objects.filter(shelf=OuterRef("pk")).order_by()
    return found.select_related("owner").annotate(
        standing_items=_number(items), readers=_number(shares)
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.values("shelf").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))
