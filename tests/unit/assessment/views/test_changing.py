from __future__ import annotations

import pytest

from assessment.api import revise_item
from assessment.models import BankItem
from core.api import now
from framework.api import get_tree
from tests.factories.bank import choice_item, make_bank_item
from tests.factories.framework import load_starter
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(client) -> BankItem:
    made = make_bank_item()
    client.force_login(made.owner)
    return made


def fresh(item: BankItem) -> BankItem:
    return BankItem.objects.get(pk=item.pk)


def test_an_item_is_made_ready_retired_and_reopened(client, item):
    for verb, status in (("make_ready", "ready"), ("retire", "retired"), ("reopen", "draft")):
        client.post(f"/items/{item.uuid}/state/{verb}/")
        assert fresh(item).status == status
    late = client.post(f"/items/{item.uuid}/state/reopen/", follow=True)
    assert "уже невозможно" in late.content.decode()
    assert client.post(f"/items/{item.uuid}/state/burn/").status_code == 404


def test_versions_are_compared_and_brought_back(client, item):
    revise_item(bank_item=item, item=choice_item("Иначе"), by=item.owner, now=now())
    page = client.get(f"/items/{item.uuid}/versions/2/").content.decode()
    assert "<del>Единица силы</del>" in page
    assert "<ins>Иначе</ins>" in page
    assert client.get(f"/items/{item.uuid}/versions/").status_code == 200
    assert "Единица силы" in client.get(f"/items/{item.uuid}/?version=1").content.decode()
    client.post(f"/items/{item.uuid}/versions/1/restore/")
    assert (fresh(item).number, fresh(item).title) == (3, "Единица силы")
    assert client.get(f"/items/{item.uuid}/versions/9/").status_code == 404


def test_topics_and_difficulty_are_chosen(client, item):
    load_starter()
    topic = next(node for node in get_tree().nodes.values() if node.kind == "topic")
    place = f"/items/{item.uuid}/facts/"
    assert client.get(place).status_code == 200
    client.post(place, {"topic1": str(topic.uuid), "difficulty": "3"})
    assert (fresh(item).difficulty, fresh(item).grade) == (3, topic.grade)
    assert client.post(place, {"topic1": "не тема"}).status_code == 422


def test_an_item_is_shared_by_name_and_with_everybody(client, item):
    colleague = make_user("teacher")
    place = f"/items/{item.uuid}/sharing/"
    assert client.get(place).status_code == 200
    client.post(place, {"person": colleague.username, "right": "read"})
    share = item.shares.get()
    assert share.user == colleague
    assert client.post(place, {"person": "никто", "right": "read"}).status_code == 422
    client.post(f"/items/{item.uuid}/sharing/{share.uuid}/end/")
    assert not item.shares.exists()
    client.post(place, {"audience": "everybody"})
    assert fresh(item).audience == "everybody"


def test_a_copy_is_ones_own(client):
    source = make_bank_item(shared=True)
    client.force_login(make_user("teacher"))
    response = client.post(f"/items/{source.uuid}/copy/", follow=True)
    assert "Копия" in response.content.decode()
    assert BankItem.objects.count() == 2
