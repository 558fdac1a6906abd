"""The author's cabinet."""

import pytest
from django.urls import reverse

from learning_objects.api import get_object
from learning_objects.models import Authorship, LearningObject
from moderation.api import submit
from tests.factories.learning_objects import make_object, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    person = make_user("author")
    client.force_login(person)
    return person


def test_visitors_are_asked_to_sign_in(client):
    response = client.get(reverse("cabinet:list"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_who_does_not_write_has_no_cabinet(client):
    client.force_login(make_user("moderator"))
    assert client.get(reverse("cabinet:list")).status_code == 403


def test_only_own_materials_by_state_and_by_cyrillic_in_any_case(client, author):
    mine = make_object(by=author)
    make_object()
    page = client.get(reverse("cabinet:list"), {"q": "ЗАКОН ома"})
    assert [item.pk for item in page.context["page"].object_list] == [mine.pk]
    page = client.get(reverse("cabinet:list"), {"state": "published"})
    assert list(page.context["page"].object_list) == []


@pytest.mark.parametrize("number", [10, 10_000])
def test_the_list_costs_the_same_for_ten_and_ten_thousand(
    client, author, number, now, django_assert_max_num_queries
):
    fill_cabinet(author, number, now)
    with django_assert_max_num_queries(9):
        page = client.get(reverse("cabinet:list"))
    assert page.context["page"].paginator.count == number
    assert len(page.context["page"].object_list) <= 20


def fill_cabinet(author, number, now):
    """Give the author many drafts at once, past the actions: only the list is looked at."""
    rows = LearningObject.objects.bulk_create(
        LearningObject(
            kind="scenario",
            title=f"Урок {place}",
            draft_title=f"Урок {place}",
            search_text=f"урок {place}",
            created_at=now,
            changed_at=now,
            live=False,
        )
        for place in range(number)
    )
    Authorship.objects.bulk_create(
        Authorship(learning_object=row, user=author, role="owner") for row in rows
    )


def test_creating_leads_to_the_editor(client, author):
    response = client.post(reverse("cabinet:create"), {"kind": "scenario", "title": "Рычаг"})
    made = LearningObject.objects.get()
    assert response["Location"] == reverse("studio_objects:edit", args=[made.pk])


def test_creating_without_a_title_says_so(client, author):
    response = client.post(reverse("cabinet:create"), {"kind": "scenario", "title": ""})
    assert response.status_code == 200
    assert response.context["form"].errors["title"]
    assert not LearningObject.objects.exists()


def test_the_page_of_a_material_shows_what_was_said(client, author, now):
    made = make_object(by=author)
    submit(learning_object=made, by=author, now=now)
    page = client.get(reverse("cabinet:object", args=[made.uuid]))
    assert page.status_code == 200
    assert page.context["may_recall"]
    assert not page.context["may_edit"]
    assert not page.context["may_submit"]  # the institute has it
    assert len(page.context["history"].items) == 2


def test_the_checks_count_minutes(client, author):
    made = make_object(by=author)
    page = client.get(reverse("cabinet:checks", args=[made.uuid]))
    assert (page.context["minutes"], page.context["length"], page.context["stops"]) == (45, 45, 0)


def test_withdrawing_asks_for_a_reason(client, author):
    made = make_object(by=author)
    publish(made)
    url = reverse("cabinet:withdraw", args=[made.uuid])
    assert client.post(url, {"reason": ""}).status_code == 200
    assert get_object(uuid=made.uuid).state == "published"
    client.post(url, {"reason": "Ошибка в схеме"})
    assert get_object(uuid=made.uuid).state == "withdrawn"


def test_a_draft_is_deleted_after_asking(client, author):
    made = make_object(by=author)
    url = reverse("cabinet:delete", args=[made.uuid])
    assert client.get(url).status_code == 200
    assert get_object(uuid=made.uuid) is not None
    client.post(url)
    assert get_object(uuid=made.uuid) is None


@pytest.mark.parametrize("name", ["object", "checks", "duplicate", "withdraw", "delete"])
def test_a_foreign_draft_does_not_exist(client, author, name):
    foreign = make_object()
    url = reverse(f"cabinet:{name}", args=[foreign.uuid])
    assert client.get(url).status_code == 404
    assert client.post(url, {"title": "x", "reason": "x"}).status_code in {404, 405}


def test_the_chief_expert_takes_down_from_the_public_page(client, now):
    made = make_object()
    publish(made)
    client.force_login(make_user("chief_moderator"))
    page = client.get(reverse("learning_objects:object", args=[made.uuid]))
    address = reverse("cabinet:withdraw", args=[made.uuid])
    assert address in page.content.decode()
    asked = client.get(address, follow=True).redirect_chain[-1][0]
    client.post(asked, {"how": "block", "reason": "Опасный опыт"})
    assert client.get(reverse("learning_objects:object", args=[made.uuid])).status_code == 410


def test_the_author_sees_how_much_each_version_is_used(client, author, now):
    from uuid import uuid4

    from learning_objects.api import record_usage

    made = make_object(by=author)
    publish(made)
    for place in (uuid4(), uuid4()):
        record_usage(object_uuid=made.uuid, number=1, code="lesson", place_uuid=place, now=now)
    client.force_login(author)
    html = client.get(f"/cabinet/{made.uuid}/").content.decode()
    assert "Используется на 2 уроках" in html
    assert "в 2 местах" in html
    assert str(place) not in html
