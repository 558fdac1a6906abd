"""The pages on which an edit is proposed and answered."""

from __future__ import annotations

from typing import Any

import pytest

from learning_objects.api import draft_content, get_object, get_version
from learning_objects.models import Suggestion
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Any:
    found = make_object(by=make_user("author"), draft=make_draft())
    publish(found)
    return get_object(uuid=found.uuid)


def test_an_edit_is_proposed_accepted_and_credited(client: Any, made: Any) -> None:
    teacher, owner = make_user("teacher"), made.authorships.get().user
    client.force_login(teacher)
    page = f"/objects/{made.uuid}/"
    assert f"/cabinet/{made.uuid}/suggest/" in client.get(page).content.decode()
    address = f"/cabinet/{made.uuid}/suggest/?place=outcome"
    assert "Смогу найти" in client.get(f"/cabinet/{made.uuid}/suggest/").content.decode()
    same = {"new": draft_content(made)["outcome"], "reason": "Так"}
    assert client.post(address, same).status_code == 200
    answer = client.post(address, {"new": "Найду сопротивление.", "reason": "Короче"}, follow=True)
    assert "<del>" in answer.content.decode()

    client.force_login(owner)
    suggestion = Suggestion.objects.get()
    listed = client.get("/cabinet/suggestions/").content.decode()
    assert str(suggestion.uuid) in listed
    where = f"/cabinet/suggestions/{suggestion.uuid}/answer/"
    client.post(where, {"verb": "decline", "answer": ""})
    suggestion.refresh_from_db()
    assert suggestion.state == "open"
    client.post(where, {"verb": "accept"})
    publish(get_object(uuid=made.uuid))

    version = get_version(uuid=made.uuid)
    assert version
    assert version.content["outcome"] == "Найду сопротивление."
    assert teacher.last_name in client.get(page).content.decode()


def test_a_stranger_sees_no_suggestion(client: Any, made: Any) -> None:
    from tests.factories.suggestions import propose

    suggestion = propose(made, make_user("teacher"))
    client.force_login(make_user("author"))
    assert client.get(f"/cabinet/suggestions/{suggestion.uuid}/").status_code == 404
    assert client.get(f"/cabinet/suggestions/{Suggestion().uuid}/").status_code == 404
