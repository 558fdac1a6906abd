"""Very many plausible objects on real topics, for measurements.

Titles and texts are put together from the words of the framework that is loaded, so search, facets
and topic pages meet real vocabulary. Every object is created, saved and published through the same
actions as any other; only no submission is opened, and many objects share a transaction.
What object number N is depends on N and the framework alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.api import User, create_user, get_user_by_login, grant_role
from accounts.data import AUTHOR
from cms.demo.phrases import make_generated_draft, phrases_of_topics
from cms.demo.trail import count_made, mark_made
from core.api import derived_uuid
from learning_objects.api import create_object, publish_revision, save_draft, start_review
from learning_objects.data import MATERIAL, SCENARIO, Provenance
from moderation.api import ensure_central_institute

BATCH = 100
AUTHORS = 40
_SURNAMES = ("Белов", "Громов", "Зайцев", "Комаров", "Макаров", "Орлов", "Титов", "Щукин")
_NAMES = ("Андрей", "Борис", "Виктор", "Глеб", "Денис")
_SPREAD = timedelta(days=700)


@dataclass(frozen=True, slots=True)
class GrowthStep:
    """How far it is: generated objects in all, made in this run, seconds of this run."""

    done: int
    done_now: int
    seconds: float


def grow_library(*, count: int, now: datetime) -> Iterator[GrowthStep]:
    """Bring the number of generated objects up to ``count``, a batch a transaction.

    Yields after every batch. An interrupted run is continued by the next, a second makes nothing.
    """
    growing = _Growing(now)
    started, first = time.monotonic(), count_made("scale")
    for start in range(first, count, BATCH):
        end = min(start + BATCH, count)
        with transaction.atomic():
            for number in range(start, end):
                growing.make(number)
            mark_made("scale", count=end - start, now=now)
        yield GrowthStep(end, end - first, time.monotonic() - started)


class _Growing:
    """What every generated object has in common."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.phrases = phrases_of_topics()
        self.authors = _ensure_authors(now)
        self.institute = ensure_central_institute()

    def make(self, number: int) -> None:
        """Create, write and publish object ``number``."""
        moment = self.now - _SPREAD + _SPREAD * ((number * 7919) % 10_000) / 10_000
        author = self.authors[number % AUTHORS]
        draft = make_generated_draft(number, self.phrases)
        kind = MATERIAL if number % 5 == 0 else SCENARIO
        made = create_object(kind=kind, title=draft.title, by=author, now=moment)
        save_draft(learning_object=made, draft=draft, by=author, now=moment)
        publish_revision(
            learning_object=made,
            revision_id=start_review(learning_object=made, by=author, now=moment),
            provenance=self._provenance(number, author, moment),
            by=author,
            now=moment,
        )

    def _provenance(self, number: int, moderator: User, now: datetime) -> Provenance:
        return Provenance(
            institute_uuid=self.institute.uuid,
            institute_title=self.institute.title,
            decision_uuid=derived_uuid("cms.demo", "scale", "decision", str(number)),
            decided_at=now,
            moderator_uuid=moderator.uuid,
        )


@transaction.atomic
def _ensure_authors(now: datetime) -> list[User]:
    """Return the generated authors; without a password nobody signs in as one of them."""
    return [_ensure_author(number, now) for number in range(AUTHORS)]


def _ensure_author(number: int, now: datetime) -> User:
    login = f"author-{number + 1:02}"
    found = get_user_by_login(login)
    if found is not None:
        return found
    made = create_user(
        login=login,
        by=None,
        now=now,
        last_name=_SURNAMES[number % len(_SURNAMES)],
        first_name=_NAMES[number // len(_SURNAMES)],
    )
    grant_role(user=made, role=AUTHOR, by=None, now=now)
    return made
