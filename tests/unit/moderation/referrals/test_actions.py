from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from core.api import read_trail
from core.errors import TransitionRefused
from learning_objects.api import save_draft
from moderation import api
from moderation.institutes.actions import set_rule
from moderation.models import Referral, Submission
from moderation.referrals import actions
from moderation.referrals.queries import answer_of, referral_of, referrals_of
from notices.models import Notice
from tests.factories import moderation
from tests.factories.institutes import make_region, regional_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NOTE = "Тема федеральная, просим решить вас."


@pytest.fixture
def region(now):
    return make_region(now=now)


@pytest.fixture
def central():
    """An expert and a chief of the central institute."""
    return make_user("moderator"), make_user("chief_moderator")


def prepared(region, now, submission=None):
    found = submission or regional_submission(region, now=now, claimed=True)
    return actions.prepare_referral(submission=found, note=NOTE, by=region.expert, now=now)


def sent(region, now):
    made = prepared(region, now)
    actions.send_referral(referral=made, by=region.chief, now=now)
    return made


def taken(region, expert, now):
    """A referral that an expert of the central institute has claimed, and its submission."""
    made = sent(region, now)
    found = Submission.objects.get(pk=made.submission_id)
    api.claim(submission=found, by=expert, now=now)
    return made, found


def state(referral):
    return Referral.objects.get(pk=referral.pk).state


def codes(person):
    return list(
        Notice.objects.filter(recipient=person).order_by("id").values_list("code", flat=True)
    )


def test_an_expert_proposes_and_a_chief_sends(region, central, now):
    made = prepared(region, now)
    assert codes(region.chief) == ["moderation.referral_prepared"]
    with pytest.raises(TransitionRefused):
        actions.send_referral(referral=made, by=region.expert, now=now)
    actions.send_referral(referral=made, by=region.chief, now=now)
    found = Submission.objects.get(pk=made.submission_id)
    assert (found.institute.level, found.state, found.claimed_by) == ("central", "queued", None)
    assert codes(central[1]) == ["moderation.referral_sent"]
    assert read_trail(object_uuid=found.object_uuid)[-1].action == "moderation.send_up"


def test_only_those_of_a_region_propose(region, central, now):
    own = moderation.make_submission(now=now, claimed_by=central[0])
    with pytest.raises(NotAllowed):
        actions.prepare_referral(submission=own, note=NOTE, by=central[0], now=now)
    found = regional_submission(region, now=now)
    for stranger in (region.author, region.expert, central[1]):  # the expert holds no claim
        with pytest.raises(NotAllowed):
            actions.prepare_referral(submission=found, note=NOTE, by=stranger, now=now)
    with pytest.raises(actions.NoteMissing):
        actions.prepare_referral(submission=found, note=" ", by=region.chief, now=now)


def test_a_work_is_sent_up_once_at_a_time(region, now):
    made = prepared(region, now)
    with pytest.raises(actions.AlreadyReferred):
        prepared(region, now, made.submission)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=made.pk).update(state="accepted")


def test_the_approval_of_the_centre_is_the_answer(region, central, now):
    made, found = taken(region, central[0], now)
    api.add_remark(
        submission=found, text="Хорошо бы второй опыт.", severity="note", by=central[0], now=now
    )
    version = moderation.approve(
        submission=found, by=central[0], now=now, letter="Берём в федеральное собрание."
    )
    assert version.institute_title == api.ensure_central_institute().title
    fresh = Referral.objects.select_related("decision", "submission").get(pk=made.pk)
    letter, remarks = answer_of(fresh)
    assert (fresh.state, fresh.decision.verdict) == ("accepted", "approve")
    assert letter == "Берём в федеральное собрание."
    assert [item.text for item in remarks] == ["Хорошо бы второй опыт."]
    for person in (region.expert, region.chief):
        assert codes(person)[-1] == "moderation.referral_accepted"


def test_a_returned_work_comes_back_to_the_centre(region, central, now):
    made, found = taken(region, central[0], now)
    moderation.return_submission(submission=found, letter="Поправьте.", by=central[0], now=now)
    assert state(made) == "returned"
    learning_object = found.learning_object
    draft = moderation.scenario_draft("Маятник на нити")
    save_draft(learning_object=learning_object, draft=draft, by=region.author, now=now)
    again = api.submit(learning_object=learning_object, by=region.author, now=now)
    assert again.institute.level == "central"
    assert state(made) == "sent"
    api.claim(submission=again, by=central[0], now=now)
    moderation.approve(submission=again, by=central[0], now=now)
    assert state(made) == "accepted"


def test_a_refusal_may_be_appealed_and_answered_anew(region, central, now):
    made, found = taken(region, central[0], now)
    api.reject(
        submission=found,
        letter="Не подходит.",
        marks=moderation.faulty_marks(found),
        by=central[0],
        now=now,
    )
    assert state(made) == "refused"
    api.appeal(submission=found, text="Прошу посмотреть ещё раз.", by=region.author, now=now)
    assert state(made) == "sent"
    api.claim(submission=found, by=central[1], now=now)
    moderation.approve(submission=found, by=central[1], now=now)
    assert state(made) == "accepted"


def test_it_is_taken_back_while_nobody_works_on_it(region, central, now):
    made = sent(region, now)
    actions.withdraw_referral(referral=made, by=region.chief, now=now)
    found = Submission.objects.get(pk=made.submission_id)
    assert (state(made), found.institute, found.state) == (
        "withdrawn",
        region.institute,
        "queued",
    )
    again, claimed = taken_again(region, central[0], found, now)
    with pytest.raises(TransitionRefused):
        actions.withdraw_referral(referral=again, by=region.chief, now=now)
    assert claimed.institute.level == "central"


def taken_again(region, expert, found, now):
    made = actions.prepare_referral(submission=found, note=NOTE, by=region.chief, now=now)
    actions.send_referral(referral=made, by=region.chief, now=now)
    claimed = Submission.objects.get(pk=found.pk)
    api.claim(submission=claimed, by=expert, now=now)
    return made, claimed


def test_a_proposal_lapses_when_the_region_decides(region, now):
    made = prepared(region, now)
    found = Submission.objects.get(pk=made.submission_id)
    moderation.approve(submission=found, by=region.expert, now=now)
    assert state(made) == "withdrawn"
    with pytest.raises(TransitionRefused):
        actions.send_referral(referral=made, by=region.chief, now=now)


def test_a_recall_ends_it(region, now):
    made = sent(region, now)
    found = Submission.objects.get(pk=made.submission_id)
    api.recall(submission=found, by=region.author, now=now)
    assert state(made) == "withdrawn"


def test_nothing_goes_up_after_the_first_vote(region, now):

    facts = {"second_reader": True, "technical": False, "panel": 1, "days": 5}
    set_rule(institute=region.institute, kind="scenario", by=region.chief, now=now, **facts)
    found = regional_submission(region, now=now, claimed=True)
    moderation.approve(submission=found, by=region.expert, now=now)
    with pytest.raises(TransitionRefused):
        actions.prepare_referral(submission=found, note=NOTE, by=region.chief, now=now)


def test_who_proposed_takes_the_proposal_back(region, now):
    made = prepared(region, now)
    actions.withdraw_referral(referral=made, by=region.expert, now=now)
    assert state(made) == "withdrawn"
    assert Submission.objects.get(pk=made.submission_id).claimed_by == region.expert


def test_both_institutes_read_and_nobody_else(region, central, now, django_assert_max_num_queries):
    made = prepared(region, now)
    other = make_region(now=now, title="Другой")
    assert list(referrals_of(central[0])) == []
    actions.send_referral(referral=made, by=region.chief, now=now)
    for person in (region.expert, central[0]):
        assert [row.pk for row in referrals_of(person)] == [made.pk]
    assert list(referrals_of(other.chief)) == []
    assert list(referrals_of(region.expert, way="in")) == []
    assert referral_of(made.submission) == made
    reader = make_user("moderator")
    with django_assert_max_num_queries(5):
        list(referrals_of(reader)[:20])
