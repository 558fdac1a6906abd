from __future__ import annotations

import pytest
from django.urls import reverse

from learning_objects.models import Rating
from learning_objects.views import readers
from tests.factories.learning_objects import make_object, publish
from tests.factories.people import make_user
from tests.factories.readers import object_of, rate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act", ["hide", "show", "report", "answer"])
def test_who_acts_on_a_review_that_is_just_deleted_is_told_so(client, monkeypatch, act):
    thing = publish(make_object()).object_uuid
    review = rate(thing, 1, "Грубость")
    authors = object_of(thing).authorships.get(role="owner").user
    person = {"report": make_user("teacher"), "answer": authors}.get(
        act, make_user("chief_moderator")
    )

    def load_before_it_goes(*args):
        found = load(*args)
        Rating.objects.filter(pk=found.pk).delete()
        return found

    load = readers._rating
    monkeypatch.setattr(readers, "_rating", load_before_it_goes)
    client.force_login(person)
    names = {"show": "hide_review", "answer": "answer_review", "report": "report_review"}
    url = reverse(f"learning_objects:{names.get(act, 'hide_review')}", args=[review.uuid])
    given = {"reason": "Грубо", "text": "Спасибо", **({"show": "1"} if act == "show" else {})}
    answer = client.post(url, given, follow=True)
    assert answer.status_code == 200
    assert "Этот отзыв тем временем удалил тот, кто его написал." in answer.text
