from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.api import grant_role
from accounts.data import Scope
from learning_objects.api import get_object, revision_content, save_draft
from moderation.api import (
    changes_since_last_review,
    get_submission,
    is_overdue,
    queue,
    submission_of,
    submit,
)
from moderation.data import LEASE, WHICH, QueueFilters
from moderation.models import Decision, Institute, Submission
from moderation.queue_numbers import count_by_which, filter_choices
from tests.factories.moderation import (
    approve,
    author_of,
    make_submission,
    move_to_subject,
    return_submission,
    scenario_draft,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return make_user("moderator")


def fill_queue(now, number):
    """Put ``number`` submissions into the queue past the actions, for the sake of numbers."""
    model = Submission._meta.get_field("learning_object").related_model
    institute, _made = Institute.objects.get_or_create(key="central", defaults={"title": "И"})
    author = make_user("author")
    start = model.objects.count()
    made = model.objects.bulk_create(
        model(title=f"Урок {start + i}", kind="scenario", created_at=now, changed_at=now)
        for i in range(number)
    )
    Submission.objects.bulk_create(
        Submission(
            learning_object=item,
            object_uuid=item.uuid,
            institute=institute,
            kind="scenario",
            title=item.title,
            search_text=item.title.lower(),
            revision_id=1,
            submitted_by=author,
            submitted_at=now + timedelta(seconds=place),
        )
        for place, item in enumerate(made)
    )


def test_the_nearest_deadline_and_then_the_longest_waiting_comes_first(now, expert):
    newer = make_submission(now=now)
    older = make_submission(now=now - timedelta(days=1))
    assert list(queue(expert, QueueFilters(), now=now)) == [older, newer]


def test_each_tab_shows_its_states_and_counts_them(now, expert):
    waiting = make_submission(now=now)
    mine = make_submission(now=now, claimed_by=expert)
    other = make_user("moderator")
    theirs = make_submission(now=now, claimed_by=other)
    late = make_submission(now=now - LEASE * 2, claimed_by=other)
    back = make_submission(now=now, claimed_by=other)
    return_submission(submission=back, letter="Правьте.", by=other, now=now)
    done = make_submission(now=now, claimed_by=other)
    approve(submission=done, by=other, now=now)
    expected = {
        "free": {waiting, late},
        "mine": {mine},
        "all": {waiting, mine, theirs, late},
        "overdue": set(),
        "team": {mine, theirs, late},
        "awaited": {back},
    }
    shown = {which: set(queue(expert, QueueFilters(which), now=now)) for which in WHICH}
    assert shown == expected
    assert count_by_which(expert, now=now) == {code: len(rows) for code, rows in expected.items()}
    assert is_overdue(late, now=now)
    assert not is_overdue(theirs, now=now)


def test_filters_by_subject_grade_and_kind(now, expert):
    physics = uuid4()
    match = move_to_subject(make_submission(now=now), physics, grade=8)
    move_to_subject(make_submission(now=now), physics, grade=9)
    move_to_subject(make_submission(now=now), uuid4(), grade=8)
    found = queue(expert, QueueFilters(subject=physics, grade=8, kind="scenario"), now=now)
    assert list(found) == [match]
    assert not queue(expert, QueueFilters(kind="material"), now=now).exists()
    choices = filter_choices(expert)
    assert physics in choices["subjects"]
    assert choices["grades"] == [8, 9]


@pytest.mark.parametrize("text", ["ёжик", "ЕЖИК", "Ёжик тумане", "ежик АННА"])
def test_text_finds_cyrillic_in_any_case_in_titles_and_names(now, expert, text):
    hedgehog = make_submission(now=now, title="Ёжик в тумане")
    make_submission(now=now, title="Жук")
    assert list(queue(expert, QueueFilters(text=text), now=now)) == [hedgehog]


def test_an_expert_of_a_subject_sees_that_subject_and_what_has_none(now):
    physics, biology = uuid4(), uuid4()
    inside = move_to_subject(make_submission(now=now), physics)
    move_to_subject(make_submission(now=now), biology)
    unplaced = make_submission(now=now)
    expert = make_user("moderator", subject=physics)
    assert set(queue(expert, QueueFilters(), now=now)) == {inside, unplaced}
    grant_role(
        user=expert, role="chief_moderator", by=None, now=now, scope=Scope("subject", biology)
    )
    assert queue(expert, QueueFilters(), now=now).count() == 3


def test_ones_own_is_not_in_the_queue_nor_is_anything_for_others(now):
    both = make_user("author", "moderator")
    make_submission(now=now, by=both)
    theirs = make_submission(now=now)
    theirs.learning_object.authorships.create(user=both, role="coauthor", position=1)
    assert not queue(both, QueueFilters(), now=now).exists()
    for person in (make_user("author"), make_user("administrator"), make_user()):
        assert not queue(person, QueueFilters(), now=now).exists()


@pytest.mark.parametrize("size", [10, 10_000])
def test_a_page_of_the_queue_is_one_query_at_any_length(now, expert, size):
    fill_queue(now, size)
    queue(expert, QueueFilters(), now=now).exists()
    with CaptureQueriesContext(connection) as queries:
        page = list(queue(expert, QueueFilters(), now=now)[:20])
        names = [item.submitted_by.short_name for item in page]
    assert len(names) == min(size, 20)
    assert len(queries) == 1


def test_what_changed_is_told_against_the_last_decided_revision(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    content = revision_content(revision_id=submission.revision_id)
    assert changes_since_last_review(submission, content) is None
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    made = get_object(uuid=submission.object_uuid)
    same_body = revision_content(revision_id=submission.revision_id)["body"]
    draft = scenario_draft(
        body=same_body, summary="Урок-опыт о колебаниях.", topics=[], outcome="Я измеряю период."
    )
    draft.topics = scenario_draft().topics
    save_draft(learning_object=made, draft=draft, by=author_of(submission), now=now)
    again = submit(learning_object=made, by=author_of(submission), now=now)
    changes = changes_since_last_review(again, revision_content(revision_id=again.revision_id))
    assert {change.place.field for change in changes} == {"summary", "outcome", "topics"}
    assert Decision.objects.count() == 1


def test_submission_of_prefers_the_open_one(now, expert):
    assert submission_of(uuid4()) is None
    assert get_submission(uuid=uuid4()) is None
    first = make_submission(now=now, claimed_by=expert)
    approve(submission=first, by=expert, now=now)
    assert submission_of(first.object_uuid) == first
