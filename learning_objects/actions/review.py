"""What the institute does to an object; called by ``moderation`` alone.

Whether the person may decide is moderation's question and is answered there; here the object's own
state machine is kept.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from accounts.api import User
from core.api import emit, record
from learning_objects.actions.counting import move_counts
from learning_objects.actions.creation import OBJECT
from learning_objects.actions.forking import tell_of_derivative
from learning_objects.actions.versions import append_version
from learning_objects.data import PUBLISHED_TOPIC, RESTORED_TOPIC, Provenance, VersionView
from learning_objects.models import LearningObject, LearningObjectVersion
from learning_objects.public_queries import get_version
from learning_objects.states import MACHINE


class NothingToReview(Exception):
    """The latest draft is the published one."""


@transaction.atomic
def start_review(*, learning_object: LearningObject, by: User, now: datetime) -> int:
    """Freeze the latest revision for review and return its id; the draft is then locked.

    Raises :class:`NothingToReview` and ``TransitionRefused``.
    """
    fresh = _locked(learning_object)
    published = fresh.current_version
    if (
        published is not None
        and fresh.withdrawn_at is None
        and published.revision_id_published == fresh.latest_revision_id
    ):
        raise NothingToReview
    _move(fresh, "start_review", learning_object)
    if fresh.latest_revision_id is None:
        raise NothingToReview
    return int(fresh.latest_revision_id)


@transaction.atomic
def resume_review(*, learning_object: LearningObject, by: User, now: datetime) -> None:
    """Lock the draft again because a decision about an earlier revision is appealed.

    What the author wrote since stays as later revisions. Raises ``TransitionRefused``.
    """
    _move(_locked(learning_object), "resume_review", learning_object)


@transaction.atomic
def return_from_review(*, learning_object: LearningObject, by: User, now: datetime) -> None:
    """Give the draft back to its authors."""
    _move(_locked(learning_object), "return_from_review", learning_object)


@transaction.atomic
def cancel_review(*, learning_object: LearningObject, by: User, now: datetime) -> None:
    """End the review without a decision: the object is again what it was for the public."""
    fresh = _locked(learning_object)
    _move(fresh, f"cancel_review_to_{fresh.public_state}", learning_object)


@transaction.atomic
def publish_revision(
    *,
    learning_object: LearningObject,
    revision_id: int,
    provenance: Provenance,
    by: User,
    now: datetime,
) -> VersionView:
    """Publish exactly ``revision_id`` as the next version and tell the outbox.

    A newer draft, should there be one, stays a draft.
    """
    fresh = _locked(learning_object)
    MACHINE.check("publish", state=fresh.state, subject=fresh)
    revision = Revision.objects.get(
        pk=revision_id, object_id=str(fresh.pk), base_content_type__app_label="learning_objects"
    )
    version = append_version(
        learning_object=fresh, revision=revision, provenance=provenance, now=now
    )
    replaced = fresh.current_version_id if fresh.is_public else None
    was_withdrawn = fresh.withdrawn_at is not None
    _make_live(fresh, revision, version, now)
    move_counts(before=replaced, after=version.pk)
    _copy_facts(fresh, learning_object)
    for topic in (PUBLISHED_TOPIC, RESTORED_TOPIC) if was_withdrawn else (PUBLISHED_TOPIC,):
        emit(topic=topic, key=str(fresh.uuid), now=now, payload={"number": version.number})
    record(
        action="learning_objects.publish",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=fresh.uuid,
        now=now,
        data={"number": version.number, "revision": revision_id, "digest": version.digest},
    )
    tell_of_derivative(learning_object=fresh, title=version.title, now=now)
    view = get_version(uuid=fresh.uuid, number=version.number)
    if view is None:
        raise LookupError(f"version {version.number} of {fresh.uuid} vanished")
    return view


def _make_live(
    fresh: LearningObject, revision: Revision, version: LearningObjectVersion, now: datetime
) -> None:
    """Write the revision's content into the object's own columns, as Wagtail's editor expects.

    Not ``Revision.publish``: it would fire signals and write logs that nobody reads here.
    """
    live = fresh.with_content_json(revision.content)
    once = {(link.node_uuid, link.relation): link for link in live.topic_links.all()}
    live.topic_links = list(once.values())
    live.live = True
    live.live_revision = revision
    live.has_unpublished_changes = revision.pk != fresh.latest_revision_id
    live.first_published_at = fresh.first_published_at or now
    live.last_published_at = now
    live.current_version = version
    live.placed = None  # the new version says itself where it stands
    live.withdrawn_at, live.withdrawn_reason, live.withdrawn_how = None, "", ""
    live.state = LearningObject.State.PUBLISHED
    live.save()
    _copy_facts(live, fresh)


def _locked(learning_object: LearningObject) -> LearningObject:
    """Return the row as it is now, locked until the transaction ends where the database can."""
    fresh: LearningObject = (
        LearningObject.objects.select_for_update(of=("self",))
        .select_related("current_version")
        .get(pk=learning_object.pk)
    )
    return fresh


def _move(fresh: LearningObject, transition: str, given: LearningObject) -> None:
    fresh.state = MACHINE.check(transition, state=fresh.state, subject=fresh).target
    LearningObject.objects.filter(pk=fresh.pk).update(state=fresh.state)
    _copy_facts(fresh, given)


def _copy_facts(fresh: LearningObject, given: LearningObject) -> None:
    """Let the caller's instance show what has just been written."""
    for name in (*LearningObject.OWN_FACTS, "live", "live_revision", "has_unpublished_changes"):
        attname = LearningObject._meta.get_field(name).attname
        setattr(given, attname, getattr(fresh, attname))
