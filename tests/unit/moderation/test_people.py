"""Reviews when accounts are merged and erased."""

import pytest

from accounts.api import erase_person, merge_people
from accounts.lifecycle import describe_erasure, describe_merge
from core.api import now
from core.errors import TransitionRefused
from moderation.api import appeal, claim, claim_next, submit
from moderation.data import QueueFilters
from moderation.models import (
    Appeal,
    Conflict,
    Decision,
    Membership,
    SavedView,
    Signal,
    Submission,
    Vote,
)
from tests.factories.learning_objects import make_object
from tests.factories.moderation import approve, make_submission, return_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def submitted(author):
    return submit(learning_object=make_object(by=author), by=author, now=now())


def state_of(submission):
    submission.refresh_from_db()
    return submission.state, submission.claimed_by_id


def test_a_claim_moves_to_the_account_that_stays():
    submission = submitted(make_user("author"))
    kept, gone = make_user("moderator"), make_user("moderator")
    claim(submission=submission, by=gone, now=now())
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert state_of(submission) == ("claimed", kept.pk)


def test_nobody_reviews_their_own_after_a_merge():
    author, expert = make_user("author"), make_user("moderator")
    submission = submitted(author)
    claim(submission=submission, by=expert, now=now())
    merge_people(kept=author, gone=expert, by=None, now=now())
    assert state_of(submission) == ("queued", None)


def test_decisions_go_on_naming_who_made_them():
    submission = submitted(make_user("author"))
    kept, gone = make_user("moderator"), make_user("moderator")
    claim(submission=submission, by=gone, now=now())
    approve(submission=submission, letter="", by=gone, now=now())
    assert any("1 решение института сохраняет имя" in line for line in describe_merge(gone))
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert Decision.objects.get().by == gone
    submission.refresh_from_db()
    assert submission.decided_by == kept


def test_an_erased_expert_gives_back_what_was_claimed():
    submission = submitted(make_user("author"))
    expert = make_user("moderator")
    claim(submission=submission, by=expert, now=now())
    assert any("возвращается в очередь" in line for line in describe_erasure(expert))
    erase_person(user=expert, by=None, now=now())
    assert state_of(submission) == ("queued", None)


def test_what_is_in_review_stays_with_the_institute():
    author = make_user("author")
    submission = submitted(author)
    erase_person(user=author, by=None, now=now())
    assert Submission.objects.get(pk=submission.pk).state == "queued"


def test_plans_of_two_accounts_become_one():
    kept, gone, third = make_user("moderator"), make_user("moderator"), make_user("author")
    institute = make_submission(now=now()).institute
    for person in (kept, gone):
        Membership.objects.create(institute=institute, person=person)
        Conflict.objects.create(person=person, author=third, reason="Сестра", at=now())
        SavedView.objects.create(owner=person, title="Физика", query="grade=8")
    Conflict.objects.create(person=kept, author=gone, reason="Он же", at=now())
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert Membership.objects.get().person == kept
    assert Conflict.objects.get().person == kept
    assert SavedView.objects.get().owner == kept


def blind_submission(*experts):
    """Make a submission for two blind experts on which ``experts`` have voted to publish."""
    submission = submitted(make_user("author"))
    plan = [{"stage": "methodical", "seats": 2}]
    Submission.objects.filter(pk=submission.pk).update(plan=plan)
    submission.refresh_from_db()
    for expert in experts:
        claim(submission=submission, by=expert, now=now())
        approve(submission=submission, letter="", by=expert, now=now())
    return submission


def test_two_accounts_of_one_person_do_not_take_both_seats():
    kept, gone = make_user("moderator"), make_user("moderator")
    submission = blind_submission(gone)
    claim(submission=submission, by=kept, now=now())
    assert any("голос эксперта сохраняет имя" in line for line in describe_merge(gone))
    merge_people(kept=kept, gone=gone, by=None, now=now())
    assert state_of(submission) == ("queued", None)
    assert Vote.objects.get().by == gone
    with pytest.raises(TransitionRefused):
        claim(submission=submission, by=kept, now=now())
    assert claim_next(filters=QueueFilters(), by=kept, now=now()) is None


def test_appeals_and_complaints_move_and_an_erased_address_is_forgotten():
    author, expert = make_user("author"), make_user("moderator")
    kept = make_user("author")
    submission = submitted(author)
    claim(submission=submission, by=expert, now=now())
    return_submission(submission=submission, letter="Правьте.", by=expert, now=now())
    appeal(submission=submission, text="Не согласна.", by=author, now=now())
    Signal.objects.create(
        submission=submission,
        version=1,
        source="reader",
        reason="mistake",
        text="Ошибка в ответе.",
        contact="anna@example.org",
        by=author,
        at=now(),
    )
    merge_people(kept=kept, gone=author, by=None, now=now())
    assert Appeal.objects.get().by == kept
    assert Signal.objects.get().by == kept
    assert any("без имени" in line for line in describe_erasure(kept))
    erase_person(user=kept, by=None, now=now())
    assert Signal.objects.get().contact == ""
    assert Appeal.objects.get().text == "Не согласна."
