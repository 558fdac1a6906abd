from __future__ import annotations

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.api import now as clock
from learning_objects.api import get_version
from moderation.api import add_remark, claim, submit
from moderation.forms import LETTER_LIMIT, REMARK_LIMIT
from moderation.models import Remark, Submission
from moderation.views.desk import group_remarks
from tests.factories.moderation import (
    author_of,
    faulty_marks,
    full_marks,
    make_submission,
    return_submission,
    stage,
    text_block,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
BLOCK = str(uuid4())


@pytest.fixture
def expert(client):
    person = make_user("moderator")
    client.force_login(person)
    return person


@pytest.fixture
def submission(expert):
    body = [stage("Опыт", 45, text_block("Период не зависит от массы.", BLOCK))]
    return make_submission(now=clock(), claimed_by=expert, body=body)


def url(name, submission):
    return reverse(f"moderation:{name}", args=[submission.uuid])


def sent(submission, **given):
    """Return what the decision form sends: a full rubric, one "no" unless it approves."""
    marks = full_marks(submission) if "confirmed" in given else faulty_marks(submission)
    return {"round": 1, **{f"mark-{code}": mark for code, mark in marks.items()}, **given}


def state_of(submission):
    return Submission.objects.get(pk=submission.pk).state


@pytest.mark.parametrize("view", ["page", "board", "tablet", "changes", "checks"])
def test_every_tab_shows_the_submission(client, submission, view):
    answer = client.get(url("submission", submission), {"view": view})
    assert answer.status_code == 200
    assert "Маятник" in answer.content.decode()


def test_the_screen_shows_the_reviewed_words_with_an_anchor(client, submission):
    page = client.get(url("submission", submission)).content.decode()
    assert "Период не зависит от массы." in page
    assert f'id="block-{BLOCK}"' in page
    assert f'value="body:{BLOCK}"' in page


def test_an_unknown_tab_or_submission_is_not_found(client, submission):
    assert client.get(url("submission", submission), {"view": "x"}).status_code == 404
    assert client.get(reverse("moderation:submission", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize(
    "name", ["claim", "release", "add_remark", "return", "approve", "reject", "letter"]
)
def test_for_others_the_submission_does_not_exist(client, submission, name):
    for person in (make_user("author"), author_of(submission), make_user("administrator")):
        client.force_login(person)
        assert client.get(url("submission", submission)).status_code == 404
        assert client.post(url(name, submission)).status_code == 404
    client.logout()
    assert client.post(url(name, submission)).status_code == 302
    assert state_of(submission) == "claimed"


def test_claim_and_release(client, expert, submission):
    reason = {"reason": "time"}
    assert client.post(url("release", submission), reason).url == reverse("moderation:queue")
    assert state_of(submission) == "queued"
    assert client.post(url("claim", submission)).url == url("submission", submission)
    assert state_of(submission) == "claimed"


def test_a_claim_that_comes_late_is_told(client, submission):
    client.force_login(make_user("moderator"))
    answer = client.post(url("claim", submission), follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert client.post(url("release", submission)).status_code == 404


def test_a_remark_from_the_form(client, submission):
    facts = {"place": f"body:{BLOCK}", "severity": "must", "text": "Поясните."}
    answer = client.post(url("add_remark", submission), facts)
    assert answer.url == f"{url('submission', submission)}#remarks"
    remark = Remark.objects.get()
    assert (remark.block, remark.severity, remark.text) == (BLOCK, "must", "Поясните.")


def test_with_htmx_only_the_remarks_come_back(client, submission):
    facts = {"place": ":", "severity": "note", "text": "Хорошо."}
    headers = {"HX-Request": "true"}
    answer = client.post(url("add_remark", submission), facts, headers=headers)
    page = answer.content.decode()
    assert "Хорошо." in page
    assert "<html" not in page
    wrong = client.post(url("add_remark", submission), {"text": ""}, headers=headers)
    assert 'aria-invalid="true"' in wrong.content.decode()
    assert Remark.objects.count() == 1


def test_a_remark_without_words_is_told(client, submission):
    answer = client.post(url("add_remark", submission), {"severity": "must"}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert not Remark.objects.exists()


def test_settling_and_answering(client, expert, submission):
    remark = add_remark(
        submission=submission, text="Поясните.", severity="must", by=expert, now=clock()
    )
    for verb, state in [("resolve", "resolved"), ("reopen", "open"), ("withdraw", "withdrawn")]:
        address = reverse("moderation:settle_remark", args=[remark.uuid, verb])
        assert client.post(address).url.endswith(f"#remark-{remark.uuid}")
        assert Remark.objects.get().state == state
    assert client.post(address.replace("withdraw", "explode")).status_code == 404
    client.post(reverse("moderation:reply", args=[remark.uuid]), {"text": "Вот так."})
    assert remark.replies.get().text == "Вот так."
    client.force_login(make_user("author"))
    assert client.post(address).status_code == 404


def test_returning_needs_a_letter(client, submission):
    answer = client.post(url("return", submission), sent(submission, letter=" "))
    assert answer.status_code == 200
    assert state_of(submission) == "claimed"
    answer = client.post(url("return", submission), sent(submission, letter="Правьте."))
    assert answer.url == reverse("moderation:queue")
    assert state_of(submission) == "returned"


def test_approving_needs_the_tick(client, submission):
    client.post(url("approve", submission), {**sent(submission, confirmed="yes"), "confirmed": ""})
    assert state_of(submission) == "claimed"
    client.post(url("approve", submission), sent(submission, confirmed="yes"))
    assert state_of(submission) == "approved"
    assert get_version(uuid=submission.object_uuid).number == 1


def test_open_musts_are_told_instead_of_approving(client, expert, submission):
    add_remark(submission=submission, text="Нет.", severity="must", by=expert, now=clock())
    answer = client.post(url("approve", submission), sent(submission, confirmed="yes"))
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert state_of(submission) == "claimed"


def test_the_second_round_shows_what_changed(client, expert, submission):
    return_submission(submission=submission, letter="Правьте.", by=expert, now=clock())
    made = submission.learning_object
    made.refresh_from_db()
    newer = made.get_latest_revision_as_object()
    newer.summary = "Урок-исследование о периоде."
    newer.save_revision(user=author_of(submission), clean=False)
    made.refresh_from_db()
    submit(learning_object=made, by=author_of(submission), now=clock())
    page = client.get(url("submission", submission), {"view": "changes"}).content.decode()
    assert "<ins>периоде</ins>" in page
    assert "<del>колебаниях</del>" in page


def test_remarks_stand_in_reading_order(expert, submission):
    facts = {"submission": submission, "severity": "note", "by": expert, "now": clock()}
    add_remark(**facts, text="О блоке.", block=BLOCK)
    add_remark(**facts, text="О поле.", field="summary")
    add_remark(**facts, text="О целом.")
    from moderation.api import remarks_of

    groups = group_remarks(remarks_of([submission]), ["summary", BLOCK])
    assert [items[0].text for _place, items in groups] == ["О целом.", "О поле.", "О блоке."]
    gone = group_remarks(remarks_of([submission]), ["summary"])
    assert gone[-1][1][0].text == "О блоке."


def test_a_letter_that_is_too_long_decides_nothing(client, submission):
    letter = "а" * (LETTER_LIMIT + 1)
    answer = client.post(url("approve", submission), sent(submission, confirmed="1", letter=letter))
    assert state_of(submission) == "claimed"
    assert len(answer.context["messages"]) == 1


@pytest.mark.parametrize("seen", ["1", "", "x"])
@pytest.mark.parametrize("verb", ["approve", "return"])
def test_what_was_not_seen_is_not_decided(client, expert, submission, verb, seen):
    """The author hands in another draft while the first one is still open in a window."""
    page = client.get(url("submission", submission)).content.decode()
    assert page.count('<input type="hidden" name="round" value="1">') == 1
    return_submission(submission=submission, letter="Правьте.", by=expert, now=clock())
    second = Submission.objects.get()
    submit_again(second)
    claim(submission=second, by=expert, now=clock())
    typed = sent(second, letter="Хорошо.", **({"confirmed": "yes"} if verb == "approve" else {}))
    answer = client.post(url(verb, submission), {**typed, "round": seen})
    assert state_of(submission) == "claimed"
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    client.post(url(verb, submission), {**typed, "round": "2"})
    assert state_of(submission) == {"approve": "approved", "return": "returned"}[verb]


def submit_again(submission):
    made = submission.learning_object
    author = author_of(submission)
    made.get_latest_revision_as_object().save_revision(user=author, clean=False)
    made.refresh_from_db()
    submit(learning_object=made, by=author, now=clock())
    submission.refresh_from_db()


LETTER = "Хороший урок.\r\nА вывода <нет>."


@pytest.mark.parametrize("tick", [{"confirmed": "yes"}, {"confirmed": ""}])
def test_a_refused_approval_keeps_letter_and_answers(client, expert, submission, tick):
    add_remark(submission=submission, text="Нет.", severity="must", by=expert, now=clock())
    given = sent(submission, letter=LETTER, **tick) | {"mark-check": "na"}
    answer = client.post(url("approve", submission), given)
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("#decision-letter").text.strip().splitlines() == LETTER.splitlines()
    assert page.select_one("#decision-error").text
    assert page.select_one("input[name=mark-check][checked]")["value"] == "na"
    assert page.select_one("input[name=mark-outcome][checked]")["value"] == "yes"
    tabs = [link["href"] for link in page.select("a[href*='?view=']")]
    assert {client.get(tab).status_code for tab in tabs} == {200}
    assert state_of(submission) == "claimed"


@pytest.mark.parametrize("verb", ["approve", "return", "reject"])
def test_a_letter_outlives_the_claim(client, submission, verb):
    Submission.objects.update(claimed_by=make_user("moderator"))
    given = sent(submission, letter=LETTER, confirmed="yes", final="yes")
    answer = client.post(url(verb, submission), given)
    kept = BeautifulSoup(answer.content, "html.parser").select_one("#unsent-letter")
    assert kept.text.strip().splitlines() == LETTER.splitlines()


def test_a_refused_remark_keeps_its_words(client, submission):
    long = "Слово " * REMARK_LIMIT
    answer = client.post(url("add_remark", submission), {"severity": "must", "text": long})
    field = BeautifulSoup(answer.content, "html.parser").select_one("#remark-form textarea")
    assert field.text.strip() == long.strip()
    Submission.objects.update(claimed_by=make_user("moderator"))
    for headers in ({}, {"HX-Request": "true"}):
        typed = {"severity": "must", "text": "Нет вывода."}
        answer = client.post(url("add_remark", submission), typed, headers=headers)
        kept = BeautifulSoup(answer.content, "html.parser").select_one("#unsent-remark")
        assert kept.text.strip() == "Нет вывода."
    assert not Remark.objects.exists()


def test_the_end_of_a_line_counts_once_as_in_the_browser(client, submission):
    letter = "а\r\n" * (LETTER_LIMIT // 2 - 1) + "а"
    client.post(url("return", submission), sent(submission, letter=letter))
    assert state_of(submission) == "returned"
