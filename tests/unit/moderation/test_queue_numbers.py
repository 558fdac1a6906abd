from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.api import grant_role
from accounts.data import Scope
from moderation.api import claim_next, declare_conflict, queue
from moderation.data import LEASE, WHICH, QueueFilters
from moderation.models import Institute, Membership, Submission
from moderation.queue_numbers import count_by_which, count_queue, filter_choices
from tests.factories.moderation import author_of, make_submission, move_to_subject
from tests.factories.people import make_user
from tests.factories.queues import fill

pytestmark = pytest.mark.django_db
PHYSICS, BIOLOGY = uuid4(), uuid4()
FILTERS = [
    QueueFilters(),
    QueueFilters(subject=PHYSICS),
    QueueFilters(subject=BIOLOGY, grade=8),
    QueueFilters(grade=9, kind="scenario"),
    QueueFilters(stage="methodical", purpose="review"),
    QueueFilters(kind="material"),
]


def fresh(person):
    return type(person).objects.get(pk=person.pk)


def assert_told_truly(person, now, filters=FILTERS):
    """Every number of the page is that of the rows which it would show."""
    for asked in filters:
        ways = {which: replace(asked, which=which) for which in WHICH}
        rows = {which: len(queue(person, one, now=now)) for which, one in ways.items()}
        assert count_by_which(person, now=now, filters=asked) == rows


@pytest.fixture
def _many_queues(now):
    """Fill queues of three subjects and two institutes, in every state, some late."""
    region = Institute.objects.create(key="region", title="Регион", level="regional")
    fill(waiting=40, closed=5, now=now)
    other, rows = make_user("moderator"), list(Submission.objects.order_by("pk"))
    decided = {"decided_by": other, "decided_at": now}
    for number, row in enumerate(rows[:40]):
        claimed = {"claimed_by": other, "lease_until": now + timedelta(hours=number % 5 - 2)}
        changes = [{"state": "claimed", **claimed}, {"state": "returned", **decided}, {}, {}]
        late = {"is_late": True} if row.due_at < now and number % 2 else {}
        Submission.objects.filter(pk=row.pk).update(
            subject_uuid=(PHYSICS, BIOLOGY, None)[number % 3],
            institute=region if number % 7 == 0 else row.institute,
            **changes[number % 4],
            **late,
        )


@pytest.mark.usefixtures("_many_queues")
def test_each_reader_is_told_how_much_there_is_for_them(now):
    everything, biologist = make_user("moderator"), make_user("moderator", subject=BIOLOGY)
    both = make_user("moderator", subject=PHYSICS)
    grant_role(user=both, role="moderator", scope=Scope("subject", BIOLOGY), by=None, now=now)
    regional, of_two = make_user("moderator"), make_user("moderator", subject=PHYSICS)
    Membership.objects.create(institute=Institute.objects.get(key="region"), person=regional)
    for institute in Institute.objects.all():
        Membership.objects.create(institute=institute, person=of_two)
    totals = set()
    for person in (everything, biologist, both, regional, of_two):
        asked = FILTERS if person == of_two else FILTERS[:2]
        assert_told_truly(fresh(person), now, asked)
        totals.add(count_by_which(fresh(person), now=now)["all"])
    assert len(totals) > 3
    assert set(filter_choices(fresh(biologist))["subjects"]) == {BIOLOGY}
    assert set(filter_choices(fresh(everything))["subjects"]) == {PHYSICS, BIOLOGY}


@pytest.mark.usefixtures("_many_queues")
def test_what_is_hidden_from_a_reader_is_not_counted_for_them(now):
    expert = make_user("author", "moderator")
    Submission.objects.filter(state="queued").first().learning_object.authorships.create(
        user=expert, role="owner", position=0
    )
    friend = make_submission(now=now)
    before = count_by_which(expert, now=now)["all"]
    declare_conflict(person=expert, author=author_of(friend), reason="Сестра", by=expert, now=now)
    assert count_by_which(expert, now=now)["all"] == before - 1
    assert_told_truly(expert, now, FILTERS[:1])


@pytest.mark.usefixtures("_many_queues")
@pytest.mark.parametrize("which", ["free", "mine"])
def test_words_and_what_one_holds_are_counted_by_rows(now, which):
    expert = make_user("moderator", subject=BIOLOGY)
    asked = QueueFilters(which, text="урок 1" if which == "free" else "")
    assert count_queue(expert, asked, now=now) == len(queue(expert, asked, now=now))
    asked = QueueFilters(which, grade=2)
    assert count_queue(expert, asked, now=now) == len(queue(expert, asked, now=now))


def test_numbers_stop_at_the_limit(now, monkeypatch):
    monkeypatch.setattr("moderation.queue_numbers.CAP", 11)
    fill(waiting=30, now=now)
    counts = count_by_which(make_user("moderator"), now=now)
    assert (counts["all"], counts["free"], counts["overdue"]) == (11, 11, 4)


def test_a_lease_that_ends_makes_it_free_without_a_move(now):
    make_submission(now=now, claimed_by=make_user("moderator"))
    expert = make_user("moderator")
    assert count_by_which(expert, now=now)["free"] == 0
    assert count_by_which(expert, now=now + LEASE * 2)["free"] == 1


def test_a_few_of_ones_subject_are_found_behind_any_number_of_others(now):
    fill(waiting=30, now=now)
    Submission.objects.update(subject_uuid=BIOLOGY, is_late=True)
    last = move_to_subject(make_submission(now=now), PHYSICS)
    physicist = make_user("moderator", subject=PHYSICS)
    assert list(queue(physicist, QueueFilters(), now=now, most=5)) == [last]
    assert claim_next(filters=QueueFilters(), by=physicist, now=now) == last
