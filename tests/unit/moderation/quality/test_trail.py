"""Every move of a submission stands in the audit and in the timeline of whom it concerns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.api import may
from core.api import read_trail
from core.models import AuditEntry
from moderation import api
from moderation.models import ReviewRule, Submission
from moderation.referrals import actions as referring
from moderation.rules import SEE_HISTORY
from moderation.states import SUBMISSIONS
from tests.factories.institutes import make_region, regional_submission
from tests.factories.moderation import (
    approve,
    author_of,
    faulty_marks,
    full_marks,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
LETTER = "Исправьте вывод."


class Story:
    """A submission, its author, experts and a chief; each method makes one transition."""

    def __init__(self, now):
        self.now = now
        self.expert, self.other = make_user("moderator"), make_user("moderator")
        self.chief = make_user("chief_moderator")
        self.submission = make_submission(now=now)
        self.author = author_of(self.submission)

    def do(self, act, **facts):
        facts.setdefault("by", self.expert)
        facts.setdefault("submission", self.submission)
        act(now=self.now, **facts)

    def claim(self):
        self.do(api.claim)

    def take_over(self):
        self.claim()
        self.now += timedelta(hours=3)
        self.do(api.claim, by=self.other)

    def release(self):
        self.claim()
        self.do(api.release)

    def pass_on(self):
        institute = api.ensure_central_institute()
        ReviewRule.objects.create(institute=institute, kind="scenario", second_reader=True)
        self.submission = make_submission(now=self.now)
        self.author = author_of(self.submission)
        self.claim()
        self.do(approve)

    def return_(self):
        self.claim()
        self.do(return_submission, letter=LETTER)

    def reject(self):
        self.claim()
        self.do(api.reject, letter=LETTER, marks=faulty_marks(self.submission))

    def approve(self):
        self.claim()
        self.do(approve)

    def resubmit(self):
        self.return_()
        learning_object = self.submission.learning_object
        api.submit(learning_object=learning_object, by=self.author, now=self.now)

    def appeal(self):
        self.return_()
        self.do(api.appeal, text="Вывод верен.", by=self.author)

    def recall(self):
        self.do(api.recall, by=self.author)

    def assign(self):
        self.do(api.assign, to=self.expert, by=self.chief)

    def hand_over(self):
        self.claim()
        self.do(api.hand_over, to=self.other)

    def expire(self):
        self.claim()
        self.now += timedelta(hours=7)
        api.sweep(now=self.now)

    def _second_look(self):
        self.approve()
        report = api.Report("mistake", "Ошибка в выводе.")
        uuid = self.submission.object_uuid
        api.report_object(object_uuid=uuid, report=report, by=None, now=self.now)
        self.submission = Submission.objects.get(purpose="recheck")

    def keep(self):
        self._second_look()
        self.claim()
        self.do(api.keep, marks=full_marks(self.submission))

    def remove(self):
        self._second_look()
        self.claim()
        marks = faulty_marks(self.submission)
        self.do(api.remove, how="block", letter=LETTER, marks=marks)

    def overtake(self):
        self._second_look()
        api.take_out(
            learning_object=self.submission.learning_object,
            **{"how": "block", "reason": LETTER, "by": self.chief, "now": self.now},
        )

    def send_up(self):
        self.region = make_region(now=self.now)
        self.submission = regional_submission(self.region, now=self.now, claimed=True)
        self.author = author_of(self.submission)
        facts = {"submission": self.submission, "note": "Тема федеральная.", "now": self.now}
        self.referral = referring.prepare_referral(by=self.region.expert, **facts)
        referring.send_referral(referral=self.referral, by=self.region.chief, now=self.now)

    def call_back(self):
        self.send_up()
        referring.withdraw_referral(referral=self.referral, by=self.region.chief, now=self.now)
        self.expert = self.region.expert

    def settle_control(self):
        self.return_()
        decision = self.submission.decisions.get()
        facts = {"verdict": "return", "failed": ["correct"], "wanted": 1}
        made = api.make_control(decision=decision, by=self.chief, now=self.now, **facts)
        self.control, self.submission = made, made.submission
        api.end_control(control=made, by=self.chief, now=self.now)


# What stands in the audit after the transition; the last line of the trail.
VERBS = {
    "take_over": "claim",
    "resubmit": "submit",
    "pass_on": "vote",
    "remove": "block",
    "settle_control": "end_control",
    "call_back": "withdraw_referral",
}
# Control items concern nobody but the chiefs, who read them on their own page.
HIDDEN = {"settle_control"}
# The object leaves the library in the same moment: that is the line that people read.
SHOWN_AS = {"overtake": "learning_objects.withdraw"}


@pytest.mark.parametrize("name", [item.name for item in SUBMISSIONS.transitions()])
def test_a_transition_is_in_the_trail_and_in_the_timeline(now, name):
    story = Story(now)
    getattr(story, {"return": "return_"}.get(name, name))()
    story.submission.refresh_from_db()
    assert story.submission.state == SUBMISSIONS.transition(name).target
    verb = VERBS.get(name, name)
    trail = read_trail(object_uuid=story.submission.object_uuid)
    moves = [entry for entry in trail if entry.action == f"moderation.{verb}"]
    assert moves, [entry.action for entry in trail]
    assert moves[-1].at == story.now
    assert moves[-1].data["submission"] == str(story.submission.uuid)
    shown = [item.action for item in api.history_of(story.submission.object_uuid).items]
    line = SHOWN_AS.get(name, f"moderation.{verb}")
    assert (line in shown) is (name not in HIDDEN)
    if name not in HIDDEN:
        fresh = Submission.objects.get(pk=story.submission.pk)
        assert may(story.author, SEE_HISTORY, fresh)
        assert may(story.expert, SEE_HISTORY, fresh)
        assert not may(make_user("author"), SEE_HISTORY, fresh)


def test_a_control_item_has_a_trail_of_its_own(now):
    story = Story(now)
    story.settle_control()
    actions = [entry.action for entry in read_trail(object_uuid=story.control.uuid)]
    assert actions == ["moderation.make_control", "moderation.settle_control"]


def test_the_audit_only_grows(now):
    Story(now).approve()
    for change in (lambda rows: rows.update(action="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(AuditEntry.objects.all())
