from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation import api
from moderation.models import (
    Backlog,
    Institute,
    QualityDay,
    ReviewerDay,
    ReviewRule,
    Submission,
)
from moderation.quality.figures import HALF, add_up
from moderation.quality.refreshing import refresh_day
from moderation.workdays import day_of
from tests.factories.moderation import (
    approve,
    author_of,
    faulty_marks,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user
from tests.factories.queues import fill

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def figures(now):
    refreshed = day_of(now)
    institute = Institute.objects.get()
    refresh_day(institute, refreshed, now=now)
    return add_up([QualityDay.objects.get(day=refreshed).facts])


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def chief():
    return make_user("chief_moderator")


@pytest.fixture
def blind(now):
    """Two blind readers for scenarios; returns a function that votes as a new expert."""
    institute = api.ensure_central_institute()
    ReviewRule.objects.create(institute=institute, kind="scenario", second_reader=True)

    def vote(submission, act, at=now, **arguments):
        person = make_user("moderator")
        api.claim(submission=submission, by=person, now=at)
        act(submission=submission, by=person, now=at, **arguments)
        return person

    return vote


def test_inflow_decisions_and_waits(now, expert):
    returned = make_submission(now=now, claimed_by=expert)
    make_submission(now=now)
    recalled = make_submission(now=now)
    api.recall(submission=recalled, by=author_of(recalled), now=now + HOUR)
    return_submission(submission=returned, letter="Исправьте.", by=expert, now=now + 3 * HOUR)
    facts = figures(now)
    assert (facts.inflow, facts.new, facts.decided, facts.returned) == (3, 3, 1, 1)
    assert facts.days(HALF) == 0.1
    assert facts.reasons == {"outcome": 1}
    assert facts.returned_share == 1


def test_a_day_counted_later_says_the_same(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    return_submission(submission=submission, letter="Исправьте.", by=expert, now=now)
    before = figures(now)
    api.submit(
        learning_object=submission.learning_object, by=author_of(submission), now=now + 3 * DAY
    )
    assert figures(now) == before
    later = figures(now + 3 * DAY)
    assert (later.inflow, later.new, later.decided) == (1, 0, 0)


def test_what_experts_did_is_counted_by_person(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    approve(submission=submission, by=expert, now=now + HOUR)
    facts = figures(now + HOUR)
    row = ReviewerDay.objects.get()
    assert (row.person, row.votes, row.good, row.minutes) == (expert, 1, 1, {"60": 1})
    assert facts.usual_minutes == 60


def test_a_minority_is_overturned_by_the_other_readers(now, blind):
    submission = make_submission(now=now)
    first = blind(submission, approve)
    blind(submission, return_submission, letter="Исправьте.")
    assert figures(now).judged == {}, "a split step waits for its third reader"
    blind(submission, return_submission, letter="Тоже: исправьте.")
    facts = figures(now)
    assert (facts.judged["second"], facts.overturned["second"]) == (3, 1)
    assert facts.reasons == {"outcome": 1}, "a work counts once for a reason"
    assert facts.agree == {("approve", "return"): 1, ("return", "approve"): 1, ("return",) * 2: 1}
    assert ReviewerDay.objects.get(person=first).overturned == 1
    assert ReviewerDay.objects.filter(overturned=0, judged=1).count() == 2


def test_the_answers_to_criteria_are_compared(now, blind):
    submission = make_submission(now=now)
    marks = faulty_marks(submission, "correct")
    blind(submission, return_submission, letter="Ошибки.", marks=marks)
    blind(submission, return_submission, letter="И не то.", marks=marks | {"outcome": "no"})
    facts = figures(now)
    assert facts.criteria["correct"] == {("no", "no"): 2}
    assert facts.criteria["outcome"] == {("yes", "no"): 1, ("no", "yes"): 1}


def test_an_appeal_overturns(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    return_submission(submission=submission, letter="Исправьте.", by=expert, now=now)
    api.appeal(submission=submission, text="Всё верно.", by=author_of(submission), now=now)
    other = make_user("moderator")
    api.claim(submission=submission, by=other, now=now)
    approve(submission=submission, by=other, now=now + DAY)
    facts = figures(now + DAY)
    assert (facts.judged, facts.overturned) == ({"appeal": 1}, {"appeal": 1})
    assert not facts.waits, "an appeal is no waiting of the author for a first answer"
    assert figures(now).inflow == 1
    assert ReviewerDay.objects.get(person=expert, day=day_of(now + DAY)).overturned == 1


@pytest.mark.parametrize(("keeps", "overturned"), [(True, 0), (False, 1)])
def test_a_second_look_judges_the_approval(now, expert, keeps, overturned):
    submission = make_submission(now=now, claimed_by=expert)
    approve(submission=submission, by=expert, now=now)
    api.report_object(
        object_uuid=submission.object_uuid,
        report=api.Report("mistake", "Ошибка в выводе."),
        by=None,
        now=now + DAY,
    )
    look = Submission.objects.get(purpose="recheck")
    other = make_user("moderator")
    api.claim(submission=look, by=other, now=now + DAY)
    facts = {"submission": look, "by": other, "now": now + DAY}
    if keeps:
        from tests.factories.moderation import full_marks

        api.keep(**facts, marks=full_marks(look))
    else:
        api.remove(**facts, how="retire", letter="Ошибки.", marks=faulty_marks(look))
    found = figures(now + DAY)
    assert found.judged == {"recheck": 1}
    assert found.overturned["recheck"] == overturned


def test_the_backlog_is_counted_by_queue_in_two_queries(now):
    fill(waiting=30, closed=10, now=now)
    api.refresh_quality(now=now)
    row = Backlog.objects.get().rows
    assert [(item["kind"], item["stage"], item["waiting"]) for item in row] == [
        ("scenario", "methodical", 30)
    ]
    assert row[0]["late"] == Submission.objects.filter(is_waiting=1, due_at__lt=now).count() > 0


def test_a_day_costs_the_same_however_full_it_is(now, blind):
    numbers = []
    for size in (1, 4):
        for _each in range(size):
            submission = make_submission(now=now)
            blind(submission, return_submission, letter="Исправьте.")
            blind(submission, return_submission, letter="Исправьте.")
        institute = Institute.objects.get()
        refresh_day(institute, day_of(now), now=now)
        with CaptureQueriesContext(connection) as queries:
            refresh_day(institute, day_of(now), now=now)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1], numbers
    assert numbers[0] <= 22


def test_the_sweeper_counts_what_is_missing(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    return_submission(submission=submission, letter="Исправьте.", by=expert, now=now)
    later = now + 50 * DAY
    api.refresh_quality(now=later)
    days = QualityDay.objects.values_list("day", flat=True)
    assert len(days) == 32
    assert api.refresh_quality(now=later) == 2 + 19
    assert api.refresh_quality(now=later) == 2
    assert min(days.all()) == day_of(now)
