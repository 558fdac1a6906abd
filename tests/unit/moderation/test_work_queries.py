from __future__ import annotations

from uuid import uuid4

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
    wanted = {AWAITED: "mod_queue_state", "team": "mod_queue_state", "mine": "mod_claims"}
    assert wanted.get(which, "mod_work_order") in first, plan
    assert "USE TEMP B-TREE" not in plan or which in ("mine", "team"), plan  # few are claimed


@SQLITE
@pytest.mark.parametrize("which", ["all", "free", "overdue"])
def test_a_page_of_ones_subjects_reads_the_heads_of_these_subjects(now, which):
    fill(waiting=20, closed=20, now=now)
    expert = make_user("moderator", subject=uuid4())
    plan = queue(expert, QueueFilters(which), now=now, most=20)[:20].explain()
    own = [line for line in plan.splitlines() if "mod_work_subject" in line]
    assert len(own) == 2, plan  # the subject, and what has none
    assert all("is_waiting=? AND subject_uuid=?" in line for line in own), plan
    assert "SCAN moderation_submission" not in plan, plan


@SQLITE
def test_the_numbers_read_no_row_that_they_do_not_count(now):
    fill(waiting=20, closed=20, now=now)
    expert = make_user("author", "moderator")
    with CaptureQueriesContext(connection) as queries:
        count_by_which(expert, now=now)
    plans = [plan_of(query["sql"]) for query in queries if "moderation_submission" in query["sql"]]
    assert len(plans) == 4  # hidden from the person, leases, deadlines, what they hold
    for plan in plans:
        assert "SCAN moderation_submission" not in plan, plan
        for index in ("mod_work_order", "mod_oldest", "submission_institute_id", "mod_due"):
            assert index not in plan, plan


def plan_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(row[-1] for row in cursor.fetchall())


@SQLITE
def test_next_for_me_walks_the_order_of_work(now):
    fill(waiting=20, closed=20, now=now)
    expert = make_user("moderator")
    plan = fitting(expert, queue(expert, QueueFilters("free"), now=now))[:1].explain()
    assert "mod_due" not in plan, plan
    assert "mod_work_order (institute_id=? AND is_waiting=?)" in plan, plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_counting_stops_and_costs_five_queries(now):
    fill(waiting=MOST_COUNTED + 500, now=now)
    expert = make_user("moderator")
    count_by_which(expert, now=now)
    with CaptureQueriesContext(connection) as queries:
        counts = count_by_which(expert, now=now)
    assert counts["free"] == counts["all"] == MOST_COUNTED + 1
    assert 0 < counts["overdue"] < 500
    assert len(queries) == 5


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
