"""Many authors want the last place at the same moment: one of them gets it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.api import get_user
from core.errors import TransitionRefused
from moderation.api import accept_taking, apply_for, get_commission
from moderation.commissions.data import OCCUPYING
from moderation.errors import AlreadyTaking, NoPlace
from moderation.models import Commission, Taking
from tests.factories.commissions import make_call, make_taking
from tests.factories.framework import load_programmes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db(transaction=True)
AUTHORS = 12
REFUSED = (TransitionRefused, NoPlace, AlreadyTaking)


@pytest.fixture
def race(tmp_path, monkeypatch):
    """Return ``race(act, people)``: all at once, each in a thread with a connection of its own.

    On SQLite what they share is a copy of the database on disk, where writers wait for each other.
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
                try:
                    act(person)
                except REFUSED as error:
                    return type(error)
                return counted()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(people)) as pool:
            return list(pool.map(run, [person.uuid for person in people]))

    def counted():
        """Return (taken, occupied) as this connection sees them after its own success."""
        taken = Commission.objects.get().taken
        return taken, Taking.objects.filter(state__in=OCCUPYING).count()

    return run_all


@pytest.fixture
def framework(tmp_path):
    load_programmes(tmp_path / "programmes")


def test_the_last_places_are_taken_once(now, race, framework):
    call = make_call(now=now, first_come=True, places=3)
    authors = [make_user("author") for _ in range(AUTHORS)]

    def take(person):
        apply_for(commission=get_commission(uuid=call.uuid), plan="", by=person, now=now)

    answers = race(take, authors)
    won = [answer for answer in answers if isinstance(answer, tuple)]
    assert len(won) == 3
    assert all(taken == occupied <= 3 for taken, occupied in won)
    assert max(won) == (3, 3)


def test_one_person_at_two_screens_has_one_part(now, race, framework):
    call = make_call(now=now, first_come=True, places=5)
    author = make_user("author")

    def take(person):
        apply_for(commission=get_commission(uuid=call.uuid), plan="", by=person, now=now)

    answers = race(take, [author] * 6)
    assert sorted(map(str, answers)) == sorted(map(str, [(1, 1), *[AlreadyTaking] * 5]))


def test_two_methodologists_do_not_give_the_last_place_twice(now, race, framework):
    call = make_call(now=now, places=1)
    parts = [make_taking(call, now=now).pk for _ in range(4)]
    chiefs = [make_user("methodologist") for _ in parts]
    part_of = dict(zip((chief.pk for chief in chiefs), parts, strict=True))

    def accept(person):
        accept_taking(taking=Taking.objects.get(pk=part_of[person.pk]), by=person, now=now)

    answers = race(accept, chiefs)
    assert [answer for answer in answers if isinstance(answer, tuple)] == [(1, 1)]
