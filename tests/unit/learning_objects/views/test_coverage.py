"""The coverage map and its parts as pages and as files."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core.api import now
from framework.api import get_tree
from learning_objects.coverage_map import counting
from learning_objects.models import CoverageMark
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


@pytest.fixture
def client(client: Any, framework: None) -> Any:
    client.force_login(make_user("methodologist"))
    return client


def map_page(client: Any, **asked: str) -> Any:
    return client.get(reverse("learning_objects:coverage"), asked)


def part_url(name: str = "coverage_of") -> str:
    physics = get_tree().subject_of(topic(CURRENT))
    assert physics
    return reverse(f"learning_objects:{name}", args=[physics.uuid])


def count(client: Any) -> int:
    """Press the button; return how many counts wait for a worker or are being made."""
    answer = client.post(reverse("learning_objects:count_coverage"))
    assert answer.url == reverse("learning_objects:coverage")
    return DBTaskResult.objects.exclude(status="SUCCESSFUL").count()


def test_the_map_is_counted_when_somebody_asks(client: Any) -> None:
    counting.refresh_coverage(now=now())
    publish_on(CURRENT)
    assert count(client) == 0
    page = map_page(client)
    assert "1 опубликованный материал" in page.text
    assert f"{part_url()}?grade=8" in page.text
    publish_on(FORESTS)
    assert "С тех пор что-то изменилось" in map_page(client).text


def test_a_long_count_goes_into_the_background_once(client: Any) -> None:
    counting.refresh_coverage(now=now())
    CoverageMark.objects.update(seconds=30)
    assert [count(client), count(client)] == [1, 1]
    DBTaskResult.objects.update(status="RUNNING", started_at=now())
    assert count(client) == 1
    # What a stopped worker has left does not keep anybody from counting for ever.
    DBTaskResult.objects.update(started_at=now() - counting.LONGEST)
    assert count(client) == 2


def test_the_first_count_does_not_hold_up_who_asks(client: Any) -> None:
    publish_on(CURRENT)
    assert "Ещё ничего не посчитано" in map_page(client).text
    assert count(client) == 1
    assert not CoverageMark.objects.exists()


def test_a_page_asks_the_same_of_a_small_and_of_a_larger_library(client: Any) -> None:
    publish_on(CURRENT)
    counting.refresh_coverage(now=now())
    pages = [(reverse("learning_objects:coverage"), {}), (part_url(), {"grade": "8"})]
    numbers = []
    for _round in range(2):
        for url, asked in pages:
            client.get(url, asked)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url, asked).status_code == 200
            numbers.append(len(queries))
        for name in (HEAT, FORESTS, CURRENT):
            publish_on(name)
        counting.refresh_coverage(now=now(), at_once=True)
    assert numbers[:2] == numbers[2:]


@pytest.mark.parametrize("asked", [{"colour": "quality"}, {"colour": "freshness"}, {"kind": "x"}])
def test_the_map_is_coloured_by_what_is_asked_for(client: Any, asked: dict[str, str]) -> None:
    publish_on(CURRENT)
    counting.refresh_coverage(now=now())
    page = map_page(client, **asked)
    assert page.status_code == 200
    [_geography, (_row, _hue, squares)] = page.context["rows"]
    levels = {"quality": "unknown", "freshness": "4"}
    assert squares[1].shown.level == levels.get(asked.get("colour", ""), "1")
    table = map_page(client, view="table", **asked)
    assert "любого вида" in table.text


def test_a_part_marks_its_gaps_and_says_what_to_do(client: Any) -> None:
    publish_on(CURRENT)
    counting.refresh_coverage(now=now())
    page = client.get(part_url(), {"grade": "8"})
    assert page.context["gap_number"] == 3
    assert page.text.count("?node=") == 5  # two kinds of two topics, and one kind of the third
    only = client.get(part_url(), {"grade": "8", "kind": "scenario", "gaps": "1"})
    assert [line.title for line, _url, _squares in only.context["rows"]] == [
        "8 класс", "Тепловые явления", HEAT, "Тепловые процессы",
    ]  # fmt: skip
    assert client.get(part_url(), {"grade": "99"}).context["part"].grade == 0
    nowhere = reverse("learning_objects:coverage_of", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(nowhere).status_code == 404


def test_files_for_spreadsheets(client: Any) -> None:
    publish_on(CURRENT)
    counting.refresh_coverage(now=now())
    answer = client.get(reverse("learning_objects:coverage_csv"))
    assert answer["Content-Type"].startswith("text/csv")
    assert "coverage-frp-" in answer["Content-Disposition"]
    part = client.get(part_url("coverage_of_csv"), {"grade": "8"})
    assert HEAT in part.content.decode("utf-8-sig")


def test_authors_see_no_map(client: Any) -> None:
    client.force_login(make_user("author"))
    assert map_page(client).status_code == 403
    client.force_login(make_user("administrator"))
    counting.refresh_coverage(now=now())
    assert map_page(client).status_code == 200
    assert "?node=" not in client.get(part_url(), {"grade": "8"}).text
