from __future__ import annotations

from uuid import uuid4

import pytest

from core.api import now as clock
from learning_objects.api import get_version
from moderation.models import Remark, Submission
from tests.factories.moderation import (
    author_of,
    faulty_marks,
    full_marks,
    make_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/submissions/"


@pytest.fixture
def expert(client):
    person = make_user("moderator")
    client.force_login(person)
    return person


def post(client, submission, verb, **body):
    address = f"{ROOT}{submission.uuid}/{verb}"
    return client.post(address, body, content_type="application/json")


def test_the_queue_and_one_submission(client, expert):
    submission = make_submission(now=clock(), title="Ёлка")
    page = client.get(ROOT, {"text": "елка", "limit": 5}).json()
    assert page["count"] == 1
    assert page["items"][0]["uuid"] == str(submission.uuid)
    detail = client.get(f"{ROOT}{submission.uuid}").json()
    assert (detail["state"], detail["remarks"]) == ("queued", [])


def test_wrong_filters_are_refused(client, expert):
    assert client.get(ROOT, {"which": "zzz"}).status_code == 422
    assert client.get(ROOT, {"limit": 1000}).status_code == 422


def test_nobody_but_a_chief_finds_a_work_by_its_holder(client, expert):
    holder = make_user("moderator")
    submission = make_submission(now=clock(), claimed_by=holder)
    Submission.objects.update(plan=[{"stage": "methodical", "seats": 2}])
    filters = {"which": "team", "person": str(holder.uuid)}
    for person in (holder.uuid, expert.uuid, uuid4()):
        answer = client.get(ROOT, {**filters, "person": str(person)}).json()
        assert answer["count"] == (0 if person == expert.uuid else 1)
    client.force_login(make_user("chief_moderator"))
    assert client.get(ROOT, filters).json()["items"][0]["uuid"] == str(submission.uuid)
    assert client.get(ROOT, {**filters, "person": str(uuid4())}).json()["count"] == 0


def test_the_whole_way(client, expert):
    submission = make_submission(now=clock())
    assert post(client, submission, "claim").json()["state"] == "claimed"
    answer = post(client, submission, "remarks", severity="must", text="Нет вывода.")
    assert [item["text"] for item in answer.json()["remarks"]] == ["Нет вывода."]
    good, bad = full_marks(submission), faulty_marks(submission)
    assert post(client, submission, "approve", round=1, marks=good).status_code == 409
    assert post(client, submission, "return", letter="", round=1, marks=bad).status_code == 409
    answer = post(client, submission, "return", letter="Правьте.", round=1, marks=bad)
    assert answer.json()["state"] == "returned"


def test_the_rubric_names_what_it_refuses(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    criteria = client.get(f"{ROOT}{submission.uuid}/rubric").json()["criteria"]
    codes = [item["code"] for item in criteria]
    assert all(item["text"] for item in criteria)
    marks = full_marks(submission)
    del marks[codes[0]]
    answer = post(client, submission, "approve", round=1, marks=marks)
    assert answer.status_code == 400
    assert [item["place"] for item in answer.json()["places"]] == [f"marks.{codes[0]}"]
    marks[codes[0]] = "no"
    answer = post(client, submission, "approve", round=1, marks=marks)
    assert [item["place"] for item in answer.json()["places"]] == [f"marks.{codes[0]}"]
    good = full_marks(submission)
    for verb in ("return", "reject"):
        answer = post(client, submission, verb, letter="Нет.", round=1, marks=good)
        assert answer.status_code == 400
        assert [item["place"] for item in answer.json()["places"]] == ["marks"]
    assert post(client, submission, "approve", round=1, marks={codes[0]: "?"}).status_code == 422
    assert Submission.objects.get().state == "claimed"


def test_a_letter_is_drafted_and_the_object_rejected(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    post(client, submission, "remarks", severity="must", text="Нет вывода.")
    marks = faulty_marks(submission)
    letter = post(client, submission, "letter", marks=marks).json()["letter"]
    assert "Нет вывода." in letter
    answer = post(client, submission, "reject", letter=letter, round=1, marks=marks)
    assert (answer.status_code, answer.json()["state"]) == (200, "rejected")


def test_a_vote_that_does_not_publish_is_accepted(client, expert):
    submission = make_submission(now=clock())
    plan = [{"stage": "methodical", "seats": 2}]
    Submission.objects.update(plan=plan)
    post(client, submission, "claim")
    answer = post(client, submission, "approve", round=1, marks=full_marks(submission))
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")


def test_approving_gives_the_version(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    answer = post(
        client, submission, "approve", letter="Хорошо.", round=1, marks=full_marks(submission)
    ).json()
    assert answer["number"] == 1
    assert answer["digest"] == get_version(uuid=submission.object_uuid).digest


def test_release_and_late_claims(client, expert):
    submission = make_submission(now=clock(), claimed_by=make_user("moderator"))
    assert post(client, submission, "claim").status_code == 409
    assert post(client, submission, "release").status_code == 403
    Submission.objects.update(claimed_by=expert)
    assert post(client, submission, "release").json()["state"] == "queued"


def test_bad_remarks_write_nothing(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    for body in (
        {"severity": "awful", "text": "А."},
        {"severity": "must", "text": ""},
    ):
        assert post(client, submission, "remarks", **body).status_code == 422
    wrong = post(client, submission, "remarks", severity="must", text="А.", block=str(uuid4()))
    assert wrong.status_code == 409
    assert not Remark.objects.exists()


def test_for_others_nothing_exists(client):
    submission = make_submission(now=clock())
    assert client.get(ROOT).status_code == 401
    assert client.get(f"{ROOT}{submission.uuid}").status_code == 401
    for person in (make_user("author"), make_user("administrator"), author_of(submission)):
        client.force_login(person)
        assert client.get(ROOT).status_code == 404
        assert client.get(f"{ROOT}{submission.uuid}").status_code == 404
        for verb in ("claim", "release", "approve", "return", "reject", "letter"):
            assert post(client, submission, verb).status_code == 404
        assert post(client, submission, "remarks", severity="must", text="А").status_code == 404
    assert Submission.objects.get().state == "queued"


def test_an_endless_offset_is_refused(client, expert):
    client.force_login(expert)
    assert client.get(f"{ROOT}?offset={10**30}").status_code == 422
    assert client.get(f"{ROOT}?offset=1000").json()["items"] == []


def test_only_the_round_that_was_read_is_decided(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    for verb, marks in [("approve", full_marks), ("return", faulty_marks)]:
        given = {"letter": "Да.", "marks": marks(submission)}
        assert post(client, submission, verb, **given).status_code == 409
        answer = post(client, submission, verb, round=2, **given)
        assert answer.status_code == 409
    assert Submission.objects.get().state == "claimed"
