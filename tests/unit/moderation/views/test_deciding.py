"""The vote of an expert from the review screen."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.api import now as clock
from moderation.api import add_remark, claim
from moderation.models import Decision, Submission, Vote
from tests.factories.moderation import faulty_marks, full_marks, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert(client):
    person = make_user("moderator")
    client.force_login(person)
    return person


@pytest.fixture
def submission(expert):
    return make_submission(now=clock(), claimed_by=expert)


def url(name, submission):
    return reverse(f"moderation:{name}", args=[submission.uuid])


def sent(marks, **given):
    return {"round": 1, **{f"mark-{code}": mark for code, mark in marks.items()}, **given}


def parsed(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_every_criterion_is_asked_with_its_hint(client, submission):
    page = parsed(client.get(url("submission", submission)))
    codes = list(full_marks(submission))
    assert [box["id"] for box in page.select(".criterion")] == [
        f"criterion-mark-{code}" for code in codes
    ]
    assert len(page.select(".criterion input[type=radio]")) == 3 * len(codes)
    assert "вычисляет" in page.select_one("#criterion-mark-outcome .help").text


def test_what_is_not_answered_is_named_at_its_criterion(client, submission):
    marks = full_marks(submission)
    del marks["check"]
    page = parsed(client.post(url("approve", submission), sent(marks, confirmed="yes")))
    assert page.select_one("#criterion-mark-check .errors")
    assert page.select_one("#decision-error a[href='#criterion-mark-check']")
    assert len(page.select(".criterion .errors")) == 1
    assert page.select_one("input[name=mark-outcome][checked]")["value"] == "yes"
    assert page.select_one("input[name=confirmed]").has_attr("checked")
    assert not Vote.objects.exists()


def test_a_fault_stops_an_approval_and_no_fault_a_return(client, submission):
    marks = faulty_marks(submission, "check")
    page = parsed(client.post(url("approve", submission), sent(marks, confirmed="yes")))
    assert page.select_one("#criterion-mark-check .errors")
    given = sent(full_marks(submission), letter="Правьте.")
    page = parsed(client.post(url("return", submission), given))
    assert page.select_one("#decision-error").text.strip()
    assert page.select_one("#decision-letter").text.strip() == "Правьте."
    assert not Vote.objects.exists()


def test_rejecting_needs_the_tick_and_closes_the_review(client, submission):
    given = sent(faulty_marks(submission), letter="Чужой текст.")
    page = parsed(client.post(url("reject", submission), given))
    assert page.select_one("#decision-letter").text.strip() == "Чужой текст."
    assert not Vote.objects.exists()
    client.post(url("reject", submission), {**given, "final": "yes"})
    assert Submission.objects.get().state == "rejected"
    assert Decision.objects.get().verdict == "reject"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_letter_is_drafted_and_keeps_what_is_typed(client, expert, submission, headers):
    add_remark(submission=submission, text="Нет вывода.", severity="must", by=expert, now=clock())
    given = sent(faulty_marks(submission, "check"), letter="Хороший опыт.")
    answer = client.post(url("letter", submission), given, headers=headers)
    page = parsed(answer)
    letter = page.select_one("#decision-letter").text.strip()
    assert letter.startswith("Хороший опыт.")
    assert "Нет вывода." in letter
    assert "Не видно, как проверить" in letter
    assert page.select_one("input[name=mark-check][checked]")["value"] == "no"
    assert bool(page.select_one("html")) != bool(headers)
    assert not Vote.objects.exists()


def test_only_who_works_on_it_drafts_a_letter(client, submission):
    client.force_login(make_user("moderator"))
    assert client.post(url("letter", submission)).status_code == 404


def test_a_blind_vote_is_counted_and_the_next_expert_learns_nothing(client, expert, submission):
    Submission.objects.update(plan=[{"stage": "methodical", "seats": 2}])
    page = parsed(client.get(url("submission", submission)))
    assert "первый из двух" in page.select_one("#decision").text
    add_remark(submission=submission, text="Нет вывода.", severity="must", by=expert, now=clock())
    given = sent(faulty_marks(submission), letter="Правьте.")
    client.post(url("return", submission), given)
    assert Submission.objects.get().state == "queued"
    second = make_user("moderator")
    client.force_login(second)
    claim(submission=Submission.objects.get(), by=second, now=clock())
    page = parsed(client.get(url("submission", submission))).select_one("main").text
    assert "второй из двух" in page
    for secret in (expert.last_name, "Нет вывода.", "Правьте."):
        assert secret not in page


def test_the_holder_of_a_blind_seat_is_not_named(client, expert, submission):
    Submission.objects.update(plan=[{"stage": "methodical", "seats": 2}])
    for role, told in [("moderator", False), ("chief_moderator", True)]:
        client.force_login(make_user(role))
        pages = [
            client.get(url("submission", submission)),
            client.get(reverse("moderation:queue"), {"which": "all"}),
        ]
        shown = {expert.short_name in parsed(page).select_one("main").text for page in pages}
        assert shown == {told}
