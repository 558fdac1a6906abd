from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from learning_objects.api import get_object
from tests.factories.learning_objects import make_object
from tests.factories.library import publish_on
from tests.factories.offers import join
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def test_an_author_has_a_page_with_published_objects_only(client: Client) -> None:
    author = make_user("author")
    publish_on(title="Опубликованный урок", by=author)
    make_object(by=author)

    html = client.get(f"/authors/{author.uuid}/").content.decode()
    assert f"<h1>{author.full_name}</h1>" in html
    assert html.count("object-card") == 1


def test_whoever_has_published_nothing_has_no_page(client: Client) -> None:
    author = make_user("author")
    make_object(by=author)
    assert client.get(f"/authors/{author.uuid}/").status_code == 404


def test_a_coauthor_is_shown_from_the_version_that_names_them(client: Client) -> None:
    author, colleague = make_user("author"), make_user("author")
    version = publish_on(by=author)
    found = get_object(uuid=version.object_uuid)
    assert found
    join(found, colleague, by=author)
    assert client.get(f"/authors/{colleague.uuid}/").status_code == 404


def test_the_list_costs_the_same_for_many(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    author = make_user("author")
    for number in range(8):
        publish_on(title=f"Урок {number}", by=author)
    with django_assert_max_num_queries(9):
        client.get(f"/authors/{author.uuid}/")
