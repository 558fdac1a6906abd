"""Items of the demo come into the bank once, ready and for everybody."""

from __future__ import annotations

import pytest

from assessment.models import BankItem
from cms.demo.bank import AUTHORS, ITEMS, ensure_items, read_items
from cms.demo.topics import read_topics
from core.api import now
from tests.factories.framework import load_starter
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_all_files_come_in_once():
    load_starter()
    topics = read_topics()
    wanted = sum(len(list(read_items(path, topics))) for path in ITEMS.glob("*.json"))
    people = {login: make_user("author", login=login) for login in AUTHORS}
    assert ensure_items(people=people, topics=topics, now=now()) == wanted
    assert ensure_items(people=people, topics=topics, now=now()) == 0
    ready = BankItem.objects.filter(status="ready", audience="everybody")
    assert ready.count() == BankItem.objects.count() == wanted
    assert BankItem.objects.exclude(subject_uuid=None).exists()
