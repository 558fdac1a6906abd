from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moderation.api import claim_next, queue
from moderation.data import AWAITED, WHICH, QueueFilters
from moderation.interests import fitting
from moderation.models import Submission
from moderation.queue_numbers import count_by_which
from moderation.work_queries import MOST_COUNTED
from tests.factories.people import make_user
from tests.factories.queues import fill

pytestmark = pytest.mark.django_db
SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of SQLite")


@SQLITE
@pytest.mark.parametrize("which", WHICH)
def test_no_page_reads_what_is_closed(now, which):
    fill(waiting=20, closed=20, now=now)
    expert = make_user("moderator")
    plan = queue(expert, QueueFilters(which), now=now)[:20].explain()
    first = next(line for line in plan.splitlines() if "moderation_submission" in line)
    assert "SCAN" not in first, plan
    wanted = {AWAITED: "mod_queue", "mine": "mod_claims"}.get(which, "mod_work_order")
    assert wanted in first, plan
    assert "USE TEMP B-TREE" not in plan or which == "mine", plan


@SQLITE
def test_next_for_me_walks_the_order_of_work(now):
    fill(waiting=20, closed=20, now=now)
    expert = make_user("moderator")
    plan = fitting(expert, queue(expert, QueueFilters("free"), now=now))[:1].explain()
    assert "mod_work_order (institute_id=? AND is_waiting=?)" in plan, plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_counting_stops_and_costs_a_query_a_tab(now):
    fill(waiting=MOST_COUNTED + 500, now=now)
    expert = make_user("moderator")
    count_by_which(expert, now=now)
    with CaptureQueriesContext(connection) as queries:
        counts = count_by_which(expert, now=now)
    assert counts["free"] == counts["all"] == MOST_COUNTED + 1
    assert 0 < counts["overdue"] < 500
    assert len(queries) <= len(WHICH) + 1


def test_next_for_me_costs_the_same_at_any_length(now):
    numbers = []
    for size in (10, 2_000):
        fill(waiting=size, closed=size, now=now)
        expert = make_user("moderator")
        with CaptureQueriesContext(connection) as queries:
            assert claim_next(filters=QueueFilters(), by=expert, now=now)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 22
    assert Submission.objects.filter(state="claimed").count() == 2
