from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from core.api import now
from learning_objects.api import get_object, save_draft, withdraw_object
from learning_objects.data import NEXT, PREREQUISITE, TopicRef, VersionView
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def url(version: VersionView, tail: str = "") -> str:
    return f"/objects/{version.object_uuid}/{tail}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def publish_again(version: VersionView, title: str) -> VersionView:
    found = get_object(uuid=version.object_uuid)
    assert found
    author = found.authorships.get(role="owner").user
    draft = make_draft(title, topics=[TopicRef(topic())])
    save_draft(learning_object=found, draft=draft, by=author, now=now())
    return publish(found)


def withdraw(version: VersionView, reason: str = "Нашли ошибку в опыте") -> None:
    found = get_object(uuid=version.object_uuid)
    assert found
    author = found.authorships.get(role="owner").user
    withdraw_object(learning_object=found, reason=reason, by=author, now=now())


def test_everybody_reads_a_published_object(client: Client) -> None:
    version = publish_on(title="Закон Ома для участка цепи")
    html = text(client, url(version))

    assert "<h1>Закон Ома для участка цепи</h1>" in html
    assert "Институт содержания образования" in html
    assert "creativecommons.org/licenses/by/4.0/" in html
    assert f"/authors/{version.authors[0].uuid}/" in html
    assert f"/topics/{topic()}/" in html
    assert (
        f'<link rel="canonical" href="http://localhost:8000/objects/{version.object_uuid}/">'
        in html
    )


def test_attribution_names_title_authors_version_and_licence(client: Client) -> None:
    version = publish_on(title="Закон Ома")
    html = text(client, url(version))
    quote = re.search(r'id="attribution-ru" lang="ru">(.*?)</blockquote>', html, re.DOTALL)
    assert quote
    for words in (
        "Закон Ома",
        version.authors[0].name,
        "CC BY 4.0",
        f"/{version.object_uuid}/v/1/",
    ):
        assert words in quote[1]


def test_before_and_after_lead_to_topics(client: Client) -> None:
    links = [TopicRef(topic()), TopicRef(topic(HEAT), PREREQUISITE), TopicRef(uuid4(), NEXT)]
    version = publish(make_object(draft=make_draft(topics=links)))
    assert f"/topics/{topic(HEAT)}/" in text(client, url(version))


def test_related_objects_share_a_topic(client: Client) -> None:
    version = publish_on(title="Первый")
    publish_on(title="Второй на той же теме")
    publish_on(HEAT, title="Чужая тема")
    html = text(client, url(version))
    assert "Второй на той же теме" in html
    assert "Чужая тема" not in html


def test_json_ld_is_valid_and_cannot_leave_its_element(client: Client) -> None:
    version = publish_on(title="</script><script>alert(1)</script> & <!--")
    html = text(client, url(version))
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert script
    found = json.loads(script[1])
    assert found["@type"] == "LearningResource"
    assert found["name"] == "</script><script>alert(1)</script> & <!--"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["educationalLevel"] == ["8 класс"]
    assert "alert(1)</script>" not in html


def test_no_script_or_style_is_inline(client: Client) -> None:
    html = text(client, url(publish_on()))
    inline = re.findall(r"<script(?![^>]*(?:src=|ld\+json))[^>]*>", html)
    assert inline == []
    assert "<style" not in html
    assert not re.search(r'\s(?:style|on\w+)="', html)


def test_an_old_version_says_so_and_stays(client: Client) -> None:
    first = publish_on(title="Первое издание")
    publish_again(first, "Второе издание")

    old = text(client, url(first, "v/1/"))
    assert "<h1>Первое издание</h1>" in old
    assert '<meta name="robots" content="noindex">' in old
    assert f'href="{url(first)}"' in old
    assert "<h1>Второе издание</h1>" in text(client, url(first))
    assert client.get(url(first, "v/3/")).status_code == 404


def test_a_newly_published_version_appears_at_once(client: Client) -> None:
    first = publish_on(title="Первое издание")
    assert "Первое издание" in text(client, url(first))
    publish_again(first, "Второе издание")
    assert "<h1>Второе издание</h1>" in text(client, url(first))


def test_a_draft_answers_as_if_it_did_not_exist(client: Client) -> None:
    draft = make_object()
    for tail in ("", "v/1/", "print/"):
        mine = client.get(f"/objects/{draft.uuid}/{tail}")
        nobody = client.get(f"/objects/{uuid4()}/{tail}")
        assert mine.status_code == nobody.status_code == 404
        assert "Закон Ома" not in mine.content.decode()


def test_changes_after_publication_stay_private(client: Client) -> None:
    version = publish_on(title="Опубликовано")
    found = get_object(uuid=version.object_uuid)
    assert found
    author = found.authorships.get().user
    save_draft(learning_object=found, draft=make_draft("Черновик"), by=author, now=now())
    assert "Черновик" not in text(client, url(version))


@pytest.mark.parametrize("tail", ["", "v/1/", "print/"])
def test_a_withdrawn_object_is_gone_with_the_reason(client: Client, tail: str) -> None:
    version = publish_on(title="Опасный опыт")
    publish_on(title="Безопасный опыт")
    text(client, url(version, tail))
    withdraw(version)

    response = client.get(url(version, tail))
    assert response.status_code == 410
    html = response.content.decode()
    assert "Нашли ошибку в опыте" in html
    assert "Безопасный опыт" in html
    assert "Собирает цепь" not in html


def test_the_print_view_has_the_lesson_and_the_attribution(client: Client) -> None:
    version = publish_on()
    html = text(client, url(version, "print/"))
    assert "Собирает цепь" in html
    assert f"/{version.object_uuid}/v/1/" in html


def test_a_warm_page_costs_one_query(client: Client, django_assert_max_num_queries: Any) -> None:
    version = publish_on()
    text(client, url(version))
    with django_assert_max_num_queries(1):
        text(client, url(version))


def test_a_cold_page_costs_the_same_however_much_is_on_the_topic(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    version = publish_on()
    for number in range(8):
        publish_on(title=f"Урок {number}")
    with django_assert_max_num_queries(8):
        text(client, url(version))


def test_readers_without_an_account_get_no_cookie(client: Client) -> None:
    response = client.get(url(publish_on()))
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Last-Modified" in response


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    version = publish_on()
    tag = client.get(url(version))["ETag"]
    again = client.get(url(version), headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content

    publish_on(title="Ещё один")
    assert client.get(url(version), headers={"If-None-Match": tag}).status_code == 200


def test_whoever_has_a_session_gets_a_page_of_their_own(client: Client) -> None:
    version = publish_on()
    text(client, url(version))
    client.force_login(make_user("author"))
    response = client.get(url(version))
    assert "Анна" in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


def test_languages_are_kept_apart(client: Client) -> None:
    version = publish_on()
    russian = text(client, url(version))
    client.cookies["django_language"] = "en"
    response = client.get(url(version))
    assert response["Content-Language"] == "en"
    assert response["Cache-Control"] == "private, no-cache"
    assert response.content.decode() != russian


def test_other_parameters_are_neither_kept_nor_shown_to_others(client: Client) -> None:
    version = publish_on()
    assert "utm_source" in text(client, url(version, "?utm_source=x"))
    assert "utm_source" not in text(client, url(version))


def test_compressed_and_plain_are_the_same_page(client: Client) -> None:
    import gzip

    version = publish_on()
    plain = client.get(url(version))
    packed = client.get(url(version), headers={"Accept-Encoding": "gzip, deflate"})
    refused = client.get(url(version), headers={"Accept-Encoding": "gzip;q=0"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == refused.content
    assert "Content-Encoding" not in refused


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post(url(publish_on())).status_code == 405


def test_an_object_whose_topic_is_unknown_still_has_a_page(client: Client) -> None:
    version = publish(make_object())
    assert "<h1>Закон Ома для участка цепи</h1>" in text(client, url(version))


def test_the_current_topic_is_in_the_trail(client: Client) -> None:
    assert CURRENT in text(client, url(publish_on()))
