"""Reads of publishers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.api import User, roles_of
from accounts.data import ORGANISATION_SCOPE, ScopeChoice
from learning_objects.authoring import PublisherFacts
from learning_objects.models import LearningObject, LearningObjectVersion, Organisation


def organisations() -> QuerySet[Organisation]:
    """Return all publishers by name."""
    return Organisation.objects.all()


def get_organisation(*, uuid: UUID) -> Organisation | None:
    """Return the publisher or ``None``."""
    return Organisation.objects.filter(uuid=uuid).first()


def organisations_of(user: User) -> list[Organisation]:
    """Return the publishers that ``user`` writes for, by name; no query for who has none."""
    uuids = _uuids(user)
    return list(Organisation.objects.filter(uuid__in=uuids)) if uuids else []


def is_of(user: User, organisation: Organisation) -> bool:
    """Say whether ``user`` writes for the publisher."""
    return organisation.uuid in _uuids(user)


def versions_published_by(organisation: Organisation) -> QuerySet[LearningObjectVersion]:
    """Return the current public versions that name the publisher, the newest first.

    Objects are found by their own column; a version from before the choice names nobody yet.
    """
    objects = LearningObject.objects.filter(publisher=organisation, withdrawn_at__isnull=True)
    found = LearningObjectVersion.objects.filter(
        pk__in=objects.values("current_version"),
        content__publisher__uuid=str(organisation.uuid),
    )
    return found.order_by("-published_at", "-pk")


def organisation_choices() -> list[ScopeChoice]:
    """List the publishers for the page on which roles are granted."""
    rows = Organisation.objects.values_list("uuid", "title")
    return [ScopeChoice(uuid, title) for uuid, title in rows]


def publisher_facts(stored: dict[str, Any] | None) -> PublisherFacts | None:
    """Return what a version's content says of its publisher."""
    if not stored:
        return None
    return PublisherFacts(UUID(stored["uuid"]), stored["title"], stored.get("address", ""))


def _uuids(user: User) -> set[UUID]:
    scopes = (role.scope for role in roles_of(user) if role.scope.code == ORGANISATION_SCOPE)
    return {scope.uuid for scope in scopes if scope.uuid}
