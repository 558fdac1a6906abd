"""What happens to authorships when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from core.api import record
from learning_objects.actions.creation import OBJECT
from learning_objects.models import Authorship, LearningObject, LearningObjectVersion

AUTHOR = frozenset({"learning_objects.Authorship.user"})


def register_people() -> None:
    """Register the package's parts."""
    register_merge("learning_objects", LifecyclePart(describe_merge, apply_merge, AUTHOR))
    register_erasure("learning_objects", LifecyclePart(describe_erasure, apply_erasure))


def describe_merge(gone: User) -> list[str]:
    """Say how many materials change hands."""
    count = Authorship.objects.filter(user=gone).count()
    words = ngettext(
        "%(number)d material gets the other account as its author; published versions keep the "
        "name they were published under.",
        "%(number)d materials get the other account as their author; published versions keep the "
        "name they were published under.",
        count,
    )
    return [words % {"number": count}] if count else []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move authorships; where both are authors one stays, with the greater part of the two."""
    both = {row.learning_object_id: row for row in Authorship.objects.filter(user=kept)}
    for row in Authorship.objects.filter(user=gone):
        own = both.get(row.learning_object_id)
        if own is None:
            row.user = kept
            row.save(update_fields=["user"])
            continue
        row.delete()
        if row.role == Authorship.Role.OWNER:
            own.role, own.position = row.role, row.position
            own.save(update_fields=["role", "position"])


def describe_erasure(user: User) -> list[str]:
    """Say what stays in the library, what passes to co-authors and what is deleted."""
    published = Authorship.objects.filter(user=user).filter(_is_published()).count()
    passed, lost = _shared(user).count(), _lonely_drafts(user).count()
    lines = []
    if published:
        words = ngettext(
            "%(number)d published material stays in the library, under the name it was published "
            "under.",
            "%(number)d published materials stay in the library, under the name they were "
            "published under.",
            published,
        )
        lines.append(words % {"number": published})
    if passed:
        words = ngettext(
            "%(number)d material passes to its co-author.",
            "%(number)d materials pass to their co-authors.",
            passed,
        )
        lines.append(words % {"number": passed})
    if lost:
        words = ngettext(
            "%(number)d draft that never was published is deleted.",
            "%(number)d drafts that never were published are deleted.",
            lost,
        )
        lines.append(words % {"number": lost})
    return lines


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Delete what nobody else has seen, pass on what has a co-author, leave the rest as it is."""
    for draft in LearningObject.objects.filter(pk__in=_lonely_drafts(user).values("pk")):
        _record("learning_objects.delete", draft, by, now)
        draft.delete()
    for owned in _shared(user).select_related("learning_object"):
        _pass_on(owned, by, now)


def _pass_on(owned: Authorship, by: User | None, now: datetime) -> None:
    """Make the first co-author the owner; the erased one stays as a nameless co-author."""
    others = Authorship.objects.filter(learning_object=owned.learning_object)
    heir = others.exclude(pk=owned.pk).order_by("position", "pk")[0]
    for row, role in ((owned, Authorship.Role.COAUTHOR), (heir, Authorship.Role.OWNER)):
        row.role = role
        row.save(update_fields=["role"])
    _record("learning_objects.pass_on", owned.learning_object, by, now)


def _is_published() -> Exists:
    return Exists(LearningObjectVersion.objects.filter(learning_object=OuterRef("learning_object")))


def _shared(user: User) -> QuerySet[Authorship]:
    """Return the person's ownerships of objects that have co-authors too."""
    others = Authorship.objects.filter(learning_object=OuterRef("learning_object"))
    owned = Authorship.objects.filter(user=user, role=Authorship.Role.OWNER)
    return owned.filter(Exists(others.exclude(user=user)))


def _lonely_drafts(user: User) -> QuerySet[LearningObject]:
    """Return what only this person wrote, that never was published and is not being reviewed."""
    others = Authorship.objects.filter(learning_object=OuterRef("pk")).exclude(user=user)
    versions = LearningObjectVersion.objects.filter(learning_object=OuterRef("pk"))
    found: QuerySet[LearningObject] = LearningObject.objects.filter(
        ~Exists(others), ~Exists(versions), authorships__user=user
    )
    return found.exclude(state=LearningObject.State.IN_REVIEW)


def _record(action: str, learning_object: LearningObject, by: User | None, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code=OBJECT,
        object_uuid=learning_object.uuid,
        now=now,
    )
