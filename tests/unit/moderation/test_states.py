from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accounts.errors import NotAllowed
from core.api import machines
from core.errors import TransitionRefused
from learning_objects.api import get_object, save_draft
from learning_objects.errors import NothingToReview
from moderation.api import add_remark, claim, recall, release, resolve_remark, submission_of, submit
from moderation.data import LEASE, MUST, OPEN_STATES, UNSETTLED
from moderation.errors import AlreadyClaimed, NotClaimed
from moderation.models import Decision, Remark
from moderation.states import REMARKS, SUBMISSIONS
from tests.factories.moderation import approve, make_scenario, return_submission, scenario_draft
from tests.factories.people import make_user

REFUSED = (TransitionRefused, AlreadyClaimed, NotClaimed, NotAllowed, NothingToReview)
OBJECT_STATE = {
    "queued": "in_review",
    "claimed": "in_review",
    "returned": "returned",
    "approved": "published",
}


@pytest.mark.parametrize("machine", [SUBMISSIONS, REMARKS])
def test_machines_are_declared_with_a_permission_for_every_move(machine):
    assert machines.get(machine.name) is machine
    without = {item.name for item in machine.transitions() if not item.permission}
    # The system's; for the last two the rule of the referral is asked.
    assert without <= {"expire", "overtake", "settle_control", "send_up", "call_back"}


def test_final_states_are_final():
    assert SUBMISSIONS.allowed_from("approved") == ()
    assert SUBMISSIONS.allowed_from("recalled") == ()


class Review(RuleBasedStateMachine):
    """Two experts and an author try everything in any order; the invariants hold."""

    @initialize()
    def begin(self):
        self.now = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
        self.author = make_user("author")
        self.experts = [make_user("moderator"), make_user("moderator")]
        self.object = make_scenario(by=self.author, now=self.now)
        self.published = 0

    def attempt(self, act, **arguments):
        try:
            act(now=self.now, **arguments)
        except REFUSED:
            return False
        return True

    def mine(self, model, **facts):
        return model.objects.filter(submission__object_uuid=self.object.uuid, **facts)

    @property
    def current(self):
        return submission_of(self.object.uuid)

    @rule(hours=st.integers(min_value=1, max_value=3))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def author_writes(self):
        fresh = get_object(uuid=self.object.uuid)
        self.attempt(
            save_draft, learning_object=fresh, draft=scenario_draft("Новое"), by=self.author
        )

    @rule()
    def author_submits(self):
        fresh = get_object(uuid=self.object.uuid)
        self.attempt(submit, learning_object=fresh, by=self.author)

    @rule()
    def author_recalls(self):
        if self.current:
            self.attempt(recall, submission=self.current, by=self.author)

    @rule(who=st.integers(0, 1))
    def expert_claims(self, who):
        if self.current:
            before = self.current
            done = self.attempt(claim, submission=before, by=self.experts[who])
            if done and before.state == "claimed" and before.claimed_by != self.experts[who]:
                assert before.lease_until < self.now

    @rule(who=st.integers(0, 1))
    def expert_releases(self, who):
        if self.current:
            self.attempt(release, submission=self.current, by=self.experts[who])

    @rule(who=st.integers(0, 1))
    def expert_remarks(self, who):
        if self.current:
            facts = {"text": "Поправьте.", "severity": MUST, "by": self.experts[who]}
            self.attempt(add_remark, submission=self.current, **facts)

    @rule(who=st.integers(0, 1))
    def expert_settles(self, who):
        for remark in self.mine(Remark, state__in=UNSETTLED)[:1]:
            self.attempt(resolve_remark, remark=remark, by=self.experts[who])

    @rule(who=st.integers(0, 1))
    def expert_returns(self, who):
        if self.current:
            facts = {"letter": "Правьте.", "by": self.experts[who]}
            self.attempt(return_submission, submission=self.current, **facts)

    @rule(who=st.integers(0, 1))
    def expert_approves(self, who):
        if not self.current:
            return
        open_musts = Remark.objects.filter(
            submission=self.current, severity=MUST, state__in=UNSETTLED
        ).count()
        if self.attempt(approve, submission=self.current, by=self.experts[who]):
            assert open_musts == 0
            self.published += 1

    @invariant()
    def states_agree(self):
        current = getattr(self, "object", None) and self.current
        if not current:
            return
        fresh = get_object(uuid=self.object.uuid)
        expected = OBJECT_STATE.get(current.state, "published" if self.published else "draft")
        assert fresh.state == expected
        assert (fresh.get_lock() is not None) == (fresh.state == "in_review")
        assert fresh.versions.count() == self.published
        assert self.mine(Decision, verdict="approve").count() == self.published
        assert self.object.submissions.filter(state__in=OPEN_STATES).count() <= 1
        if current.state == "claimed":
            assert current.lease_until <= self.now + LEASE


class TestReview(Review.TestCase, TestCase):
    """Runs the machine in one transaction; every example makes its own object and people."""

    settings = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
