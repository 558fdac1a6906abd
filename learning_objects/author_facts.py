"""What an author's work came to in a period: the facts of the statistics page and of the report."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.timezone import get_default_timezone, localdate

from accounts.api import User
from framework.api import path_labels
from learning_objects.data import COVERS
from learning_objects.models import (
    AuthorReport,
    HiddenAuthorPage,
    LearningObject,
    LearningObjectVersion,
    Rating,
    Thanks,
)
from learning_objects.scores import STARS, mean_of
from learning_objects.usage_queries import usage_between

TOTALS = ("versions", "uses", "ratings", "reviews", "thanks", "forks")


def author_facts(author: User, *, since: date, until: date) -> dict[str, Any]:
    """Return plain JSON: every object that ``author`` signed up to ``until``, and its numbers.

    Days are the site's own; both ends are in. The queries are eight, however many objects there
    are. Uses are lessons of the period that hold the object now: what was taken off is gone, and a
    lesson counts on its own day, however early it was prepared.
    """
    moments = _start(since), _start(until + timedelta(days=1))
    versions = _signed(author, before=moments[1])
    objects = {version.learning_object_id: version.learning_object for version in versions}
    numbers = _numbers(objects.values(), *moments)
    numbers["uses"] = dict(usage_between(map(_uuid, objects.values()), since=since, until=until))
    rows = [
        _row([one for one in versions if one.learning_object_id == pk], found, numbers, moments)
        for pk, found in objects.items()
    ]
    rows.sort(key=lambda row: (-row["uses"], row["title"]))
    stars = [sum(row["stars"][place] for row in rows) for place in range(len(STARS))]
    return {
        "author": {"uuid": str(author.uuid), "name": author.full_name},
        "since": since.isoformat(),
        "until": until.isoformat(),
        "objects": rows,
        "totals": {name: sum(_amount(row[name]) for row in rows) for name in TOTALS}
        | {"objects": sum(bool(row["versions"]) for row in rows), "mean": _rounded(stars)},
    }


def digest_of(facts: dict[str, Any]) -> str:
    """Return the SHA-256 of the facts as canonical JSON."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_default_timezone())


def _signed(author: User, *, before: datetime) -> list[LearningObjectVersion]:
    """Return the versions that name the author, the oldest first, without their bodies."""
    rows = LearningObjectVersion.objects.filter(
        learning_object__authorships__user=author, published_at__lt=before
    )
    fields = ("number", "kind", "title", "authors", "published_at", "digest", "learning_object")
    found = rows.select_related("learning_object").only(
        *fields, "learning_object__uuid", "learning_object__withdrawn_at"
    )
    names = {str(author.uuid), *(str(gone.uuid) for gone in author.merged_from.all())}
    return [
        version
        for version in found.prefetch_related("topics").order_by("published_at", "id")
        if names & {person["uuid"] for person in version.authors}
    ]


def _uuid(found: LearningObject) -> UUID:
    return found.uuid


def _numbers(
    objects: Iterable[LearningObject], since: datetime, until: datetime
) -> dict[str, dict[Any, Any]]:
    """Return, by name of the number, its value by object."""
    uuids = {found.pk: found.uuid for found in objects}
    given = Rating.objects.filter(
        learning_object_id__in=uuids, hidden_at=None, created_at__gte=since, created_at__lt=until
    ).order_by()
    stars = defaultdict[int, Counter[int]](Counter)
    for pk, star, many in given.values_list("learning_object_id", "stars").annotate(n=Count("id")):
        stars[pk][star] = many
    reviews = given.exclude(text="").values_list("learning_object_id").annotate(n=Count("id"))
    said = Thanks.objects.filter(
        learning_object_id__in=uuids, created_at__gte=since, created_at__lt=until
    )
    thanks = said.order_by().values_list("learning_object_id").annotate(n=Count("id"))
    forks = LearningObject.objects.filter(
        based_on_uuid__in=list(uuids.values()),
        first_published_at__gte=since,
        first_published_at__lt=until,
    )
    made = forks.order_by().values_list("based_on_uuid").annotate(n=Count("id"))
    return {
        "stars": dict(stars),
        "reviews": dict(reviews),
        "thanks": dict(thanks),
        "forks": dict(made),
    }


def _row(
    versions: list[LearningObjectVersion],
    found: LearningObject,
    numbers: dict[str, dict[Any, Any]],
    moments: tuple[datetime, datetime],
) -> dict[str, Any]:
    newest = versions[-1]
    counted = numbers["stars"].get(found.pk, Counter())
    stars = [counted[star] for star in STARS]
    return {
        "uuid": str(found.uuid),
        "title": newest.title,
        "kind": newest.kind,
        "topics": _topics(newest),
        "withdrawn": found.withdrawn_at is not None,
        "versions": [
            {
                "number": version.number,
                "day": localdate(version.published_at).isoformat(),
                "digest": version.digest,
            }
            for version in versions
            if moments[0] <= version.published_at < moments[1]
        ],
        "uses": numbers["uses"].get(found.uuid, 0),
        "ratings": sum(stars),
        "stars": stars,
        "mean": _rounded(stars),
        "reviews": numbers["reviews"].get(found.pk, 0),
        "thanks": numbers["thanks"].get(found.pk, 0),
        "forks": numbers["forks"].get(found.uuid, 0),
    }


def _topics(version: LearningObjectVersion) -> list[str]:
    covered = [link.node_uuid for link in version.topics.all() if link.relation == COVERS]
    return [" · ".join(label for label in path_labels(uuid) if label) for uuid in covered]


def _rounded(stars: list[int]) -> float | None:
    mean = mean_of(stars)
    return None if mean is None else round(mean, 2)


def _amount(value: Any) -> int:
    return len(value) if isinstance(value, list) else int(value)


def reports_of(author_uuid: UUID) -> QuerySet[AuthorReport]:
    """Return the reports on an author, the newest first, without their facts."""
    rows = AuthorReport.objects.filter(author_uuid=author_uuid).defer("facts")
    return rows.order_by("-made_at", "-id")


def get_report(*, uuid: UUID) -> AuthorReport | None:
    """Return a report, or ``None``; who may see it is the caller's question."""
    return AuthorReport.objects.filter(uuid=uuid).first()


def is_author_page_hidden(user: User) -> bool:
    """Say whether the person does not want a public page."""
    return HiddenAuthorPage.objects.filter(user=user).exists()
