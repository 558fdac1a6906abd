from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accounts.errors import NotAllowed
from core.api import machines, read_trail
from learning_objects.api import get_object, save_draft
from learning_objects.data import TopicRef
from learning_objects.errors import NothingToReview
from moderation import api
from moderation.commissions.data import ALIVE, OCCUPYING, STATES, TAKING_STATES, UNFINISHED
from moderation.commissions.states import COMMISSIONS, TAKINGS
from moderation.commissions.wording import REFUSALS
from moderation.data import OPEN_STATES
from moderation.errors import ChecksFailed
from moderation.models import Commission, Submission, Taking
from tests.factories.commissions import approve_it, make_call, return_it
from tests.factories.framework import load_programmes
from tests.factories.library import topic
from tests.factories.moderation import scenario_draft
from tests.factories.people import make_user

REFUSED = (*REFUSALS, NotAllowed, NothingToReview, ChecksFailed)
SYSTEM = {"complete", "take", "send", "resume", "fulfil"}


@pytest.mark.parametrize("machine", [COMMISSIONS, TAKINGS])
def test_machines_are_declared_and_people_need_a_permission(machine):
    assert machines.get(machine.name) is machine
    without = {item.name for item in machine.transitions() if not item.permission}
    assert without <= SYSTEM


def test_no_state_is_without_a_way_out_but_the_ends():
    ends = {state for state in STATES if not COMMISSIONS.allowed_from(state)}
    assert ends == {"cancelled"}
    ends = {state for state in TAKING_STATES if not TAKINGS.allowed_from(state)}
    assert ends == set(TAKING_STATES) - set(UNFINISHED)


class Calling(RuleBasedStateMachine):
    """A methodologist, two authors and an expert try everything in any order."""

    @initialize(first_come=st.booleans(), places=st.integers(1, 2))
    def begin(self, first_come, places):
        self.now = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
        with TemporaryDirectory() as folder:
            load_programmes(Path(folder))
        self.methodologist = make_user("methodologist")
        self.expert = make_user("moderator")
        self.authors = [make_user("author"), make_user("author")]
        self.call = make_call(
            by=self.methodologist, now=self.now, first_come=first_come, places=places
        )

    def attempt(self, act, **facts):
        try:
            return act(**facts, now=self.now)
        except REFUSED:
            return None

    def parts(self):
        # The examples share a transaction: those of others are none of this one's business.
        return Taking.objects.filter(commission=self.call)

    def part(self, which):
        return self.parts().filter(author=self.authors[which]).order_by("-pk").first()

    def fresh(self):
        return Commission.objects.get(pk=self.call.pk)

    @rule(days=st.integers(1, 6))
    def time_passes(self, days):
        self.now += timedelta(days=days)

    @rule(which=st.integers(0, 1))
    def apply(self, which):
        facts = {"commission": self.fresh(), "plan": "План", "by": self.authors[which]}
        self.attempt(api.apply_for, **facts)

    @rule(which=st.integers(0, 1), by_author=st.booleans())
    def accept(self, which, by_author):
        taking = self.part(which)
        if taking:
            by = self.authors[which] if by_author else self.methodologist
            self.attempt(api.accept_taking, taking=taking, by=by)

    @rule(which=st.integers(0, 1), act=st.sampled_from([api.decline_taking, api.revoke_taking]))
    def refuse(self, which, act):
        taking = self.part(which)
        if taking:
            self.attempt(act, taking=taking, reason="Причина", by=self.methodologist)

    @rule(which=st.integers(0, 1), give_back=st.booleans())
    def leave(self, which, give_back):
        taking, by = self.part(which), self.authors[which]
        if taking and give_back:
            self.attempt(api.give_back_taking, taking=taking, reason="", by=by)
        elif taking:
            self.attempt(api.retract_taking, taking=taking, by=by)

    @rule(which=st.integers(0, 1))
    def write(self, which):
        taking, by = self.part(which), self.authors[which]
        made = taking and self.attempt(api.begin_draft, taking=taking, by=by)
        if made:
            draft = scenario_draft(f"Урок {self.now:%d}", topics=[TopicRef(topic())])
            self.attempt(save_draft, learning_object=made, draft=draft, by=by)

    @rule(which=st.integers(0, 1))
    def send(self, which):
        taking = self.part(which)
        if taking and taking.learning_object:
            fresh = get_object(uuid=taking.learning_object.uuid)
            self.attempt(api.submit, learning_object=fresh, by=self.authors[which])

    @rule(which=st.integers(0, 1), verdict=st.sampled_from(["return", "approve", "recall"]))
    def decide(self, which, verdict):
        taking = self.part(which)
        found = (
            taking
            and Submission.objects.filter(
                learning_object_id=taking.learning_object_id, state__in=OPEN_STATES
            ).first()
        )
        if not found:
            return
        if verdict == "recall":
            self.attempt(api.recall, submission=found, by=self.authors[which])
            return
        self.attempt(api.claim, submission=found, by=self.expert)
        if verdict == "return":
            self.attempt(return_it, submission=found, by=self.expert)
        else:
            self.attempt(approve_it, submission=found, by=self.expert)

    @rule(act=st.sampled_from([api.open_commission, api.close_commission, api.reopen_commission]))
    def turn(self, act):
        self.attempt(act, commission=self.fresh(), by=self.methodologist)

    @rule(days=st.integers(-1, 9), more=st.integers(-1, 1))
    def prolong(self, days, more):
        call = self.fresh()
        self.attempt(
            api.prolong_commission,
            commission=call,
            deadline=call.deadline + timedelta(days=days),
            places=call.places + more,
            by=self.methodologist,
        )

    @rule()
    def cancel(self):
        facts = {"commission": self.fresh(), "reason": "Хватит", "by": self.methodologist}
        self.attempt(api.cancel_commission, **facts)

    @invariant()
    def places_are_counted(self):
        call = self.fresh()
        occupied = self.parts().filter(state__in=OCCUPYING).count()
        assert call.taken == occupied <= call.places

    @invariant()
    def each_author_has_one_part_at_most(self):
        for author in self.authors:
            assert self.parts().filter(author=author, state__in=UNFINISHED).count() <= 1

    @invariant()
    def parts_follow_their_review(self):
        for taking in self.parts().filter(state__in=("submitted", "fulfilled")):
            last = Submission.objects.filter(learning_object=taking.learning_object).last()
            assert (
                last.state
                in {"submitted": ("queued", "claimed"), "fulfilled": ("approved",)}[taking.state]
            )

    @invariant()
    def nothing_waits_for_a_call_that_is_over(self):
        waiting = self.parts().filter(state="applied").exclude(commission__state__in=ALIVE)
        assert not waiting.exists()

    @invariant()
    def the_audit_tells_every_part(self):
        trail = read_trail(object_uuid=self.call.uuid, limit=1000)
        told = {entry.data.get("taking") for entry in trail}
        assert {str(uuid) for uuid in self.parts().values_list("uuid", flat=True)} <= told


class TestCalling(Calling.TestCase, TestCase):
    """Runs the machine in one transaction; every example makes its own people and call."""

    settings = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
