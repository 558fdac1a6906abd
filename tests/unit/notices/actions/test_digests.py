"""Digests from the due notice to the letter, and a worker killed at each step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.api import User, suspend_user
from notices.actions import sending
from notices.api import mark_all_read, prepare_digests, send_digests
from notices.models import Digest, Notice
from tests.factories.notices import tell, tell_remarks
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no ``except Exception`` sees, like a signal."""


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    """The fixed moment is the clock too, unless a test lets time pass."""
    monkeypatch.setattr(sending, "clock", lambda: now)


@pytest.fixture
def person():
    return with_mail(make_user())


def with_mail(user):
    User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org", language="ru")
    user.refresh_from_db()
    return user


@pytest.fixture
def tomorrow(now):
    return now + timedelta(days=1)  # Wednesday noon in Moscow: past the hour


def run(now):
    return prepare_digests(now=now), send_digests(now=now)


def test_what_was_not_read_comes_in_one_letter(person, now, tomorrow, settings):
    tell(person, title="Атом", now=now, url="/objects/1/")
    tell(person, title="Молекула", now=now)
    assert run(now) == (0, 0)  # not due before the hour

    assert run(tomorrow) == (1, 1)
    assert run(tomorrow) == (0, 0)

    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert letter.subject.startswith("2 новых уведомления")
    notice = Notice.objects.get(url="/objects/1/")
    for text in (letter.body, letter.alternatives[0].content):
        assert "Опубликовано: «Атом»" in text
        assert f"{settings.BASE_URL}/notices/{notice.uuid}/" in text
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    digest = Digest.objects.get()
    assert (digest.state, digest.told, digest.notices.count()) == ("sent", 2, 2)


def test_who_has_read_or_may_not_be_written_to_gets_nothing(person, now, tomorrow):
    suspended, reader = with_mail(make_user()), with_mail(make_user())
    tell(suspended, reader, make_user(), now=now)
    suspend_user(user=suspended, by=None, now=now)
    mark_all_read(by=reader, now=now)

    assert run(tomorrow) == (0, 0)
    assert mail.outbox == []


def test_weekly_groups_wait_for_monday(person, now, tomorrow):
    tell_remarks(person, number=5, now=now)

    assert run(tomorrow) == (0, 0)
    assert run(now + timedelta(days=6)) == (1, 1)
    assert "5 замечаний к материалу" in mail.outbox[0].body


def test_a_second_letter_of_the_day_waits_for_the_next(person, now, tomorrow):
    tell(person, now=now)
    run(tomorrow)
    late = tell(person, now=now)
    Notice.objects.filter(pk=late.pk).update(mail_at=tomorrow)

    assert run(tomorrow + timedelta(hours=1)) == (0, 0)
    assert run(tomorrow + timedelta(days=1)) == (1, 1)
    assert len(mail.outbox) == 2


def test_what_is_read_before_the_letter_leaves_is_not_in_it(person, now, tomorrow):
    tell(person, now=now)
    prepare_digests(now=tomorrow)
    mark_all_read(by=person, now=tomorrow)

    assert send_digests(now=tomorrow) == 0
    assert Digest.objects.get().state == "dropped"


def test_killed_while_gathering_nothing_is_lost(person, now, tomorrow, monkeypatch):
    tell(person, now=now)
    with monkeypatch.context() as patch:
        patch.setattr(Digest.objects, "create", killed)
        with pytest.raises(Killed):
            prepare_digests(now=tomorrow)

    assert not Digest.objects.exists()
    assert run(tomorrow) == (1, 1)


def killed(*args, **kwargs):
    raise Killed


def test_killed_before_the_letter_leaves_it_leaves_once(person, now, tomorrow, monkeypatch):
    tell(person, now=now)
    prepare_digests(now=tomorrow)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", killed)
        with pytest.raises(Killed):
            send_digests(now=tomorrow)

    assert send_digests(now=tomorrow + timedelta(minutes=9)) == 0  # the lease still runs
    assert send_digests(now=tomorrow + timedelta(minutes=11)) == 1
    assert send_digests(now=tomorrow + timedelta(minutes=30)) == 0
    assert len(mail.outbox) == 1


def test_killed_after_the_letter_left_it_is_the_same_letter(person, now, tomorrow, monkeypatch):
    """The one window that no program can close: both letters carry one Message-ID."""
    tell(person, now=now)
    prepare_digests(now=tomorrow)
    with monkeypatch.context() as patch:
        patch.setattr(sending, "_settle", killed)
        with pytest.raises(Killed):
            send_digests(now=tomorrow)

    assert send_digests(now=tomorrow + timedelta(minutes=11)) == 1
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second
    assert Digest.objects.get().attempts == 2


def test_another_worker_that_took_over_is_not_overwritten(person, now, tomorrow, monkeypatch):
    tell(person, now=now)
    prepare_digests(now=tomorrow)

    def other_worker(letter, *args, **kwargs):
        Digest.objects.update(lease_until=tomorrow + timedelta(hours=5))
        return 1

    monkeypatch.setattr(EmailMultiAlternatives, "send", other_worker)

    assert send_digests(now=tomorrow) == 0
    assert Digest.objects.get().state == "sending"


def test_a_mail_server_that_refuses_is_asked_again_and_then_left(
    person, now, tomorrow, monkeypatch, caplog
):
    tell(person, now=now)
    prepare_digests(now=tomorrow)

    def refused(letter, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", refused)
    for minutes, state in ((0, "prepared"), (1, "prepared"), (6, "prepared"), (40, "prepared")):
        assert send_digests(now=tomorrow + timedelta(minutes=minutes)) == 0
        assert Digest.objects.get().state == state
    assert Digest.objects.get().attempts == 3
    send_digests(now=tomorrow + timedelta(hours=3))

    assert Digest.objects.get().state == "failed"
    assert person.email not in caplog.text
    monkeypatch.undo()
    assert run(tomorrow + timedelta(days=1)) == (1, 1)


@pytest.mark.parametrize("number", [1, 12])
def test_gathering_costs_the_same_for_each_person(number, now, tomorrow):
    for _ in range(number):
        one = with_mail(make_user())
        for _notice in range(number):
            tell(one, now=now)

    with CaptureQueriesContext(connection) as seen:
        prepare_digests(now=tomorrow)
    own = [query for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(own) == 2 + 5 * number
