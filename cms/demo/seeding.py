"""Making the demo library: people first, then one story after another, then the school."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cms.demo.bank import ensure_items
from cms.demo.calls import play_calls
from cms.demo.keeping import ensure_selections, ensure_shelves
from cms.demo.people import accounts_path, ensure_people
from cms.demo.performing import play_story
from cms.demo.reading import object_keys
from cms.demo.reviews import ensure_reviews
from cms.demo.school.fortnight import ensure_fortnight, objects_by_key
from cms.demo.school.founding import ensure_school
from cms.demo.stories import read_stories
from cms.demo.topics import read_topics
from learning_objects.api import refresh_coverage


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What one seeding made: numbers of new people and objects, and where the passwords are."""

    people: int
    objects: int
    lessons: int
    accounts: Path


def seed_demo(*, now: datetime, tell: Callable[[str], None]) -> SeedReport:
    """Make what of the demo library is not there yet; a second run changes nothing.

    Each object is made in a transaction of its own, so an interrupted run is continued by the next.
    ``tell`` is given the title of every object as soon as it is made. Raises ``UnknownTopic`` when
    the framework lacks a topic of the demo, ``LoginTaken`` when a login belongs to somebody else.
    """
    topics = read_topics()
    cast, new_people = ensure_people(topics=topics, now=now)
    play_calls(cast=cast, topics=topics, now=now)
    new_objects = 0
    for story in read_stories():
        if play_story(story=story, cast=cast, topics=topics, now=now) is not None:
            new_objects += 1
            tell(story.drafts[""]["title"])
    ensure_items(people=cast, topics=topics, now=now)
    founded, newcomers = ensure_school(cast=cast, now=now)
    ensure_reviews(people=founded.people, now=now)
    everybody = {**cast, **founded.people}
    ensure_shelves(people=everybody, now=now)
    ensure_selections(people=everybody, topics=topics, now=now)
    lessons = ensure_fortnight(
        founded=founded, objects=objects_by_key(object_keys()), topics=topics, now=now
    )
    refresh_coverage(now=now)
    return SeedReport(
        people=new_people + newcomers,
        objects=new_objects,
        lessons=lessons,
        accounts=accounts_path(),
    )
