from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from learning_objects.api import get_object, save_draft
from moderation.api import (
    add_remark,
    add_reply,
    claim,
    history_of,
    mark_remark_done,
    recall,
    release,
    remarks_of,
    reopen_remark,
    resolve_remark,
    submit,
    withdraw_remark,
)
from moderation.data import LEASE
from moderation.errors import EmptyText, NotClaimed, ReviewClosed, UnknownPlace
from moderation.models import Remark, Submission
from tests.factories.moderation import (
    approve,
    author_of,
    make_submission,
    return_submission,
    scenario_draft,
    stage,
    text_block,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
BLOCK = str(uuid4())


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def submission(now, expert):
    body = [stage("Опыт", 45, text_block("Период не зависит от массы.", BLOCK))]
    return make_submission(now=now, claimed_by=expert, body=body)


@pytest.fixture
def remark(now, expert, submission):
    return add_remark(
        submission=submission, text="Поясните.", severity="must", block=BLOCK, by=expert, now=now
    )


def test_a_remark_is_bound_to_block_revision_and_round(now, remark, submission):
    assert (remark.block, remark.field) == (BLOCK, "body")
    assert (remark.revision_id, remark.round) == (submission.revision_id, 1)
    assert "«Опыт»" in remark.place


def test_a_remark_may_point_at_a_field_or_at_the_whole(now, expert, submission):
    at_field = add_remark(
        submission=submission, text="Короче.", severity="note", field="summary", by=expert, now=now
    )
    at_whole = add_remark(
        submission=submission, text="Хорошо.", severity="note", by=expert, now=now
    )
    assert (at_field.field, at_field.block) == ("summary", "")
    assert (at_whole.field, at_whole.block, at_whole.place) == ("", "", "")


def test_a_remark_prolongs_the_lease(now, expert, submission):
    later = now + LEASE / 2
    add_remark(submission=submission, text="Ещё.", severity="note", by=expert, now=later)
    assert Submission.objects.get(pk=submission.pk).lease_until == later + LEASE


def test_a_place_that_is_not_there_is_refused(now, expert, submission):
    for place in ({"block": str(uuid4())}, {"field": "nonsense"}, {"field": "safety"}):
        with pytest.raises(UnknownPlace):
            add_remark(
                submission=submission, text="Где?", severity="must", by=expert, now=now, **place
            )


def test_words_and_a_known_severity_are_required(now, expert, submission):
    with pytest.raises(EmptyText):
        add_remark(submission=submission, text=" \n", severity="must", by=expert, now=now)
    with pytest.raises(ValueError, match="severity"):
        add_remark(submission=submission, text="Ну.", severity="awful", by=expert, now=now)
    assert not Remark.objects.exists()


def test_only_the_holder_of_the_claim_remarks(now, expert, submission):
    with pytest.raises(NotClaimed):
        add_remark(
            submission=submission, text="А.", severity="note", by=make_user("moderator"), now=now
        )
    with pytest.raises(NotAllowed):
        add_remark(
            submission=submission, text="А.", severity="note", by=author_of(submission), now=now
        )
    release(submission=submission, by=expert, now=now)
    with pytest.raises(NotClaimed):
        add_remark(submission=submission, text="А.", severity="note", by=expert, now=now)


def test_the_author_mends_and_the_expert_confirms(now, expert, submission, remark):
    author = author_of(submission)
    return_submission(submission=submission, letter="Поправьте.", by=expert, now=now)
    mark_remark_done(remark=remark, reply="Пояснил.", by=author, now=now)
    assert Remark.objects.get().state == "done"
    made = get_object(uuid=submission.object_uuid)
    save_draft(learning_object=made, draft=scenario_draft(), by=author, now=now)
    again = submit(learning_object=made, by=author, now=now)
    claim(submission=again, by=expert, now=now)
    with pytest.raises(TransitionRefused):
        approve(submission=again, by=expert, now=now)
    resolve_remark(remark=remark, by=expert, now=now)
    row = Remark.objects.get()
    assert (row.state, row.state_by, row.state_at) == ("resolved", expert, now)
    approve(submission=again, by=expert, now=now)


def test_the_expert_opens_a_remark_again_or_withdraws_it(now, expert, submission, remark):
    resolve_remark(remark=remark, by=expert, now=now)
    reopen_remark(remark=remark, by=expert, now=now)
    assert Remark.objects.get().state == "open"
    withdraw_remark(remark=remark, by=expert, now=now)
    with pytest.raises(TransitionRefused):
        reopen_remark(remark=remark, by=expert, now=now)


def test_nobody_settles_what_is_not_theirs_to_settle(now, expert, submission, remark):
    author = author_of(submission)
    for verb in (resolve_remark, withdraw_remark):
        with pytest.raises(TransitionRefused) as refused:
            verb(remark=remark, by=author, now=now)
        assert refused.value.code == "permission"
    with pytest.raises(TransitionRefused):
        mark_remark_done(remark=remark, by=expert, now=now)
    with pytest.raises(NotClaimed):
        resolve_remark(remark=remark, by=make_user("moderator"), now=now)


def test_answers_of_both_sides_stand_under_the_remark(now, expert, submission, remark):
    add_reply(remark=remark, text="Что именно?", by=author_of(submission), now=now)
    add_reply(remark=remark, text="Массу.", by=expert, now=now)
    (view,) = remarks_of([submission])
    assert [reply.text for reply in view.replies] == ["Что именно?", "Массу."]
    with pytest.raises(NotAllowed):
        add_reply(remark=remark, text="Я тоже.", by=make_user("author"), now=now)
    with pytest.raises(EmptyText):
        add_reply(remark=remark, text="", by=expert, now=now)


def test_after_the_decision_nothing_is_said(now, expert, submission, remark):
    resolve_remark(remark=remark, by=expert, now=now)
    other = add_remark(submission=submission, text="Мелочь.", severity="note", by=expert, now=now)
    approve(submission=submission, by=expert, now=now)
    with pytest.raises(ReviewClosed):
        add_reply(remark=remark, text="Спасибо.", by=author_of(submission), now=now)
    with pytest.raises(ReviewClosed):
        mark_remark_done(remark=other, by=author_of(submission), now=now)


def test_what_an_approval_left_open_asks_nothing_more(client, now, expert, submission):
    add_remark(submission=submission, text="Мелочь.", severity="note", by=expert, now=now)
    approve(submission=submission, by=expert, now=now)
    history = history_of(submission.object_uuid)
    assert [item.text for item in history.remarks] == ["Мелочь."]
    assert history.open_remarks == ()
    client.force_login(author_of(submission))
    editor = client.get(reverse("studio_objects:edit", args=[submission.learning_object_id]))
    assert "#remarks" not in editor.content.decode()


def test_a_recall_takes_nobody_past_what_must_be_mended(now, expert, submission, remark):
    author, other = author_of(submission), make_user("moderator")
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    recall(submission=submission, by=author, now=now)
    assert [item.text for item in history_of(submission.object_uuid).open_remarks] == ["Поясните."]
    mark_remark_done(remark=remark, by=author, now=now, reply="Дописал.")
    again = submit(learning_object=submission.learning_object, by=author, now=now)
    claim(submission=again, by=other, now=now)
    assert [item.text for item in remarks_of([again])] == ["Поясните."]
    with pytest.raises(TransitionRefused):
        approve(submission=again, by=other, now=now)
    resolve_remark(remark=Remark.objects.get(), by=other, now=now)
    approve(submission=again, by=other, now=now)


def test_the_history_tells_the_whole_way_with_letters_and_remarks(now, expert, submission, remark):
    return_submission(submission=submission, letter="Поправьте вывод.", by=expert, now=now)
    history = history_of(submission.object_uuid)
    assert [item.action for item in history.items] == [
        "learning_objects.create",
        "moderation.submit",
        "moderation.claim",
        "moderation.return",
    ]
    assert history.items[-1].text == "Поправьте вывод."
    assert history.items[-1].person_name == expert.short_name
    assert [item.text for item in history.open_remarks] == ["Поясните."]
    assert history_of(uuid4()).items == ()


@pytest.mark.parametrize(
    "changes", [{"text": ""}, {"severity": "x"}, {"state": "resolved"}, {"state": "lost"}]
)
def test_the_database_keeps_remarks_whole(remark, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.update(**changes)


def test_the_history_costs_the_same_however_much_was_said(now, expert, submission, remark):
    for number in range(5):
        other = add_remark(
            submission=submission, text=f"{number}", severity="note", by=expert, now=now
        )
        add_reply(remark=other, text="Да.", by=author_of(submission), now=now)
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now)
    with CaptureQueriesContext(connection) as queries:
        history_of(submission.object_uuid)
    assert len(queries) <= 10
