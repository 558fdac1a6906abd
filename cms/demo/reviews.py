"""What the demo's teachers say of its materials, through the same actions that people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User
from cms.demo.reading import FOLDER, read_yaml
from cms.demo.stories import Event
from cms.demo.trail import is_made, made_uuid, mark_made
from learning_objects.api import LearningObject, answer_review, get_object, give_thanks, rate_object


def ensure_reviews(*, people: Mapping[str, User], now: datetime) -> int:
    """Let the teachers say what they have not said yet; return how many did."""
    return sum(_say(item, people, now) for item in read_yaml(FOLDER / "reviews.yaml"))


@transaction.atomic
def _say(item: Mapping[str, Any], people: Mapping[str, User], now: datetime) -> bool:
    """Rate, thank and answer; nothing of it when the object is gone from the library."""
    name = ("reviews", item["object"], item["who"])
    found = None if is_made(*name) else _public(item["object"])
    if found is None:
        return False
    moment, teacher = _moment(item, now), people[item["who"]]
    made = rate_object(
        learning_object=found, stars=item["stars"], text=item["text"], by=teacher, now=moment
    )
    if item.get("thanks"):
        give_thanks(learning_object=found, by=teacher, now=moment)
    answer = item.get("answer")
    if answer:
        by = people[answer["who"]]
        answer_review(rating=made, text=answer["text"], by=by, now=_moment(answer, now))
    mark_made(*name, now=now, made=made.uuid)
    return True


def _public(key: str) -> LearningObject | None:
    if not is_made("objects", key):
        return None
    found = get_object(uuid=made_uuid("objects", key))
    return found if found is not None and found.is_public else None


def _moment(item: Mapping[str, Any], now: datetime) -> datetime:
    return Event(verb="rate", at=item["at"], who=item["who"], facts={}).moment(now)
