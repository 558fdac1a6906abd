from __future__ import annotations

import pytest

from core.api import now as clock
from core.errors import TransitionRefused
from moderation import api
from moderation.errors import EmptyText, NotTheLatest
from moderation.models import Appeal, ReviewRule, Submission
from notices.models import Notice
from tests.factories.after import appealed_submission, returned_submission
from tests.factories.moderation import (
    approve,
    author_of,
    faulty_marks,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def fresh(submission):
    return Submission.objects.get(pk=submission.pk)


def test_an_appeal_goes_to_another_expert_and_is_settled_once():
    found = appealed_submission()
    first = found.appeal.against.by
    assert (fresh(found).state, fresh(found).is_appeal) == ("queued", True)
    with pytest.raises(TransitionRefused):
        api.claim(submission=found, by=first, now=clock())
    other = make_user("moderator")
    api.claim(submission=found, by=other, now=clock())
    approve(submission=found, by=other, now=clock())
    appeal = Appeal.objects.get(submission=found)
    assert (appeal.outcome, appeal.decision.verdict) == ("overturned", "approve")
    assert not api.can_appeal(fresh(found), author_of(found))
    told = Notice.objects.get(recipient=author_of(found), code="moderation.appeal_settled")
    assert told.data["outcome"] == "overturned"


def test_who_upholds_leaves_a_final_decision():
    found = appealed_submission()
    other = make_user("moderator")
    api.claim(submission=found, by=other, now=clock())
    return_submission(submission=found, letter="Вывода нет.", by=other, now=clock())
    assert Appeal.objects.get(submission=found).outcome == "upheld"
    with pytest.raises(TransitionRefused):
        api.appeal(submission=found, text="Снова", by=author_of(found), now=clock())


def test_a_panel_of_three_votes_where_the_rule_says_so():
    found = returned_submission()
    ReviewRule.objects.create(institute=found.institute, kind=found.kind, panel=3)
    api.appeal(submission=found, text="Вывод есть.", by=author_of(found), now=clock())
    for number in range(3):
        expert = make_user("moderator")
        found = fresh(found)
        api.claim(submission=found, by=expert, now=clock())
        act = approve if number else return_submission
        act(submission=found, letter="Моё мнение.", by=expert, now=clock())
        assert fresh(found).state == ("queued" if number < 2 else "approved")
    assert found.votes.filter(is_appeal=True).count() == 3


def test_only_an_author_appeals_with_words_and_the_latest_decision():
    found = returned_submission()
    author = author_of(found)
    assert api.can_appeal(found, author)
    assert not api.can_appeal(found, make_user("author"))
    with pytest.raises(TransitionRefused):
        api.appeal(submission=found, text="Я", by=make_user("author"), now=clock())
    with pytest.raises(EmptyText):
        api.appeal(submission=found, text="  ", by=author, now=clock())


def test_what_was_handed_in_anew_is_not_appealed():
    expert = make_user("moderator")
    found = make_submission(now=clock(), claimed_by=expert)
    marks = faulty_marks(found)
    api.reject(submission=found, letter="Не урок.", marks=marks, by=expert, now=clock())
    author = author_of(found)
    assert api.can_appeal(found, author)
    api.submit(learning_object=found.learning_object, by=author, now=clock())
    assert not api.can_appeal(found, author)
    with pytest.raises(NotTheLatest):
        api.appeal(submission=fresh(found), text="Я", by=author, now=clock())


def test_the_timeline_says_what_was_appealed_and_what_came_of_it():
    found = appealed_submission()
    other = make_user("moderator")
    api.claim(submission=found, by=other, now=clock())
    approve(submission=found, by=other, now=clock())
    lines = {item.action: item for item in api.history_of(found.object_uuid).items}
    assert lines["moderation.appeal"].text == "Вывод есть."
    assert "апелляция: решение изменено" in lines["moderation.approve"].label


def test_chiefs_are_told_of_an_appeal():
    chief = make_user("chief_moderator")
    found = appealed_submission()
    notice = Notice.objects.get(recipient=chief, code="moderation.appealed")
    assert notice.url == f"/review/{found.uuid}/"
