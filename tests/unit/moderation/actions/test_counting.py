from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.db.models import Sum

from learning_objects.models import LearningObject
from moderation.actions.counting import fold_counts, recount_queues
from moderation.api import claim, release
from moderation.models import Institute, QueueCount, Submission
from tests.factories.moderation import make_submission, return_submission
from tests.factories.people import make_user
from tests.factories.queues import fill

pytestmark = pytest.mark.django_db


def kept():
    rows = QueueCount.objects.values("state").annotate(found=Sum("number")).order_by("state")
    return {state: number for state, number in rows.values_list("state", "found") if number}


def test_every_move_is_counted_by_the_database_itself(now):
    expert = make_user("moderator")
    first, second = make_submission(now=now), make_submission(now=now)
    assert kept() == {"queued": 2}
    claim(submission=first, by=expert, now=now)
    assert kept() == {"queued": 1, "claimed": 1}
    release(submission=first, by=expert, now=now)
    claim(submission=first, by=expert, now=now)
    return_submission(submission=first, letter="Правьте.", by=expert, now=now)
    assert kept() == {"queued": 1, "returned": 1}
    Submission.objects.filter(pk=second.pk).update(state="recalled")
    assert kept() == {"returned": 1}
    assert recount_queues(repair=False) == {}


def test_rows_in_bulk_changes_and_deletions_are_counted(now):
    fill(waiting=12, closed=3, now=now)
    assert kept() == {"queued": 12}
    region = Institute.objects.create(key="region", title="Регион", level="regional")
    Submission.objects.filter(grade__lte=6, state="queued").update(institute=region, is_late=True)
    assert recount_queues(repair=False) == {}
    assert QueueCount.objects.filter(institute=region).aggregate(n=Sum("number"))["n"] > 0
    LearningObject.objects.filter(pk__in=Submission.objects.values("learning_object")[:5]).delete()
    assert kept() == {"queued": 7}
    assert recount_queues(repair=False) == {}


def test_what_changes_nothing_of_a_queue_adds_no_row(now):
    found = make_submission(now=now)
    number = QueueCount.objects.count()
    Submission.objects.filter(pk=found.pk).update(title="Иначе", state="queued", is_late=False)
    assert QueueCount.objects.count() == number


def test_folding_leaves_one_row_a_queue_and_the_same_numbers(now):
    fill(waiting=30, now=now)
    expert = make_user("moderator")
    claim(submission=Submission.objects.earliest("pk"), by=expert, now=now)
    before = kept()
    assert fold_counts() > 0
    assert kept() == before
    assert QueueCount.objects.count() == 12  # eleven grades wait, one work is claimed
    assert fold_counts() == 0
    assert recount_queues(repair=False) == {}


def test_wrong_numbers_are_found_and_mended(now):
    fill(waiting=10, now=now)
    QueueCount.objects.filter(grade=3).delete()
    QueueCount.objects.filter(grade=4).update(number=5)
    assert {queue[3]: both for queue, both in recount_queues().items()} == {3: (0, 1), 4: (5, 1)}
    assert recount_queues(repair=False) == {}


def test_an_older_library_is_counted(now):
    fill(waiting=10, closed=4, now=now)
    QueueCount.objects.all().delete()
    migration = import_module("moderation.migrations.0005_queue_counts")
    migration.count(None, connection.schema_editor())
    assert recount_queues(repair=False) == {}
    assert kept() == {"queued": 10}


def test_the_triggers_go_and_come_again(now):
    migration = import_module("moderation.migrations.0005_queue_counts")
    migration.drop_triggers(None, connection.schema_editor())
    fill(waiting=1, now=now)
    assert not QueueCount.objects.exists()
    migration.add_triggers(None, connection.schema_editor())
    fill(waiting=1, now=now)
    assert kept() == {"queued": 1}
