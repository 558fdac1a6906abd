from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from core.api import now
from framework.actions.outlines import import_outline
from framework.api import get_tree
from learning_objects.catalogue import hue_of
from tests.factories.framework import GEOGRAPHY, PHYSICS, load_programmes, node_titled, programme
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.outlines import OUTLINE

pytestmark = pytest.mark.usefixtures("framework")
NOBODY = UUID(int=0)  # one value: the processes of pytest-xdist must collect the same tests

PAGES = ["/", "/catalogue/", "/catalogue/?grade=8", "/catalogue/fizika/", "/catalogue/fizika/8/"]


def regional(folder: Path, grade: int | None = None) -> None:
    """Publish a region's own physics; its programme and its level may be of a grade."""
    topic = {"name": "tema", "kind": "topic", "title": "Краевая тема"}
    inner = {"name": "8", "kind": "grade", "title": "8 класс", "grade": 8, "children": [topic]}
    level: dict[str, Any] = {"name": "ooo", "kind": "level", "title": "Уровень"}
    whole: dict[str, Any] = {"name": "programma", "kind": "programme", "title": "Программа"}
    if grade is not None:
        level["grade"] = whole["grade"] = grade
    whole["children"] = [inner, level]
    subject = {"name": "fizika", "kind": "subject", "title": "Физика края", "children": [whole]}
    facts = OUTLINE["framework"] | {"key": "kraj"}
    path = folder / "kraj.json"
    path.write_text(json.dumps({"framework": facts, "nodes": [subject]}), encoding="utf-8")
    import_outline(path=path, by=None, now=now())


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_catalogue_leads_from_level_to_topic(client: Client) -> None:
    publish_on(CURRENT)
    assert 'href="/catalogue/fizika/"' in text(client, "/catalogue/")
    assert 'href="/catalogue/fizika/8/"' in text(client, "/catalogue/fizika/")
    assert f'href="/topics/{topic()}/"' in text(client, "/catalogue/fizika/8/")
    assert "Закон Ома" in text(client, f"/topics/{topic()}/")


def test_a_grade_shows_its_subjects_only(client: Client) -> None:
    html = text(client, "/catalogue/?grade=5")
    assert "География" in html
    assert 'href="/catalogue/geografiya/5/"' in html
    assert "Физика" not in html


def test_an_untitled_section_keeps_its_topics(client: Client) -> None:
    html = text(client, "/catalogue/fizika/8/")
    assert 'class="untitled"' in html
    assert CURRENT in html
    assert html.count("Резервное время") == 2


def test_hours_that_are_not_given_are_left_out(client: Client) -> None:
    html = text(client, f"/topics/{topic('Тепловые процессы')}/")
    assert "None" not in html


@pytest.mark.usefixtures("framework")
def test_twins_are_two_programmes_of_one_grade(client: Client, tmp_path: Path) -> None:
    advanced = programme(variant="углублённый")
    load_programmes(tmp_path / "twins", PHYSICS, advanced, GEOGRAPHY)

    subject = text(client, "/catalogue/fizika/")
    assert 'href="/catalogue/fizika/8/"' in subject
    assert 'href="/catalogue/fizika/8/?variant=advanced"' in subject
    uuids = {node.uuid for node in get_tree().nodes.values() if node.title == CURRENT}
    basic, other = (
        text(client, "/catalogue/fizika/8/"),
        text(client, "/catalogue/fizika/8/?variant=advanced"),
    )
    assert len(uuids) == 2
    for uuid in uuids:
        assert (f"/topics/{uuid}/" in basic) != (f"/topics/{uuid}/" in other)


def test_a_topic_knows_its_neighbours(client: Client) -> None:
    html = text(client, f"/topics/{topic()}/")
    assert f'rel="prev" href="/topics/{topic("Тепловые процессы")}/"' in html
    assert 'rel="next"' in html
    first = text(client, f"/topics/{topic(HEAT)}/")
    assert 'rel="prev"' not in first


def test_a_section_has_a_page_with_all_its_materials(client: Client) -> None:
    publish_on(HEAT, title="Молекулы")
    html = text(client, f"/topics/{node_titled('Тепловые явления').uuid}/")
    assert "Молекулы" in html
    assert f"/topics/{topic(HEAT)}/" in html


def test_a_subject_node_leads_to_the_catalogue(client: Client) -> None:
    physics = get_tree().subject_of(topic())
    assert physics
    response = client.get(f"/topics/{physics.uuid}/")
    assert response.status_code == 302
    assert response["Location"] == "/catalogue/fizika/"


def test_a_region_may_have_a_subject_of_the_same_name(client: Client, tmp_path: Path) -> None:
    regional(tmp_path)
    html = text(client, "/catalogue/")
    assert 'href="/catalogue/fizika/"' in html
    assert 'href="/catalogue/kraj--fizika/"' in html
    ours, theirs = text(client, "/catalogue/fizika/"), text(client, "/catalogue/kraj--fizika/")
    assert 'href="/catalogue/fizika/8/"' in ours
    assert 'href="/catalogue/kraj--fizika/8/"' in theirs
    assert "Краевая тема" in text(client, "/catalogue/kraj--fizika/8/")
    assert "Краевая тема" not in text(client, "/catalogue/fizika/8/")


def test_a_subject_has_one_hue_in_every_framework(tmp_path: Path) -> None:
    regional(tmp_path)
    mine = (node for node in get_tree().nodes.values() if node.kind == "subject")
    hues = [hue_of(node) for node in mine if node.key.endswith("/fizika")]
    assert len(hues) == 2
    assert len(set(hues)) == 1


@pytest.mark.parametrize("kind", ["programme", "level"])
def test_what_has_no_page_leads_to_its_subject(client: Client, tmp_path: Path, kind: str) -> None:
    regional(tmp_path, grade=8)
    node = next(
        node
        for node in get_tree().nodes.values()
        if node.framework_key == "kraj" and node.kind == kind
    )
    assert node.grade == 8
    assert client.get(f"/topics/{node.uuid}/")["Location"] == "/catalogue/kraj--fizika/"


@pytest.mark.parametrize(
    "address",
    [
        "/catalogue/netu/",
        "/catalogue/fizika/5/",
        "/catalogue/fizika/8/?variant=advanced",
        "/catalogue/?grade=12",
        "/catalogue/?grade=x",
        f"/catalogue/?grade={'1' * 5000}",
        "/catalogue/fizika/99999999999999999999/",
        f"/topics/{NOBODY}/",
        f"/authors/{NOBODY}/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "99999999999999999999999"])
def test_a_page_past_the_end_is_not_found(client: Client, number: str) -> None:
    publish_on(CURRENT)
    assert client.get(f"/topics/{topic()}/?page={number}").status_code == 404


def test_long_topics_are_paginated(client: Client) -> None:
    for number in range(21):
        publish_on(CURRENT, title=f"Урок номер {number}")
    assert text(client, f"/topics/{topic()}/").count("object-card") == 20
    assert text(client, f"/topics/{topic()}/?page=2").count("object-card") == 1


@pytest.mark.parametrize("address", PAGES)
def test_warm_pages_cost_one_query(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    publish_on(CURRENT)
    text(client, address)
    with django_assert_max_num_queries(1):
        text(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_cold_pages_cost_the_same_for_many(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        publish_on(CURRENT, HEAT, FORESTS, title=f"Урок {number}")
    with django_assert_max_num_queries(8):
        text(client, address)


def test_a_publication_shows_in_the_counts_at_once(client: Client) -> None:
    assert "1 материал" not in text(client, "/catalogue/fizika/8/")
    publish_on(CURRENT)
    html = text(client, "/catalogue/fizika/8/")
    assert 'class="topics__count"></span>' in html
    assert html.count('class="topics__count"></span>') == 4


def test_the_front_page_has_search_grades_and_subjects(client: Client) -> None:
    publish_on(title="Свежий урок")
    html = text(client, "/")
    assert 'action="/search/"' in html
    assert 'href="/catalogue/?grade=8"' in html
    assert "Свежий урок" in html


@pytest.mark.parametrize("address", ["/about/", "/help/"])
def test_editorial_pages_are_open(client: Client, address: str) -> None:
    assert "<h1>" in text(client, address)


@pytest.mark.django_db
def test_an_empty_catalogue_says_so(client: Client, tmp_path: Path) -> None:
    from framework.models import FrameworkVersion

    FrameworkVersion.objects.update(status=FrameworkVersion.Status.SUPERSEDED)
    from framework.api import forget_tree

    forget_tree()
    assert "empty" in text(client, "/catalogue/")
