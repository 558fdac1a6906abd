"""Many experts press "take" at the same moment: one of them gets it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.api import get_user
from core.api import read_trail
from moderation.api import claim, claim_next, get_submission
from moderation.data import QueueFilters
from moderation.errors import AlreadyClaimed
from moderation.models import Submission
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
EXPERTS = 20
MANY = 50


@pytest.fixture
def race(tmp_path, monkeypatch):
    """Return ``race(act, people)``: all at once, each in a thread with a connection of its own.

    The tests' own SQLite database lives in memory, where writers fail instead of waiting for each
    other; what the threads share is therefore a copy of it on disk, as in a real installation.
    """

    def run_all(act, people):
        if connection.vendor == "sqlite":
            path = tmp_path / "race.sqlite3"
            with closing(sqlite3.connect(path)) as copy:
                connection.connection.backup(copy)
            monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
        barrier = Barrier(len(people))

        def run(uuid):
            try:
                person = get_user(uuid=uuid)
                barrier.wait(timeout=60)
                return act(person)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(people)) as pool:
            return list(pool.map(run, [person.uuid for person in people]))

    return run_all


def test_of_twenty_simultaneous_claims_one_wins(now, race):
    submission = make_submission(now=now)
    experts = [make_user("moderator") for _ in range(EXPERTS)]

    def take(person):
        seen = Submission.objects.get(pk=submission.pk)
        seen.state, seen.claimed_by, seen.lease_until = "queued", None, None
        try:
            claim(submission=seen, by=person, now=now)
        except AlreadyClaimed:
            return None
        return person.uuid, holder(), claims()

    def holder():
        return get_submission(uuid=submission.uuid).claimed_by.uuid

    def claims():
        trail = read_trail(object_uuid=submission.object_uuid)
        return [entry.actor_uuid for entry in trail if entry.action == "moderation.claim"]

    (winner,) = [told for told in race(take, experts) if told]
    assert winner == (winner[0], winner[0], [winner[0]])


def test_claim_next_gives_everybody_another_one(now, race):
    author = make_user("author")
    made = {make_submission(now=now, by=author).uuid for _ in range(MANY)}
    experts = [make_user("moderator") for _ in range(MANY)]

    def take(person):
        found = claim_next(filters=QueueFilters(which="free"), by=person, now=now)
        return found.uuid if found else None

    assert set(race(take, experts)) == made
