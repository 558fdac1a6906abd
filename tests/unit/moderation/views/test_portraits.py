from __future__ import annotations

import pytest
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import run_checks
from moderation.api import submit
from moderation.models import Portrait
from tests.factories.check_rules import make_rule
from tests.factories.people import make_user
from tests.unit.moderation.actions.test_portraits import photo, with_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    person = make_user("author")
    client.force_login(person)
    return person


def test_the_question_is_asked_and_answered(client, author):
    image = photo(author, clock())
    made = with_photo(author, image)
    address = reverse("moderation:portraits", args=[made.uuid])
    page = client.get(address)
    assert page.context["shown"][0]["missing"] == "unanswered"
    name, key = f"of-image-{image.pk}", f"image:{image.pk}"
    data = {"key": key, f"{name}-answer": "consent", f"{name}-consent_by": "Завуч Ильина"}
    refused = client.post(address, data)
    assert set(refused.context["shown"][0]["form"].errors) == {"consent_on", "kept_where"}
    assert "Завуч Ильина" in refused.content.decode()
    late = {**data, f"{name}-consent_on": "2090-01-01", f"{name}-kept_where": "папка 3"}
    assert client.post(address, late).status_code == 200
    assert client.post(address, {**late, f"{name}-consent_on": "2026-01-15"}).status_code == 302
    assert Portrait.objects.get().kept_where == "папка 3"
    assert "папка 3" in client.get(address).content.decode()
    assert (
        client.post(address, {**data, "key": "image:0", "of-image-0-answer": "nobody"}).status_code
        == 404
    )


def test_without_photographs_the_page_says_so(client, author):
    from tests.factories.learning_objects import make_object

    made = make_object(by=author)
    assert client.get(reverse("moderation:portraits", args=[made.uuid])).status_code == 200


def test_to_others_the_page_does_not_exist(client, author):
    made = with_photo(author, photo(author, clock()))
    address = reverse("moderation:portraits", args=[made.uuid])
    for role in ("author", "moderator", "methodologist", "administrator"):
        client.force_login(make_user(role))
        assert client.get(address).status_code == 404
        assert client.post(address, {"key": "image:1"}).status_code == 404


def test_one_button_answers_for_the_rest(client, author):
    made = with_photo(author, photo(author, clock()))
    address = reverse("moderation:portraits", args=[made.uuid])
    assert client.post(address, {"key": "rest"}).status_code == 302
    assert not Portrait.objects.get().recognisable
    assert client.get(address).context["unanswered"] == 0


def test_findings_lead_into_the_form_and_onto_the_review_screen(client, author):
    make_rule("portraits", now=clock(), code="asked")
    made = with_photo(author, photo(author, clock()))
    (block,) = [item.block for item in run_checks(made) if item.code == "asked"]
    into_form = f"{reverse('studio_objects:edit', args=[made.pk])}?place=block-{block}"
    for page in ("moderation:submit", "cabinet:object"):
        assert into_form in client.get(reverse(page, args=[made.uuid])).content.decode()
    submission = submit(learning_object=made, by=author, now=clock())
    client.force_login(make_user("moderator"))
    here = reverse("moderation:submission", args=[submission.uuid])
    assert f"{here}?view=page#block-{block}" in client.get(f"{here}?view=checks").content.decode()
