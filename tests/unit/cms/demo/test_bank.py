"""Items of the demo come into the bank once, ready and for everybody, with their pictures."""

from __future__ import annotations

import re

import pytest

from assessment.api import copy_item
from assessment.models import BankItem, ItemImport
from cms.demo.bank import AUTHORS, ITEMS, PICTURES, ensure_items, read_items, read_pictures
from cms.demo.topics import read_topics
from core.api import now
from tests.factories.framework import load_starter
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
_ADDRESS = re.compile(r'<img src="(/items/[^"]+)" alt="[^"]+"')


@pytest.fixture
def people():
    load_starter()
    return {login: make_user("author", login=login) for login in AUTHORS}


def test_all_files_come_in_once(people):
    topics = read_topics()
    wanted = sum(len(list(read_items(path, topics))) for path in ITEMS.glob("*.json"))
    assert ensure_items(people=people, topics=topics, now=now()) == wanted
    assert ensure_items(people=people, topics=topics, now=now()) == 0
    ready = BankItem.objects.filter(status="ready", audience="everybody")
    assert ready.count() == BankItem.objects.count() == wanted
    assert BankItem.objects.exclude(subject_uuid=None).exists()
    # A picture is rebuilt by its gate; none is lost on the way.
    told = [one for staged in ItemImport.objects.all() for one in staged.problems]
    assert {problem["code"] for problem in told} <= {"media.rewritten"}


def test_every_picture_of_an_item_lies_beside_it_and_is_used():
    named = {name for path in ITEMS.glob("*.json") for name in read_pictures(path)}
    assert named == {path.name for path in PICTURES.iterdir()}


def test_pictures_are_shown_to_the_owner_and_not_to_a_stranger(people, client):
    ensure_items(people=people, topics=read_topics(), now=now())
    stranger = make_user("author")
    pictured = BankItem.objects.filter(files__isnull=False).distinct()
    assert {row.key for row in pictured} == {
        "biologiya-6-kletka",
        "biologiya-6-hloroplast",
        "biologiya-6-organoidy",
        "fizika-8-cep",
        "fizika-9-linza-risunok",
    }
    for row in list(pictured):
        copy = copy_item(bank_item=row, by=row.owner, now=now())
        client.force_login(row.owner)
        for one in (row, copy):
            page = client.get(f"/items/{one.uuid}/").content.decode()
            (address,) = _ADDRESS.findall(page)
            answer = client.get(address)
            assert answer["Content-Type"] == "image/svg+xml"
            assert b"<svg" in b"".join(answer.streaming_content)
        # The copy is a draft of its owner: to others neither it nor its picture exists.
        client.force_login(stranger)
        assert client.get(address).status_code == 404


def test_a_subject_that_the_framework_lacks_is_named_by_a_tag(people, client):
    ensure_items(people=people, topics=read_topics(), now=now())
    lacking = BankItem.objects.filter(subject_uuid=None)
    named = {(row.key, *row.tags.values_list("text", flat=True)) for row in lacking}
    algebra, english = "Алгебра и начала математического анализа", "Иностранный (английский) язык"
    assert ("algebra-11-proizvodnaya", algebra) in named
    assert ("anglijskij-6-past", english) in named
    assert all({algebra, english} & set(tags) for _key, *tags in named)
    assert not BankItem.objects.exclude(subject_uuid=None).filter(tags__text=algebra).exists()
    client.force_login(people[AUTHORS[0]])
    assert f"<span>{algebra}</span>" in client.get("/items/?q=производная").content.decode()
