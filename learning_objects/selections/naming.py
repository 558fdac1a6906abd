"""The address of a selection, made of its title."""

from __future__ import annotations

from framework.api import title_slug
from learning_objects.models import Selection

# Addresses under /selections/ that are no selection's.
TAKEN = frozenset({"desk", "new"})
ROOM = 5


def free_slug(title: str, limit: int, own: Selection | None = None) -> str:
    """Return the transliterated ``title``, with an ordinal when another selection has it."""
    plain = title_slug(title, limit - ROOM)
    others = Selection.objects.exclude(pk=own.pk) if own else Selection.objects.all()
    found = set(others.filter(slug__startswith=plain).values_list("slug", flat=True)) | TAKEN
    slug, ordinal = plain, 1
    while slug in found:
        ordinal += 1
        slug = f"{plain}-{ordinal}"
    return slug
