"""How many materials lead to nodes of the framework: what a new edition of it would touch."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from framework.api import register_consequence
from learning_objects.data import COVERS
from learning_objects.models import LearningObject, VersionTopic


def materials_at(nodes: Collection[UUID]) -> dict[UUID, int]:
    """Return how many public objects cover each of ``nodes`` in their current version."""
    current = LearningObject.objects.filter(
        current_version_id=OuterRef("version_id"), withdrawn_at__isnull=True
    )
    links = VersionTopic.objects.filter(Exists(current), node_uuid__in=list(nodes), relation=COVERS)
    counted = links.order_by().values("node_uuid")
    numbers = counted.annotate(number=Count("version", distinct=True))
    return dict(numbers.values_list("node_uuid", "number"))


def register_linked_nodes() -> None:
    """Let the framework ask."""
    register_consequence("materials", _("materials"), materials_at)
