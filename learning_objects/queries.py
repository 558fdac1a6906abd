"""Reads for authors and the institute; the public's reads are in ``public_queries``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet
from wagtail.models import Revision

from accounts.api import User
from core.api import fold
from learning_objects.checks import checks, judges
from learning_objects.content import content_of_revision, contents_of_revisions
from learning_objects.data import CheckSubject, Finding
from learning_objects.models import Authorship, LearningObject

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SEVERITY = {"stop": 0, "warning": 1, "info": 2}


def get_object(*, uuid: UUID) -> LearningObject | None:
    """Return the object with ``uuid`` or ``None``; who may see it is the caller's question."""
    found: LearningObject | None = LearningObject.objects.filter(uuid=uuid).first()
    return found


def objects_of(
    user: User, *, state: str = "", kind: str = "", text: str = ""
) -> QuerySet[LearningObject]:
    """Return the objects that ``user`` wrote or co-wrote, newest change first, ready for a list.

    ``text`` is matched in the draft's title in any case.
    """
    found: QuerySet[LearningObject] = LearningObject.objects.filter(authorships__user=user)
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return (
        found.select_related("current_version")
        .defer("body", "current_version__content", "current_version__text")
        .prefetch_related(_authors())
        .order_by("-changed_at", "-id")
    )


def _authors() -> Prefetch[Any]:
    return Prefetch("authorships", Authorship.objects.select_related("user"))


def count_states(user: User) -> dict[str, int]:
    """Return how many objects of ``user`` stand in each state."""
    rows = LearningObject.objects.filter(authorships__user=user).values_list("state")
    return dict(rows.annotate(number=Count("id")).order_by())


def is_author(user: User | AnonymousUser, learning_object: LearningObject) -> bool:
    """Say whether ``user`` is the owner or a co-author."""
    if not user.is_authenticated:
        return False
    return any(item.user_id == user.pk for item in learning_object.authorships.all())


def is_owner(user: User | AnonymousUser, learning_object: LearningObject) -> bool:
    """Say whether ``user`` is the owner."""
    if not user.is_authenticated:
        return False
    return any(
        item.user_id == user.pk and item.role == Authorship.Role.OWNER
        for item in learning_object.authorships.all()
    )


def authors_of(learning_object: LearningObject) -> list[Authorship]:
    """Return the authorships with their people, the owner first."""
    return list(learning_object.authorships.select_related("user"))


def author_uuids(learning_object: LearningObject) -> set[UUID]:
    """Return the uuids of everybody who wrote the object."""
    return set(learning_object.authorships.values_list("user__uuid", flat=True))


def revision_content(*, revision_id: int) -> dict[str, Any]:
    """Return the plain content of a revision (the fields of ``data.Draft``)."""
    return content_of_revision(Revision.objects.get(pk=revision_id))


def revision_contents(*, revision_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the plain contents of revisions by id; two queries, purged ones are left out."""
    return contents_of_revisions(Revision.objects.filter(pk__in=set(revision_ids)))


def draft_content(learning_object: LearningObject) -> dict[str, Any]:
    """Return the plain content of the latest draft."""
    revision = learning_object.latest_revision
    if revision is None:
        raise LookupError(f"{learning_object.uuid} has no revision")
    return content_of_revision(revision)


def has_unreviewed_changes(learning_object: LearningObject) -> bool:
    """Say whether there is something to review: a draft that is not what the public reads.

    What was withdrawn may come back as it was, by another decision.
    """
    version = learning_object.current_version
    if version is None or learning_object.withdrawn_at is not None:
        return True
    return bool(version.revision_id_published != learning_object.latest_revision_id)


def check_content(
    *, kind: str, content: dict[str, Any], object_uuid: UUID | None = None
) -> list[Finding]:
    """Run every registered check on plain content; the worst findings first.

    ``object_uuid`` keeps the object from being compared with its own versions.
    """
    subject = CheckSubject(kind, content, object_uuid)
    found = [finding for _code, check in checks for finding in check(subject)]
    for _code, judge in judges:
        found = judge(subject, found)
    return sorted(found, key=lambda finding: SEVERITY[finding.level])


def run_checks(learning_object: LearningObject) -> list[Finding]:
    """Run every registered check on the latest draft; the worst findings first."""
    return check_content(
        kind=learning_object.kind,
        content=draft_content(learning_object),
        object_uuid=learning_object.uuid,
    )
