"""The expert's remarks on the author's pages: what became of their places, done, answers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import save_draft
from moderation.api import add_remark, return_submission
from moderation.models import Remark
from tests.factories.moderation import (
    faulty_marks,
    make_submission,
    scenario_draft,
    stage,
    text_block,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
CEILING = 60
TOUCHED, LEFT = "t" * 8, "l" * 8


def lesson(*blocks):
    frame = stage("Опыт", 45)
    return [{**frame, "id": "s" * 8, "value": {**frame["value"], "board": list(blocks)}}]


@pytest.fixture
def author(client):
    person = make_user("author")
    client.force_login(person)
    return person


@pytest.fixture
def returned(author):
    """A returned lesson of which the author has mended one of two places."""
    expert, left = make_user("moderator"), text_block("Не тронуто.", LEFT)
    body = lesson(text_block("Было сказано так.", TOUCHED), left)
    submission = make_submission(now=clock(), by=author, claimed_by=expert, body=body)
    for block in (LEFT, TOUCHED):
        facts = {"submission": submission, "severity": "must", "by": expert, "now": clock()}
        add_remark(**facts, text=f"О {block}", field="body", block=block)
    marks = faulty_marks(submission)
    return_submission(submission=submission, letter="Правьте.", marks=marks, by=expert, now=clock())
    made = submission.learning_object
    draft = scenario_draft(body=lesson(text_block("Стало сказано так.", TOUCHED), left))
    save_draft(learning_object=made, draft=draft, by=author, now=clock())
    return submission


def pages_of(submission):
    uuid = submission.object_uuid
    return [
        reverse("cabinet:object", args=[uuid]),
        reverse("cabinet:preview", args=[uuid, "page"]),
        reverse("cabinet:preview", args=[uuid, "tablet"]),
    ]


def test_each_remark_says_what_became_of_its_place(client, returned):
    for address in pages_of(returned):
        answer = client.get(address)
        states = [(item.block, item.since.state) for item in answer.context["remarks"]]
        assert states == [(TOUCHED, "changed"), (LEFT, "unchanged")]
        assert "<del>Было</del>" in answer.content.decode()


def test_the_remarks_stand_beside_their_places(client, returned):
    page = client.get(pages_of(returned)[1]).content.decode()
    assert f'id="block-{LEFT}"' in page
    assert f'data-remark-place="{LEFT}"' in page
    assert f'href="#block-{LEFT}"' in page
    listed = client.get(pages_of(returned)[0]).content.decode()
    assert f"/preview/page/#block-{LEFT}" in listed
    assert f"#block-{LEFT}-section" in listed


def test_done_and_answers_come_back_to_the_remark(client, returned):
    remark = Remark.objects.get(block=TOUCHED)
    back = f"{pages_of(returned)[0]}#remark-{remark.uuid}"
    reply = reverse("moderation:reply", args=[remark.uuid])
    assert client.post(reply, {"text": "Сейчас поправлю."}).url == back
    done = reverse("moderation:remark_done", args=[remark.uuid])
    assert client.post(done, {"text": "Готово."}).url == back
    remark.refresh_from_db()
    assert remark.state == "done"
    page = client.get(pages_of(returned)[0]).content.decode()
    assert page.index("Сейчас поправлю.") < page.index("Готово.")


def test_pages_cost_the_same_with_many_remarks(client, returned, django_assert_max_num_queries):
    remark = Remark.objects.get(block=LEFT)
    for address in pages_of(returned)[:2]:
        client.get(address)
        with django_assert_max_num_queries(CEILING) as few:
            client.get(address)
        for _number in range(10):
            remark.pk, remark.uuid = None, Remark().uuid
            remark.save(force_insert=True)
        with django_assert_max_num_queries(len(few)):
            client.get(address)
