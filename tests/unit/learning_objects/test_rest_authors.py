"""REST of authors: offers, suggestions, copies; refusals say why."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from learning_objects.models import AuthorOffer, Suggestion
from tests.factories.learning_objects import make_object, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def post(client: Any, name: str, *args: Any, **payload: Any) -> Any:
    url = reverse(f"rest:{name}", args=args)
    return client.post(url, payload, content_type="application/json")


def test_a_colleague_is_asked_and_answers(client: Any) -> None:
    owner, colleague = make_user("author"), make_user("author", login="petrova")
    made = make_object(by=owner)
    client.force_login(owner)
    nobody = post(client, "post_offer", made.uuid, kind="invite", login="nobody")
    assert nobody.status_code == 409
    asked = post(client, "post_offer", made.uuid, kind="invite", login="petrova", message="Вместе")
    assert asked.status_code == 200
    assert asked.json()["state"] == "offered"
    again = post(client, "post_offer", made.uuid, kind="invite", login="petrova")
    assert again.status_code == 409
    assert again.json()["detail"]
    uuid = AuthorOffer.objects.get().uuid
    assert post(client, "answer_offer", uuid, "accept").status_code == 403

    client.force_login(colleague)
    assert [item["uuid"] for item in client.get(reverse("rest:offers")).json()] == [str(uuid)]
    assert post(client, "answer_offer", uuid, "accept").json()["state"] == "accepted"
    assert post(client, "answer_offer", uuid, "decline").status_code == 409
    assert post(client, "answer_offer", uuid, "explode").status_code == 404
    assert post(client, "post_offer", made.uuid, kind="invite", login="x").status_code == 403


def test_an_edit_is_proposed_and_declined_with_a_reason(client: Any) -> None:
    owner, teacher = make_user("author"), make_user("teacher")
    made = make_object(by=owner)
    publish(made)
    client.force_login(teacher)
    pieces = client.get(reverse("rest:pieces", args=[made.uuid])).json()
    assert "outcome" in [piece["key"] for piece in pieces]
    change = {"key": "outcome", "new": "Найду ток.", "reason": "Короче"}
    made_one = post(client, "post_suggestion", made.uuid, **change)
    assert made_one.json()["state"] == "open"
    assert post(client, "post_suggestion", made.uuid, **{**change, "key": "x"}).status_code == 409
    uuid = Suggestion.objects.get().uuid

    client.force_login(owner)
    assert len(client.get(reverse("rest:suggestions")).json()) == 1
    assert post(client, "answer_suggestion", uuid, "decline").status_code == 409
    declined = post(client, "answer_suggestion", uuid, "decline", answer="Не согласна")
    assert declined.json()["state"] == "declined"
    assert post(client, "answer_suggestion", uuid, "accept").status_code == 409


def test_a_copy_says_under_which_licences_it_may_go(client: Any) -> None:
    made = make_object()
    publish(made)
    client.force_login(make_user("author"))
    answer = post(client, "post_fork", made.uuid, title="Моя копия").json()
    assert answer["title"] == "Моя копия"
    assert "CC0-1.0" not in answer["licences"]
