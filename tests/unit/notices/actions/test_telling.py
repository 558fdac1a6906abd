from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.api import erase_person, merge_people, suspend_user
from core.api import now
from core.errors import UnknownRegistration
from notices.api import notify
from notices.errors import WrongFacts, WrongPlace
from notices.models import MailChoice, MailSettings, Notice
from tests.factories.notices import DECIDED, DECISIONS, tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
GOOD = {"code": DECIDED, "data": {"title": "Атом"}, "url": "/objects/1/"}


def test_each_recipient_gets_one_notice_however_often_named():
    one, other = make_user(), make_user()

    tell(one, other, one, title="Атом", url="/objects/1/")

    assert set(Notice.objects.values_list("recipient", "url")) == {
        (one.pk, "/objects/1/"),
        (other.pk, "/objects/1/"),
    }
    assert Notice.objects.first().data == {"title": "Атом"}


def test_a_key_tells_each_recipient_once_for_ever():
    one, other = make_user(), make_user()

    tell(one, dedupe="returned:1")
    Notice.objects.update(read_at=now())
    tell(one, other, dedupe="returned:1")
    tell(one, dedupe="returned:2")

    assert Notice.objects.filter(recipient=one).count() == 2
    assert Notice.objects.filter(recipient=other).count() == 1


def test_without_a_key_every_telling_counts():
    person = make_user()

    tell(person)
    tell(person)

    assert Notice.objects.filter(recipient=person).count() == 2


def test_who_is_suspended_or_erased_is_told_nothing_and_who_was_merged_there():
    suspended, erased, gone, kept = (make_user() for _ in range(4))
    suspend_user(user=suspended, by=None, now=now())
    erase_person(user=erased, by=None, now=now())
    merge_people(kept=kept, gone=gone, by=None, now=now())

    tell(suspended, erased, gone, kept)  # the instances still say that they are active

    assert list(Notice.objects.values_list("recipient", flat=True)) == [kept.pk]


@pytest.mark.usefixtures("transactional_db")
def test_it_belongs_to_the_transaction_of_what_happened():
    person = make_user()

    with pytest.raises(RuntimeError, match="outside a transaction"):
        notify(recipients=[person], now=now(), **GOOD)
    with transaction.atomic():
        notify(recipients=[person], now=now(), **GOOD)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code": "tests.unknown"}, UnknownRegistration),
        ({"data": {}}, WrongFacts),
        ({"data": {"title": "Атом", "name": "Иванова"}}, WrongFacts),
        ({"url": "https://elsewhere.example/"}, WrongPlace),
        ({"url": "//elsewhere.example/"}, WrongPlace),
        ({"url": "/\\elsewhere.example/"}, WrongPlace),
        ({"url": "/\t/elsewhere.example/"}, WrongPlace),
        ({"url": "objects/1/"}, WrongPlace),
        ({"url": "/" + "x" * 500}, WrongPlace),
        ({"dedupe": "x" * 201}, ValueError),
    ],
)
def test_what_could_not_be_shown_is_refused(change, error):
    with pytest.raises(error):
        notify(recipients=[make_user()], now=now(), **{**GOOD, **change})
    assert not Notice.objects.exists()


@pytest.mark.parametrize("number", [1, 40])
def test_the_number_of_queries_does_not_depend_on_the_number_of_people(number):
    people = [make_user() for _ in range(number)]

    with CaptureQueriesContext(connection) as seen:
        tell(*people)

    own = [query for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(own) == 5  # the people, two of their choices, the notices, and the factory's look
    assert Notice.objects.count() == number


def test_nobody_is_told_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        notify(recipients=[], now=now(), **GOOD)


def test_mail_waits_for_the_hour_that_each_chose(now):  # Tuesday 09:00 UTC is 12:00 in Moscow
    usual, early, never, without = (make_user() for _ in range(4))
    for person in (usual, early, never):
        type(person).objects.filter(pk=person.pk).update(email=f"{person.username}@example.org")
    MailSettings.objects.create(person=early, hour=15, zone="Europe/Moscow")
    MailChoice.objects.create(person=never, group=DECISIONS, frequency="off")

    tell(usual, early, never, without, now=now)

    moments = dict(Notice.objects.values_list("recipient", "mail_at"))
    assert moments[usual.pk].isoformat() == "2026-09-02T05:00:00+00:00"  # tomorrow at eight
    assert moments[early.pk].isoformat() == "2026-09-01T12:00:00+00:00"
    assert moments[never.pk] is None
    assert moments[without.pk] is None
