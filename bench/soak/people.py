"""The scripted people: what an author, an expert, a chief, a reader and the sweeper do next.

Each act is one visit: it reads the database as a page would, does one thing through the door of
``moderation``, and forgets everything, so that a killed process is replaced by a new one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

from accounts.api import User
from bench.soak.world import World
from learning_objects.api import get_object, save_draft
from learning_objects.models import LearningObject
from moderation import api
from moderation.data import CLAIMED, RECHECK, RETURNED, REVIEW, QueueFilters
from moderation.models import Remark, Submission
from tests.factories.moderation import faulty_marks, full_marks, make_scenario, scenario_draft

FREE = QueueFilters(which="free")
REMARKS_SHOWN = 20


def write(world: World, person: User, dice: random.Random) -> None:
    """An author: mends what came back, appeals or recalls now and then, else writes."""
    mine = Submission.objects.filter(
        learning_object__authorships__user=person, purpose=REVIEW
    ).order_by("pk")
    returned = mine.filter(state=RETURNED).first()
    if returned is not None:
        _answer(world, returned, person, dice)
    elif not world.draining and dice.random() < 0.03 and (found := mine.last()):
        api.recall(submission=found, by=person, now=world.now())
    elif not world.draining and _has_to_write(world, person):
        _begin(world, person)


def _has_to_write(world: World, person: User) -> bool:
    """Say whether the person writes in this term (the same answer after a crash) and has not."""
    term = world.term()
    if term >= world.terms or random.Random(f"{person.pk}-{term}").random() > world.works:
        return False
    title = _title(person, term)
    written = LearningObject.objects.filter(authorships__user=person, title=title)
    return not written.filter(submissions__isnull=False).exists()


def _title(person: User, term: int) -> str:
    return f"Маятник: четверть {term + 1}, автор {person.pk}"


def _begin(world: World, person: User) -> None:
    title = _title(person, world.term())
    drafts = LearningObject.objects.filter(authorships__user=person, title=title)
    made = drafts.first() or make_scenario(by=person, now=world.now(), title=title)
    _hand_in(world, made, person)


def _hand_in(world: World, made: Any, person: User) -> None:
    submission = api.submit(learning_object=made, by=person, now=world.now())
    world.note("submitted", f"{submission.uuid} {submission.round}")


def _answer(world: World, returned: Submission, person: User, dice: random.Random) -> None:
    now = world.now()
    if dice.random() < 0.1 and not returned.is_appeal:
        api.appeal(submission=returned, text="Прошу взглянуть ещё раз.", by=person, now=now)
        world.note("appealed", str(returned.uuid))
        return
    for remark in _open_remarks(returned, "open"):
        api.mark_remark_done(remark=remark, reply="Исправлено.", by=person, now=now)
    made = get_object(uuid=returned.object_uuid)
    draft = scenario_draft(f"{made.title[:120]}, правка {returned.round}")
    save_draft(learning_object=made, draft=draft, by=person, now=now)
    _hand_in(world, get_object(uuid=returned.object_uuid), person)


def _open_remarks(submission: Submission, *states: str) -> list[Remark]:
    found = submission.remarks.filter(state__in=states).order_by("pk")
    return list(found[:REMARKS_SHOWN])


def review(world: World, person: User, dice: random.Random) -> None:
    """An expert: goes on with what they hold, else takes the next."""
    held = Submission.objects.filter(claimed_by=person, state=CLAIMED).order_by("pk").first()
    held = held or api.claim_next(filters=FREE, by=person, now=world.now())
    mood = 1.0 if world.draining else dice.random()
    if held is None or mood < 0.15:
        return  # goes home over it: the sweeper takes it back, or the next visit goes on
    if mood < 0.2:
        api.release(submission=held, by=person, now=world.now(), reason="time")
        return
    if mood < 0.4:
        remark = {"text": "Уточните угол отклонения.", "severity": dice.choice(["must", "note"])}
        api.add_remark(submission=held, **remark, by=person, now=world.now())
    _vote(world, held, person, dice)


def _vote(world: World, held: Submission, person: User, dice: random.Random) -> None:
    now = world.now()
    way = _way(held, 1.0 if world.draining else dice.random())
    good = way in (api.approve, api.keep)
    if good:
        for remark in _open_remarks(held, "open", "done"):
            api.resolve_remark(remark=remark, by=person, now=now)
    marks = (full_marks if good else faulty_marks)(held)
    letter = "" if good else "Период измерен неверно: угол велик."
    key = f"{held.uuid} {held.round} {int(held.is_appeal)} {held.step} {held.seat}"
    way(submission=held, marks=marks, letter=letter, by=person, now=now)
    world.note("voted", key)


def _way(held: Submission, chance: float) -> Callable[..., Any]:
    if held.purpose == RECHECK:
        return api.keep if chance > 0.4 else partial(api.remove, how="block")
    if chance > 0.4:
        return api.approve
    return api.return_submission if chance > 0.06 else api.reject


def lead(world: World, person: User, dice: random.Random) -> None:
    """A chief: gives the latest work to somebody, or reviews as everybody does."""
    if dice.random() > 0.3:
        review(world, person, dice)
        return
    late = api.queue(person, FREE, now=world.now()).first()
    experts = User.objects.filter(role_assignments__role="moderator").order_by("pk")
    number = experts.count()
    if late is not None and number:
        to = experts[dice.randrange(number)]
        api.assign(submission=late, to=to, by=person, now=world.now())


def read(world: World, _person: User, dice: random.Random) -> None:
    """A reader without an account finds a mistake in something public."""
    public = LearningObject.objects.filter(live=True, state="published").order_by("pk")
    number = public.count()
    if world.draining or not number:
        return
    report = api.Report("mistake", "В таблице опечатка.")
    uuid = public[dice.randrange(number)].uuid
    api.report_object(object_uuid=uuid, report=report, by=None, now=world.now())


def clean_up(world: World, _person: User, _dice: random.Random) -> None:
    """The sweeper, as ``manage.py review_sweep`` runs it."""
    api.sweep(now=world.now())
