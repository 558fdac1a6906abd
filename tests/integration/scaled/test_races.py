"""What happens at the same moment, on the database where writers do not queue: PostgreSQL."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from accounts.api import get_user, has_role, revoke_role
from accounts.data import ADMINISTRATOR
from core.api import acknowledge, emit, pending
from core.models import OutboxItem
from framework.api import get_tree
from framework.models import FrameworkVersion
from framework.snapshot import forget_tree
from learning_objects.actions.counting import recount_library
from learning_objects.api import (
    get_object,
    get_versions,
    publish_revision,
    revision_content,
    start_review,
)
from learning_objects.data import TopicRef
from moderation.api import claim_next, submit
from moderation.data import QueueFilters
from tests.factories.framework import load_programmes, node_titled
from tests.factories.learning_objects import make_draft, make_object, make_provenance
from tests.factories.library import CURRENT, HEAT
from tests.factories.moderation import approve, make_scenario, make_submission
from tests.factories.people import make_user

pytestmark = [
    pytest.mark.scaled,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL: make test-scaled"),
]


def autosave(made, author, title):
    """What Wagtail's editor does every few seconds: write over the revision it has open."""
    editor = get_object(uuid=made.uuid)
    opened = editor.latest_revision
    draft = editor.get_latest_revision_as_object()
    draft.title = title
    return draft.save_revision(user=author, clean=False, overwrite_revision=opened)


def in_background(act):
    def run():
        try:
            return act()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    answer = pool.submit(run)
    pool.shutdown(wait=False)
    return answer


def test_an_autosave_during_a_submission_leaves_the_frozen_revision_alone(now, holding, waits):
    author = make_user("author")
    made = make_scenario(by=author, now=now)
    frozen = made.latest_revision
    opened = get_object(uuid=made.uuid)

    held = holding(lambda: submit(learning_object=made, by=author, now=now))
    draft = opened.get_latest_revision_as_object()
    draft.title = "Поздняя правка"
    saving = in_background(
        lambda: draft.save_revision(user=author, clean=False, overwrite_revision=frozen)
    )
    assert waits(), "the autosave must wait for the submission"
    submission = held.commit()
    written = saving.result(30)

    assert submission.revision_id == frozen.pk
    assert written.pk != frozen.pk
    frozen.refresh_from_db()
    assert frozen.content["title"] == "Маятник"


def test_a_submission_during_an_autosave_freezes_what_was_saved(now, holding, waits):
    author = make_user("author")
    made = make_scenario(by=author, now=now)

    held = holding(lambda: autosave(made, author, "Правка до подачи"))
    submitting = in_background(lambda: submit(learning_object=made, by=author, now=now))
    assert waits(), "the submission must wait for the autosave"
    written = held.commit()
    submission = submitting.result(30)

    assert submission.revision_id == written.pk
    assert submission.title == "Правка до подачи"


def test_of_many_autosaves_and_one_submission_the_frozen_text_is_the_checked_one(now, at_once):
    author = make_user("author")
    made = make_scenario(by=author, now=now)

    def save(number):
        return lambda: autosave(made, author, f"Правка {number}")

    def hand_in():
        return submit(learning_object=get_object(uuid=made.uuid), by=author, now=now)

    *_saved, submission = at_once([*(save(number) for number in range(6)), hand_in])
    assert not isinstance(submission, Exception), submission
    stored = type(submission).objects.get(pk=submission.pk)
    frozen = revision_content(revision_id=stored.revision_id)
    assert frozen["title"] == stored.title == submission.title


def test_two_submissions_of_one_object_make_one(now, at_once):
    author = make_user("author")
    made = make_scenario(by=author, now=now)

    def hand_in():
        return submit(learning_object=get_object(uuid=made.uuid), by=author, now=now)

    answers = at_once([hand_in] * 4)
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1
    assert {type(answer).__name__ for answer in answers} == {"Submission", "TransitionRefused"}


def test_two_decisions_at_once_make_one_version(now, at_once):
    experts = [make_user("chief_moderator"), make_user("chief_moderator")]
    submission = make_submission(now=now, claimed_by=experts[0])

    def decide():
        seen = type(submission).objects.get(pk=submission.pk)
        approve(submission=seen, letter="", by=experts[0], now=now)

    answers = at_once([decide] * 4)
    assert answers.count(None) == 1, answers
    assert submission.learning_object.versions.count() == 1


def test_publishing_at_once_counts_and_tells_everything(now, at_once, tmp_path):
    load_programmes(tmp_path)
    topics = [[TopicRef(node_titled(CURRENT).uuid)], [TopicRef(node_titled(HEAT).uuid)]]
    by = make_user("moderator")
    made = [make_object(draft=make_draft(topics=topics[place % 2])) for place in range(10)]
    OutboxItem.objects.all().delete()

    def put_out(one):
        def act():
            fresh = get_object(uuid=one.uuid)
            revision = start_review(learning_object=fresh, by=by, now=now)
            return publish_revision(
                learning_object=fresh,
                revision_id=revision,
                provenance=make_provenance(moderator=by),
                by=by,
                now=now,
            )

        return act

    answers = at_once([put_out(one) for one in made])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    uuids = {one.uuid for one in made}
    assert set(get_versions(uuids=uuids)) == uuids
    assert recount_library(repair=False) == {}
    told = [item.key for item in pending(consumer="search", limit=99)]
    assert sorted(told) == sorted(str(uuid) for uuid in uuids)


def test_an_event_that_commits_late_is_not_stepped_over(now, holding):
    """Ids are given before the commit: a smaller id may become visible after a larger one."""

    def tell(key):
        with transaction.atomic():
            emit(topic="learning_object.published", key=key, now=now)

    late = holding(lambda: tell("early id, late commit"))
    tell("late id, early commit")
    (first,) = pending(consumer="search", limit=9)
    assert first.key == "late id, early commit"
    acknowledge(ids=[first.id])
    late.commit()
    (second,) = pending(consumer="search", limit=9)
    assert second.key == "early id, late commit"
    assert second.id < first.id


def test_nothing_is_lost_between_writers_and_a_reader(now, at_once):
    over = threading.Event()
    taken: list[str] = []

    def write(writer):
        def act():
            for number in range(25):
                with transaction.atomic():
                    emit(topic="learning_object.published", key=f"{writer}-{number}", now=now)

        return act

    def read():
        while True:
            last_look = over.is_set()
            items = pending(consumer="search", limit=7)
            taken.extend(item.key for item in items)
            acknowledge(ids=[item.id for item in items])
            if last_look and not items:
                return

    reader = in_background(read)
    assert at_once([write(writer) for writer in range(4)]) == [None] * 4
    over.set()
    reader.result(60)
    assert sorted(taken) == sorted(f"{a}-{b}" for a in range(4) for b in range(25))


def test_two_imports_at_once_leave_one_published_framework(at_once, tmp_path):
    answers = at_once([lambda n=n: load_programmes(tmp_path / str(n)) for n in range(3)])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert FrameworkVersion.objects.filter(status="published").count() == 1
    forget_tree()
    assert len({node.key for node in get_tree().nodes.values()}) == len(get_tree().nodes)


def test_two_administrators_do_not_remove_each_other(now, at_once):
    first, second = make_user(ADMINISTRATOR).uuid, make_user(ADMINISTRATOR).uuid

    def remove(user, by):
        # Each act reads its own people, as each request does: roles are remembered on the instance,
        # so one shared by two threads would tell what the other thread's transaction saw.
        def act():
            return revoke_role(
                user=get_user(uuid=user), role=ADMINISTRATOR, by=get_user(uuid=by), now=now
            )

        return act

    answers = at_once([remove(first, second), remove(second, first)])
    assert sorted(type(answer).__name__ for answer in answers) in (
        ["LastAdministrator", "bool"],
        ["NotAllowed", "bool"],
    )
    left = [uuid for uuid in (first, second) if has_role(get_user(uuid=uuid), ADMINISTRATOR)]
    assert len(left) == 1


def test_fifty_experts_at_once_get_fifty_works_and_leave_none(now, at_once):
    author = make_user("author")
    made = {make_submission(now=now, by=author).uuid for _ in range(50)}
    experts = [make_user("moderator") for _ in range(50)]

    def take(expert):
        return lambda: claim_next(filters=QueueFilters("free"), by=expert, now=now)

    taken = at_once([take(expert) for expert in experts])
    assert sorted(str(item.uuid) for item in taken) == sorted(map(str, made))
    assert claim_next(filters=QueueFilters("free"), by=make_user("moderator"), now=now) is None
