from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from core.api import now
from learning_objects import feeds
from learning_objects.api import get_object, withdraw_object
from tests.factories.learning_objects import make_object
from tests.factories.library import CURRENT, HEAT, publish_on, topic

pytestmark = pytest.mark.usefixtures("framework")

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def tree(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314


def places(client: Client, address: str) -> list[str]:
    return [str(place.text) for place in tree(client, address).iter(f"{MAP}loc")]


def test_the_index_leads_to_every_public_page(client: Client) -> None:
    version = publish_on(CURRENT)
    draft = make_object()
    found = [
        place
        for part in places(client, "/sitemap.xml")
        for place in places(client, part.removeprefix("http://localhost:8000"))
    ]
    assert f"http://localhost:8000/objects/{version.object_uuid}/" in found
    assert f"http://localhost:8000/topics/{topic(CURRENT)}/" in found
    assert f"http://localhost:8000/topics/{topic(HEAT)}/" not in found
    assert not any(str(draft.uuid) in place for place in found)


def test_a_part_never_has_more_than_its_size(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "SITEMAP_SIZE", 2)
    versions = [publish_on(title=f"Урок {number}") for number in range(5)]
    parts = [part for part in places(client, "/sitemap.xml") if "catalogue" not in part]
    found = [places(client, part.removeprefix("http://localhost:8000")) for part in parts]
    assert all(len(part) <= 2 for part in found)
    assert [place for part in found for place in part] == [
        f"http://localhost:8000/objects/{version.object_uuid}/" for version in versions
    ]


def test_a_part_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-999999.xml").status_code == 404
    assert client.get("/sitemap-x.xml").status_code == 404


def test_the_feed_announces_publications_newest_first(client: Client) -> None:
    publish_on(title="Первый <урок> & другие")
    second = publish_on(title="Второй")
    root = tree(client, "/feed.atom")

    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["Второй", "Первый <урок> & другие"]
    entry = next(root.iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{second.object_uuid}"
    assert datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated")))


def test_what_is_withdrawn_leaves_feed_and_sitemap(client: Client) -> None:
    version = publish_on()
    assert str(version.object_uuid) in client.get("/feed.atom").content.decode()
    found = get_object(uuid=version.object_uuid)
    assert found
    author = found.authorships.get().user
    withdraw_object(learning_object=found, reason="Ошибка", by=author, now=now())

    assert str(version.object_uuid) not in client.get("/feed.atom").content.decode()
    assert str(version.object_uuid) not in client.get("/sitemap-0.xml").content.decode()


def test_robots_are_told_what_is_closed(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /studio/" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


def test_a_control_character_does_not_cost_the_feed(client: Client) -> None:
    publish_on(title="Закон\x08 Ома", summary="Опыт\x1f с резистором")
    entry = tree(client, "/feed.atom").find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Закон Ома"
    assert entry.findtext(f"{ATOM}summary") == "Опыт с резистором"
