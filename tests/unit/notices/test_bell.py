from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from notices.bell import read_bell
from notices.models import Notice
from tests.factories.notices import tell
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "label", "shown"),
    [
        (0, "Уведомления", ""),
        (1, "Уведомления: 1 новое", "1"),
        (3, "Уведомления: 3 новых", "3"),
        (130, "Уведомления: 99+ новых", "99+"),
    ],
)
def test_the_bell_says_how_many_are_new(number, label, shown, django_assert_num_queries):
    person = make_user()
    first = tell(person)
    Notice.objects.bulk_create(
        Notice(recipient=person, code=first.code, created_at=first.created_at)
        for _ in range(number - 1)
    )
    if not number:
        Notice.objects.all().delete()

    with translation.override("ru"), django_assert_num_queries(1):
        bell = read_bell(person)

    assert (bell.label, bell.count) == (label, shown)


def test_every_page_of_a_person_has_the_bell_and_no_page_of_a_visitor():
    person = make_user()
    tell(person)
    client = Client()

    assert b"/notices/" not in client.get("/about/").content
    client.force_login(person)
    page = client.get("/about/").content.decode()
    assert 'href="/notices/"' in page
    assert "Уведомления: 1 новое" in page
