"""Where a moved node goes, said the way people say it: into, before, after, up, down."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from framework.actions.editing import EditRefused, children_of, node_of
from framework.models import FrameworkNode, FrameworkVersion

INTO, FIRST, BEFORE, AFTER, UP, DOWN, TOP = (
    "into", "first", "before", "after", "up", "down", "top",
)  # fmt: skip
OWN = (UP, DOWN, TOP)  # these need no other node
PLACES = (INTO, FIRST, BEFORE, AFTER, *OWN)


@dataclass(frozen=True, slots=True)
class Place:
    """Below ``parent`` (``None``: at the top) behind ``after`` (``None``: first)."""

    parent: UUID | None
    after: UUID | None


def place_of(draft: FrameworkVersion, node: UUID, how: str, target: UUID | None) -> Place | None:
    """Return where ``node`` goes; ``None`` when it stands there already.

    ``into`` is last below ``target``, ``first`` first below it, ``before`` and ``after`` are beside
    it; ``up`` and ``down`` are one step among the siblings, ``top`` is last among the roots. Raises
    ``EditRefused`` (``gone``, and ``place`` for words that say nothing).
    """
    row = node_of(draft, node)
    if how in (UP, DOWN):
        return _one_step(draft, row, how)
    if how == TOP:
        return Place(None, _last(draft, None, row))
    if how not in PLACES or target is None:
        raise EditRefused("place")
    other = node_of(draft, target)
    if how in (INTO, FIRST):
        return Place(other.uuid, _last(draft, other, row) if how == INTO else None)
    if other.pk == row.pk:
        return None
    parent = other.get_parent()
    after = other.uuid if how == AFTER else _right_before(draft, other, row)
    return Place(parent.uuid if parent else None, after)


def _one_step(draft: FrameworkVersion, row: FrameworkNode, how: str) -> Place | None:
    parent = row.get_parent()
    siblings = list(children_of(draft, parent).values_list("uuid", flat=True))
    at = siblings.index(row.uuid)
    above = parent.uuid if parent else None
    if how == DOWN:
        return Place(above, siblings[at + 1]) if at + 1 < len(siblings) else None
    if at == 0:
        return None
    return Place(above, siblings[at - 2] if at > 1 else None)


def _last(
    draft: FrameworkVersion, parent: FrameworkNode | None, moved: FrameworkNode
) -> UUID | None:
    """Return the last child that is not the moved node itself."""
    others = children_of(draft, parent).exclude(pk=moved.pk)
    return others.values_list("uuid", flat=True).last()


def _right_before(draft: FrameworkVersion, row: FrameworkNode, moved: FrameworkNode) -> UUID | None:
    """Return what stands right before ``row``, the moved node left out."""
    around = children_of(draft, row.get_parent()).exclude(pk=moved.pk)
    return around.filter(path__lt=row.path).values_list("uuid", flat=True).last()
