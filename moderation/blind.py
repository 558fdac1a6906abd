"""Blind reviews: who sees whose work and whose name.

While a step asks for several votes, its experts see neither the others' votes, marks and remarks
nor who they are. The authors never learn the names: they read of «Expert 1» and «Expert 2».
Chiefs see everything, unless they hold the seat themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext

from accounts.api import has_role, roles_of
from accounts.data import CHIEF_MODERATOR, SITE_SCOPE
from core.api import read_trail
from learning_objects.api import LearningObject
from moderation.data import CLAIMED, WAITING_STATES
from moderation.models import Appeal, Submission, Vote

if TYPE_CHECKING:
    from accounts.api import User

# By what people become known to the timeline; experts are numbered in this order.
AUTHORS_MOVES = (
    "moderation.submit",
    "moderation.recall",
    "moderation.appeal",
    "moderation.remark_mark_done",
)
EXPERTS_MOVES = ("moderation.claim", "moderation.hand_over", "moderation.reply")
KNOWN_BY = (*AUTHORS_MOVES, *EXPERTS_MOVES, "moderation.assign")
MOST_ENTRIES = 2000


def is_blind_review(submission: Submission) -> bool:
    """Say whether the names of its experts are kept from the authors: now, or in an earlier round.

    One query when an earlier plan was replaced by another.
    """
    if has_blind_step(submission.plan):
        return True
    if submission.round == 1 and not submission.is_appeal:
        return False
    return submission.votes.filter(seat__gt=1).exists()


def has_blind_step(plan: list[dict[str, Any]]) -> bool:
    """Say whether a plan has a step of several votes."""
    return any(step["seats"] > 1 for step in plan)


def sees_all(user: User, submission: Submission) -> bool:
    """Say whether nothing of a blind review is hidden from the person: a chief who reviews not."""
    if submission.state == CLAIMED and submission.claimed_by_id == user.pk:
        return False
    return has_role(user, CHIEF_MODERATOR, subject=submission.subject_uuid)


def knows_the_holder(user: User, submission: Submission) -> bool:
    """Say whether the person may be told who holds the claim."""
    mine = submission.claimed_by_id == user.pk
    return mine or not submission.is_blind or sees_all(user, submission)


def held_by(user: User, person: UUID) -> Q:
    """Return the condition "``person`` holds the claim" on what ``user`` may be told that of.

    Everybody's own claims, and those of others where ``user`` is a chief. Who is a chief nowhere
    asks in vain: the condition holds for everything, as if it were not asked.
    """
    if person == user.uuid:
        return Q(claimed_by=user)
    scopes = [role.scope for role in roles_of(user) if role.code == CHIEF_MODERATOR]
    if not scopes:
        return Q()
    held = Q(claimed_by__uuid=person)
    if any(scope.code == SITE_SCOPE for scope in scopes):
        return held
    answers_for = Q(subject_uuid__in=[scope.uuid for scope in scopes if scope.uuid])
    return held & (answers_for | Q(subject_uuid__isnull=True))


def hidden_remarks(user: User | None, submissions: Iterable[Submission | int]) -> Q:
    """Return the condition "said by another expert in a blind step that is still going on"."""
    hidden = Q(pk__in=[])
    for found in submissions:
        if user is None or not isinstance(found, Submission):
            continue
        if found.is_blind and found.state in WAITING_STATES and not sees_all(user, found):
            hidden |= ~Q(author=user) & Q(submission=found) & said_in_this_step(found)
    return hidden


def said_in_this_step(submission: Submission) -> Q:
    """Return the condition on remarks "said in the step that is in work".

    What was brought along from a recalled submission, or said before an appeal, may bear the same
    round and step; it is older, and whoever judges now has to know it.
    """
    here = Q(round=submission.round, step=submission.step)
    since: Any = submission.submitted_at
    if submission.is_appeal:
        since = Subquery(Appeal.objects.filter(submission=submission).values("at"))
    return here & Q(created_at__gte=since)


@dataclass(frozen=True, slots=True)
class Masks:
    """Which names are kept back: submission → person → number of the expert.

    Submissions that are not blind are absent; ``seen_by`` is told their own name.
    """

    numbers: Mapping[str, Mapping[UUID, int]] = field(default_factory=dict)
    seen_by: UUID | None = None

    def number_of(self, person: UUID, submission: str = "") -> int | None:
        """Return the number of an expert; without ``submission`` that in any of them."""
        if person == self.seen_by:
            return None
        if submission:
            return self.numbers.get(submission, {}).get(person)
        found = (known[person] for known in self.numbers.values() if person in known)
        return next(found, None)

    def writer_of(self, person: User | None, submission: str) -> str:
        """Return what is told of who wrote a remark, which may come from an earlier submission."""
        known = person is not None and self.number_of(person.uuid, submission)
        return self.name_of(person, submission if known else "")

    def name_of(self, person: User | None, submission: str = "") -> str:
        """Return what the reader is told of who did something."""
        if person is None:
            return ""
        number = self.number_of(person.uuid, submission)
        return expert_name(number) if number else person.short_name

    def full_name_of(self, person: User | None, submission: str = "") -> str:
        """Return the same with the whole name."""
        if person is None or self.number_of(person.uuid, submission):
            return self.name_of(person, submission)
        return person.full_name


def expert_name(number: int) -> str:
    """Return how an expert without a name is called."""
    return gettext("Expert %(number)d") % {"number": number}


def masks_of(object_uuid: UUID, *, seen_by: User | None = None) -> Masks:
    """Return what is kept back of the reviews of an object; two queries, four when one is blind."""
    several = Vote.objects.filter(submission=OuterRef("pk"), seat__gt=1)
    kept: dict[str, dict[UUID, int]] = {}
    entries: list[Any] | None = None
    for found in Submission.objects.filter(object_uuid=object_uuid).annotate(
        was_blind=Exists(several)
    ):
        if not (has_blind_step(found.plan) or found.was_blind):
            continue
        if seen_by is not None and sees_all(seen_by, found):
            continue
        if entries is None:
            entries, authors = _known(object_uuid), _author_uuids(object_uuid)
        kept[str(found.uuid)] = number_experts(entries, str(found.uuid), authors)
    return Masks(kept, seen_by.uuid if seen_by else None)


def numbers_of(submission: Submission) -> dict[UUID, int]:
    """Return person → number of one submission; two queries."""
    uuid = submission.object_uuid
    return number_experts(_known(uuid), str(submission.uuid), _author_uuids(uuid))


def number_experts(
    entries: Iterable[Any], submission: str, authors: Collection[UUID]
) -> dict[UUID, int]:
    """Return person → number, in the order in which they first had to do with the submission."""
    own = [item for item in entries if item.data.get("submission") == submission]
    writers = {item.actor_uuid for item in own if item.action in AUTHORS_MOVES} | set(authors)
    numbers: dict[UUID, int] = {}
    for item in own:
        people = [item.actor_uuid] if item.action in EXPERTS_MOVES else []
        if item.data.get("person"):
            people.append(UUID(item.data["person"]))
        for person in people:
            if person is not None and person not in writers:
                numbers.setdefault(person, len(numbers) + 1)
    return numbers


def _known(object_uuid: UUID) -> list[Any]:
    return read_trail(object_uuid=object_uuid, actions=KNOWN_BY, limit=MOST_ENTRIES)


def _author_uuids(object_uuid: UUID) -> set[UUID]:
    rows = LearningObject.objects.filter(uuid=object_uuid)
    return {uuid for uuid in rows.values_list("authorships__user__uuid", flat=True) if uuid}
