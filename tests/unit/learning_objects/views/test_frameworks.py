from __future__ import annotations

import pytest
from django.test import Client

from accounts.data import METHODOLOGIST
from core.api import now
from framework.api import get_tree, link_nodes
from learning_objects.catalogue import node_url
from tests.factories.editions import make_other_framework
from tests.factories.framework import node_titled
from tests.factories.library import HEAT, publish_on
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")
CODE = "Тепловое равновесие"


@pytest.fixture(autouse=True)
def codifier(framework: None) -> None:
    from framework.actions.crosswalks import Pair

    make_other_framework()
    pair = Pair(node_titled(HEAT).uuid, node_titled(CODE).uuid, "narrower")
    link_nodes(pair=pair, by=make_user(METHODOLOGIST), now=now())


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_published_framework_is_listed_with_its_roots(client: Client) -> None:
    html = text(client, "/frameworks/")
    assert "Федеральные рабочие программы" in html
    assert "Кодификатор ОГЭ" in html
    assert "редакция 2026" in html
    assert 'href="/catalogue/fizika/"' in html
    assert f'href="{node_url(node_titled("ОГЭ: физика"))}"' in html


def test_every_node_of_another_framework_has_a_page(client: Client) -> None:
    root = text(client, node_url(node_titled("ОГЭ: физика")))
    assert CODE in root
    topic = text(client, node_url(node_titled(CODE)))
    assert 'href="/frameworks/#oge"' in topic
    assert "2.1" in topic
    for node in get_tree().nodes.values():
        assert client.get(node_url(node)).status_code == 200


def test_the_material_of_a_counterpart_is_shown_and_marked(client: Client) -> None:
    publish_on(HEAT, title="Урок о молекулах")
    page = text(client, node_url(node_titled(CODE)))
    assert HEAT in page
    assert "часть этой темы" in page
    assert "Урок о молекулах" in page
    assert f"Федеральные рабочие программы: {HEAT}" in page
    own = text(client, node_url(node_titled(HEAT)))
    assert "более широкая тема" in own
    assert own.count("Урок о молекулах") == 1


def test_other_frameworks_stay_out_of_the_catalogue(client: Client) -> None:
    assert "ОГЭ" not in text(client, "/catalogue/")
