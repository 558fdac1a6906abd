"""What weighs how much, as a page of results shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from framework.api import get_tree
from framework.data import TOPIC
from search.api import search
from search.data import SearchRequest
from tests.factories.framework import PHYSICS, load_programmes, node_titled, programme
from tests.factories.search import index_views, make_view

pytestmark = pytest.mark.django_db

OTHER = "Слова о другом. "


def titles(text: str) -> list[str]:
    return [hit.title for hit in search(SearchRequest(text)).hits]


def test_a_page_that_is_not_full_goes_on_with_the_neighbours_in_the_programme(
    tmp_path: Path,
) -> None:
    """Though they have the more frequent one of the words."""
    load_programmes(tmp_path)
    matter, processes = node_titled("Строение вещества"), node_titled("Тепловые процессы")
    forests = node_titled("Леса и люди")
    index_views(
        [
            make_view("Диффузия", nodes=[matter.uuid], text="Опыт: ртуть"),
            make_view("Ртуть", nodes=[forests.uuid], text="Ртуть. " * 3),
            make_view("Нагревание", nodes=[processes.uuid], text="Опыт"),
            *(make_view("Урок", text="Опыт") for _n in range(8)),
            *(make_view("Урок", text=OTHER) for _n in range(40)),
        ]
    )
    found = search(SearchRequest("опыт с ртутью"))
    assert [hit.title for hit in found.hits] == ["Диффузия"]
    assert [hit.title for hit in found.partly][:3] == ["Нагревание", "Ртуть", "Урок"]


def test_the_own_topic_weighs_more_than_the_section_that_it_is_in(tmp_path: Path) -> None:
    sections = [
        {"title": "Световые явления", "hours": 1, "topics": [topic("Зеркала и линзы")]},
        {"title": "Итоги целого года", "hours": 1, "topics": [topic("Световые явления")]},
    ]
    grades = [{"grade": 8, "hours": 2, "sections": sections}]
    load_programmes(tmp_path, programme(PHYSICS, grades=grades))
    mirrors = node_titled("Зеркала и линзы")
    nodes = get_tree().nodes.values()
    light = next(node for node in nodes if (node.kind, node.title) == (TOPIC, "Световые явления"))
    views = [make_view("Лекция", nodes=[mirrors.uuid]), make_view("Урок", nodes=[light.uuid])]
    for written in (views, views[::-1]):
        index_views(written)
        assert titles("световые явления") == ["Урок", "Лекция"]


def topic(title: str) -> dict[str, Any]:
    return {"title": title, "hours": 1, "content": ""}


def test_a_grade_named_in_passing_weighs_more_than_a_rare_word_in_the_title(
    tmp_path: Path,
) -> None:
    load_programmes(tmp_path)
    current, forests = node_titled("Постоянный электрический ток"), node_titled("Леса и люди")
    index_views(
        [
            make_view("Ртуть", nodes=[current.uuid], text=OTHER),
            make_view("Урок", nodes=[forests.uuid], text=OTHER * 20 + "Ртуть"),
            *(make_view("Урок", text=OTHER) for _n in range(15)),
        ]
    )
    assert titles("ртуть 5 класс") == ["Урок", "Ртуть"]
