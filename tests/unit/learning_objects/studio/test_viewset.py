"""The editing screen is gated: own drafts only, saving only, stock addresses closed."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from learning_objects.api import get_object, start_review
from learning_objects.models import LearningObject
from learning_objects.studio.viewset import OPEN, ObjectViewSet
from moderation.api import submit
from tests.factories.learning_objects import make_object
from tests.factories.media import make_image
from tests.factories.people import make_user
from tests.factories.studio import minimal_form

pytestmark = pytest.mark.django_db


def edit_url(made: LearningObject) -> str:
    return reverse("studio_objects:edit", args=[made.pk])


def test_the_author_gets_the_editor(client):
    author = make_user("author")
    made = make_object(by=author)
    client.force_login(author)
    response = client.get(edit_url(made))
    assert response.status_code == 200
    assert b"studio-checks" in response.content
    for closed in (b"action-publish", b"action-submit", b"action-delete"):
        assert closed not in response.content


@pytest.mark.parametrize("name", [name for name in OPEN if name != "revisions_compare"])
def test_to_a_colleague_a_draft_does_not_exist(client, name):
    made = make_object()
    client.force_login(make_user("author"))
    args = [made.pk]
    if name.startswith("revisions"):
        args.append(made.latest_revision_id)
    assert client.get(reverse(f"studio_objects:{name}", args=args)).status_code == 404


def test_a_colleague_cannot_overwrite_by_post(client):
    made = make_object()
    client.force_login(make_user("author"))
    response = client.post(edit_url(made), {"title": "Захвачено"})
    assert response.status_code == 404
    assert get_object(uuid=made.uuid).draft_title != "Захвачено"


def test_every_other_stock_address_is_closed(client):
    author = make_user("author")
    made = make_object(by=author)
    client.force_login(author)
    samples = {
        "pk": made.pk,
        "revision_id": made.latest_revision_id,
        "action_name": "approve",
        "task_state_id": 1,
        "workflow_state_id": 1,
        "task_id": 1,
    }
    closed = [item for item in ObjectViewSet().get_urlpatterns() if item.name not in OPEN]
    assert len(closed) > 10
    for pattern in closed:
        kwargs = {name: samples[name] for name in pattern.pattern.converters}
        url = reverse(f"studio_objects:{pattern.name}", kwargs=kwargs)
        assert client.get(url).status_code == 404, pattern.name
        assert client.post(url).status_code == 404, pattern.name


@pytest.mark.parametrize("action", ["publish", "submit", "restart-workflow", "cancel-workflow"])
def test_a_hand_made_action_only_saves(client, action):
    author = make_user("author")
    made = make_object(by=author)
    client.force_login(author)
    client.post(edit_url(made), {**minimal_form(), f"action-{action}": "1"})
    stored = get_object(uuid=made.uuid)
    assert stored.draft_title == "Из формы"
    assert not stored.live
    assert not WorkflowState.objects.exists()


def test_nobody_saves_while_it_is_in_review(client, now):
    author = make_user("author")
    made = make_object(by=author)
    start_review(learning_object=made, by=author, now=now)
    client.force_login(author)
    assert client.post(edit_url(made), minimal_form()).status_code in {302, 403, 404}
    assert get_object(uuid=made.uuid).draft_title != "Из формы"


def test_what_is_typed_into_a_locked_draft_comes_back_with_the_reason(client, now):
    author = make_user("author")
    made = make_object(by=author)
    submit(learning_object=made, by=author, now=now)
    client.force_login(author)
    response = client.post(edit_url(made), minimal_form())
    assert response.status_code == 200
    assert "Из формы" in response.content.decode()
    assert get_object(uuid=made.uuid).draft_title != "Из формы"


@pytest.mark.parametrize("address", ["edit", "preview_on_edit"])
def test_anothers_picture_can_be_neither_saved_nor_previewed(client, now, address):
    author, stranger = make_user("author"), make_user("author")
    made = make_object(by=author)
    picture = make_image(by=stranger)
    client.force_login(author)
    form = {
        **minimal_form(),
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "image",
        "body-0-id": "",
        "body-0-value-image": str(picture.pk),
        "body-0-value-alt": "Чужое",
        "body-0-value-caption": "",
    }
    response = client.post(reverse(f"studio_objects:{address}", args=[made.pk]), form)
    if address == "edit":
        assert response.status_code == 200
        assert get_object(uuid=made.uuid).draft_title != "Из формы"
    else:
        assert response.json()["is_valid"] is False
