from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate

from core.api import now
from learning_objects.api import (
    cards,
    get_object,
    most_used_first,
    needed_before,
    places_using,
    record_usage,
    school_half,
    standing_of,
    usage_by_version,
    usage_of,
    versions_on_nodes,
    withdraw_object,
)
from learning_objects.data import NEXT, PREREQUISITE, TopicRef, UsedAt
from learning_objects.models import UsageCount
from learning_objects.usage_queries import object_stamp
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("framework")


def use(uuid: UUID, times: int = 1, number: int = 1) -> list[UUID]:
    places = [uuid4() for _ in range(times)]
    for place in places:
        record_usage(object_uuid=uuid, number=number, code="lesson", place_uuid=place, now=now())
    return places


def withdraw(uuid: UUID) -> None:
    found = get_object(uuid=uuid)
    author = found.authorships.get(role="owner").user
    withdraw_object(learning_object=found, reason="Нашли ошибку", by=author, now=now())


def test_numbers_cost_one_query(django_assert_num_queries):
    things = [uuid4() for _ in range(5)]
    for times, thing in enumerate(things):
        use(thing, times)
    with django_assert_num_queries(1):
        assert usage_of(things) == {thing: times for times, thing in enumerate(things) if times}


def test_an_author_sees_which_version_is_used():
    thing = uuid4()
    use(thing, 2, number=1)
    use(thing, 3, number=4)
    assert list(usage_by_version(thing).items()) == [(4, 3), (1, 2)]


def test_the_places_of_a_withdrawn_object_can_still_be_told():
    thing = publish_on()
    (place,) = use(thing.object_uuid)
    withdraw(thing.object_uuid)
    assert list(places_using(thing.object_uuid, code="lesson")) == [UsedAt(place, 1)]
    assert list(places_using(thing.object_uuid, code="shelf")) == []


def test_the_most_used_come_first_and_then_the_newest(django_assert_num_queries):
    rare, often, fresh = (publish_on(title=f"Урок {n}").object_uuid for n in range(3))
    use(often, 3)
    use(rare, 1)
    with django_assert_num_queries(1):
        found = cards(most_used_first(versions_on_nodes([topic(CURRENT)]))[:5])
    assert [card.object_uuid for card in found] == [often, rare, fresh]


def test_relations_other_than_covering_can_be_asked_for():
    links = [TopicRef(topic()), TopicRef(topic(HEAT), PREREQUISITE), TopicRef(topic(FORESTS), NEXT)]
    thing = publish(make_object(draft=make_draft(topics=links)))
    assert needed_before([topic()]) == {topic(HEAT)}
    assert needed_before([topic(HEAT)]) == set()
    (card,) = cards(versions_on_nodes([topic(FORESTS)], NEXT)[:5])
    assert card.object_uuid == thing.object_uuid


def test_where_an_object_stands(django_assert_num_queries):
    here, gone = publish_on().object_uuid, publish_on().object_uuid
    draft = make_object().uuid
    withdraw(gone)
    with django_assert_num_queries(1):
        found = standing_of([here, gone, draft, uuid4()])
    assert set(found) == {here, gone}
    assert (found[here].number, found[here].withdrawn) == (1, False)
    assert (found[gone].withdrawn, found[gone].reason) == (True, "Нашли ошибку")


def test_the_stamp_of_a_page_moves_with_the_told_number(django_assert_num_queries):
    thing = publish_on().object_uuid
    stamps = [object_stamp(thing)]
    use(thing)
    stamps.append(object_stamp(thing))
    publish_on(title="Другой")
    with django_assert_num_queries(1):
        stamps.append(object_stamp(thing))
    assert len(set(stamps)) == 3
    UsageCount.objects.filter(object_uuid=thing).update(number=1_210)
    popular = object_stamp(thing)
    UsageCount.objects.filter(object_uuid=thing).update(number=1_284)
    assert object_stamp(thing) == popular


def test_the_public_page_tells_the_number_at_once_and_nothing_else(client: Client, monkeypatch):
    thing = publish_on()
    address = f"/objects/{thing.object_uuid}/"
    assert "уроке" not in client.get(address).content.decode()
    (place,) = use(thing.object_uuid)
    html = client.get(address).content.decode()
    assert "Используется на 1 уроке" in html
    assert str(place) not in html
    use(thing.object_uuid, 13)
    html = client.get(f"{address}v/1/").content.decode()
    assert "Используется на 14 уроках в этом полугодии" in html
    assert html.count("Используется") == 1
    before = school_half(localdate())[0] - timedelta(days=1)
    record_usage(
        object_uuid=thing.object_uuid,
        number=1,
        code="lesson",
        place_uuid=uuid4(),
        now=now(),
        day=before,
    )
    html = client.get(address).content.decode()
    assert "Используется на 14 уроках в этом полугодии" in html
    assert "Используется на 15 уроках<" in html
    for module in ("usage_queries", "views.objects"):  # as on the last day of the term before
        monkeypatch.setattr(f"learning_objects.{module}.localdate", lambda: before)
    assert "Используется на 1 уроке в этом полугодии" in client.get(address).content.decode()


def test_the_page_of_an_author_sums_what_they_wrote(client: Client, django_assert_num_queries):
    author = make_user("author")
    first, second = (publish_on(title=title, by=author).object_uuid for title in ("А", "Б"))
    address = f"/authors/{author.uuid}/"
    assert "Используется" not in client.get(address).content.decode()
    use(first, 2)
    use(second, 3)
    use(publish_on(title="Чужой").object_uuid, 7)
    first_page = client.get(address)
    assert "Используется на 5 уроках в этом полугодии" in first_page.content.decode()
    with django_assert_num_queries(1):
        assert client.get(address).content == first_page.content
    withdraw(second)
    assert "Используется на 2 уроках в этом полугодии" in client.get(address).content.decode()


def test_a_kept_page_still_costs_one_query(client: Client, django_assert_num_queries):
    thing = publish_on()
    use(thing.object_uuid, 2)
    address = f"/objects/{thing.object_uuid}/"
    first = client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address).content == first.content
    with django_assert_num_queries(1):
        assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    withdraw(thing.object_uuid)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 410
