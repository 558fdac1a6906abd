from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import get_object, withdraw_object
from moderation.api import add_remark, submission_of
from moderation.forms import REMARK_LIMIT
from moderation.models import Remark
from tests.factories.moderation import approve, author_of, make_scenario, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    person = make_user("author")
    client.force_login(person)
    return person


def test_the_checks_come_before_the_submission(client, author):
    made = make_scenario(by=author, now=clock(), topics=[])
    address = reverse("moderation:submit", args=[made.uuid])
    answer = client.get(address)
    assert [finding.code for finding in answer.context["stops"]] == ["topics"]
    assert str(answer.context["stops"][0].remedy) in answer.content.decode()
    assert client.post(address).url == address
    assert submission_of(made.uuid) is None


def test_submitting_leads_to_the_cabinet(client, author):
    made = make_scenario(by=author, now=clock())
    address = reverse("moderation:submit", args=[made.uuid])
    assert "<form" in client.get(address).content.decode()
    assert client.post(address).url == reverse("cabinet:object", args=[made.uuid])
    assert submission_of(made.uuid).state == "queued"
    page = client.get(address)
    assert page.context["in_review"]
    assert client.post(address).url == address


def test_what_is_published_unchanged_offers_no_submission(client, author):
    expert = make_user("moderator")
    submission = make_submission(by=author, now=clock(), claimed_by=expert)
    approve(submission=submission, by=expert, now=clock())
    answer = client.get(reverse("moderation:submit", args=[submission.object_uuid]))
    assert answer.context["unchanged"]


def test_what_was_withdrawn_may_be_sent_again_as_it_is(client, author):
    expert = make_user("moderator")
    submission = make_submission(by=author, now=clock(), claimed_by=expert)
    approve(submission=submission, by=expert, now=clock())
    made = get_object(uuid=submission.object_uuid)
    withdraw_object(learning_object=made, reason="Нужно подумать.", by=author, now=clock())
    address = reverse("moderation:submit", args=[made.uuid])
    assert "<form" in client.get(address).content.decode()
    assert client.get(reverse("cabinet:object", args=[made.uuid])).context["may_submit"]
    client.post(address)
    assert submission_of(made.uuid).state == "queued"


@pytest.mark.parametrize("name", ["submit", "recall"])
def test_foreign_drafts_do_not_exist(client, author, name):
    submission = make_submission(now=clock())
    address = reverse(f"moderation:{name}", args=[submission.object_uuid])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert client.get(reverse(f"moderation:{name}", args=[uuid4()])).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_recalling(client, author):
    submission = make_submission(by=author, now=clock())
    address = reverse("moderation:recall", args=[submission.object_uuid])
    assert client.get(address).status_code == 200
    client.post(address)
    assert get_object(uuid=submission.object_uuid).state == "draft"
    assert client.get(address).status_code == 404


def test_the_author_answers_and_marks_as_mended(client, author):
    expert = make_user("moderator")
    submission = make_submission(by=author, now=clock(), claimed_by=expert)
    assert author_of(submission) == author
    facts = {"text": "Поясните.", "severity": "must", "by": expert, "now": clock()}
    remark = add_remark(submission=submission, **facts)
    page = reverse("cabinet:object", args=[submission.object_uuid])
    back = f"{page}#remark-{remark.uuid}"
    reply = reverse("moderation:reply", args=[remark.uuid])
    assert client.post(reply, {"text": "Что именно?"}).url == back
    done = reverse("moderation:remark_done", args=[remark.uuid])
    assert client.post(done, {"text": "Пояснил."}).url == back
    assert Remark.objects.get().state == "done"
    assert [item.text for item in remark.replies.all()] == ["Что именно?", "Пояснил."]
    client.force_login(make_user("author"))
    assert client.post(done).status_code == 404
    client.force_login(expert)
    assert client.post(done).status_code == 403


def test_an_answer_that_is_too_long_marks_nothing(client, author):
    expert = make_user("moderator")
    submission = make_submission(by=author, now=clock(), claimed_by=expert)
    facts = {"text": "Поясните.", "severity": "must", "by": expert, "now": clock()}
    remark = add_remark(submission=submission, **facts)
    for name in ("remark_done", "reply"):
        address = reverse(f"moderation:{name}", args=[remark.uuid])
        answer = client.post(address, {"text": "а" * (REMARK_LIMIT + 1)}, follow=True)
        told = [(message.level_tag, str(message)) for message in answer.context["messages"]]
        assert [level for level, _words in told] == ["error"]
        assert str(REMARK_LIMIT) in told[0][1]
    assert Remark.objects.get().state == "open"
    assert not remark.replies.exists()
