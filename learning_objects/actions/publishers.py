"""Publishers: who they are, and what is published in their name."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from accounts.errors import NotAllowed
from core.api import fold, record
from learning_objects.actions.creation import OBJECT
from learning_objects.author_rules import MANAGE_PUBLISHERS, SET_PUBLISHER
from learning_objects.models import LearningObject, Organisation
from learning_objects.publisher_queries import is_of

ORGANISATION = "learning_objects.organisation"
FIELDS = ("title", "about", "address", "has_contract", "contract")


class NoContract(Exception):
    """The publisher has no contract with the library."""


class NameTaken(ValueError):
    """Another publisher is called so, but for case and «ё»."""


@transaction.atomic
def save_organisation(
    *, organisation: Organisation | None, facts: dict[str, Any], by: User, now: datetime
) -> Organisation:
    """Write a new publisher (``None``) or a change down; ``facts`` are of :data:`FIELDS`.

    Raises ``NotAllowed``, :class:`NameTaken`, ``ValueError`` without a name.
    """
    require(by, MANAGE_PUBLISHERS)
    title = str(facts.get("title", "")).strip()[:200]
    if not title:
        raise ValueError("a publisher needs a name")
    others = Organisation.objects.filter(title_folded=fold(title)[:200])
    if organisation is not None:
        others = others.exclude(pk=organisation.pk)
    if others.exists():
        raise NameTaken(title)
    saved = organisation or Organisation(created_at=now)
    for name in FIELDS:
        if name in facts:
            setattr(saved, name, facts[name])
    saved.title = title
    verb = "change_publisher" if organisation else "add_publisher"
    saved.save()
    _note(f"learning_objects.{verb}", (ORGANISATION, saved.uuid), by, now, _told(saved))
    return saved


@transaction.atomic
def set_publisher(
    *, learning_object: LearningObject, organisation: Organisation | None, by: User, now: datetime
) -> None:
    """Publish the next versions in the name of ``organisation``, or in nobody's but the authors'.

    Raises ``NotAllowed`` unless ``by`` owns the object, which is not in review, and writes for the
    organisation; :class:`NoContract`.
    """
    fresh = LearningObject.objects.select_for_update(of=("self",)).get(pk=learning_object.pk)
    require(by, SET_PUBLISHER, fresh)
    if organisation is not None:
        if not is_of(by, organisation):
            raise NotAllowed(SET_PUBLISHER)
        if not organisation.has_contract:
            raise NoContract
    LearningObject.objects.filter(pk=fresh.pk).update(publisher=organisation)
    learning_object.publisher = organisation
    named = {"reason": organisation.title} if organisation else {}
    _note("learning_objects.set_publisher", (OBJECT, fresh.uuid), by, now, named)


def publisher_content(learning_object: LearningObject) -> dict[str, str] | None:
    """Return what a new version says of its publisher."""
    found = learning_object.publisher
    if found is None:
        return None
    return {"uuid": str(found.uuid), "title": found.title, "address": found.address}


def _told(saved: Organisation) -> dict[str, Any]:
    return {"title": saved.title, "contract": saved.has_contract}


def _note(
    action: str, about: tuple[str, UUID], by: User, now: datetime, data: dict[str, Any]
) -> None:
    code, uuid = about
    record(action=action, by=by.uuid, object_code=code, object_uuid=uuid, now=now, data=data)
