"""The pages on which colleagues are asked, answer, leave, and publishers are chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from learning_objects.api import get_object, start_review
from learning_objects.models import AuthorOffer, LearningObject
from tests.factories.learning_objects import make_object
from tests.factories.offers import ask, join, make_organisation, make_publishing_author
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Any) -> Any:
    person = make_user("author")
    client.force_login(person)
    return person


@pytest.fixture
def made(author: Any) -> LearningObject:
    return make_object(by=author)


def test_a_coauthor_comes_by_saying_yes_and_goes(
    client: Any, author: Any, made: LearningObject
) -> None:
    colleague = make_user("author", login="Petrova")
    address = reverse("cabinet:offer_part", args=[made.uuid])
    asked = {"kind": "invite", "login": "petrova", "message": "Давайте вместе"}
    client.post(address, asked)
    assert made.authorships.count() == 1
    offer = AuthorOffer.objects.get()
    cabinet = client.get(reverse("cabinet:object", args=[made.uuid])).content.decode()
    assert reverse("cabinet:offer", args=[offer.uuid]) in cabinet

    client.force_login(colleague)
    assert "Давайте вместе" in client.get(reverse("cabinet:offer", args=[offer.uuid])).text
    assert str(offer.uuid) in client.get(reverse("cabinet:offers")).text
    answer = reverse("cabinet:answer_offer", args=[offer.uuid])
    client.post(answer, {"verb": "accept"})
    assert made.authorships.count() == 2
    client.post(answer, {"verb": "decline"})
    assert made.authorships.count() == 2

    client.force_login(author)
    client.post(reverse("cabinet:remove_author", args=[made.uuid, colleague.uuid]))
    assert made.authorships.count() == 1


@pytest.mark.parametrize("role", ["", "administrator"])
def test_who_may_not_write_is_not_asked_and_nothing_typed_is_lost(
    client: Any, author: Any, made: LearningObject, role: str
) -> None:
    make_user(*([role] if role else []), login="ivanova")
    address = reverse("cabinet:offer_part", args=[made.uuid])
    answer = client.post(address, {"kind": "invite", "login": "ivanova", "message": "Прошу"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["login"]
    assert "Прошу" in answer.text
    assert not AuthorOffer.objects.exists()


def test_what_cannot_be_offered_is_said_beside_the_field(
    client: Any, author: Any, made: LearningObject
) -> None:
    colleague = make_user("author", login="petrova")
    ask(made, colleague, by=author)
    address = reverse("cabinet:offer_part", args=[made.uuid])
    again = client.post(address, {"kind": "invite", "login": "petrova"})
    assert again.context["form"].non_field_errors()
    me = client.post(address, {"kind": "transfer", "login": author.username})
    assert me.context["form"].errors["login"]


def test_during_a_review_the_page_says_when(client: Any, author: Any, made: LearningObject) -> None:
    colleague = make_user("author")
    offer = ask(made, colleague, by=author)
    start_review(learning_object=made, by=author, now=offer.created_at)
    assert client.get(reverse("cabinet:offer_part", args=[made.uuid])).status_code == 403
    client.force_login(colleague)
    page = client.get(reverse("cabinet:offer", args=[offer.uuid])).text
    assert 'value="accept"' not in page
    assert 'value="decline"' in page
    client.post(reverse("cabinet:answer_offer", args=[offer.uuid]), {"verb": "accept"})
    assert made.authorships.count() == 1


def test_a_stranger_sees_no_offer(client: Any, author: Any) -> None:
    owner, colleague = make_user("author"), make_user("author")
    offer = ask(make_object(by=owner), colleague, by=owner)
    assert client.get(reverse("cabinet:offer", args=[offer.uuid])).status_code == 404
    answer = reverse("cabinet:answer_offer", args=[offer.uuid])
    assert client.post(answer, {"verb": "accept"}).status_code == 404


def test_a_coauthor_leaves(client: Any, author: Any) -> None:
    owner = make_user("author")
    made = make_object(by=owner)
    join(made, author, by=owner)
    address = reverse("cabinet:leave", args=[made.uuid])
    assert client.get(address).status_code == 200
    client.post(address)
    assert made.authorships.count() == 1
    assert client.get(reverse("cabinet:object", args=[made.uuid])).status_code == 404


def test_a_publisher_is_chosen_by_its_own_people(client: Any) -> None:
    firm, other = make_organisation(), make_organisation("Другой")
    author = make_publishing_author(firm)
    client.force_login(author)
    made = make_object(by=author)
    cabinet = reverse("cabinet:object", args=[made.uuid])
    assert "Разработчик" in client.get(cabinet).text
    assert "Другой" not in client.get(cabinet).text
    address = reverse("cabinet:set_publisher", args=[made.uuid])
    client.post(address, {"organisation": str(other.uuid)})
    assert publisher_of(made) is None
    client.post(address, {"organisation": str(firm.uuid)})
    assert publisher_of(made) == firm
    client.post(address, {"organisation": ""})
    assert publisher_of(made) is None


def publisher_of(made: LearningObject) -> Any:
    found = get_object(uuid=made.uuid)
    assert found
    return found.publisher
