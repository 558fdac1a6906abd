"""Everybody tries everything in any order, also on what they saw a while ago.

The model of section «What must hold»: no state without a way out, no decision without rubric, what
is published is what was reviewed, leases bind, nobody reviews their own, the audit is complete.
Simultaneous actors are those who act on an instance they have loaded before others acted; threads
and processes race in ``tests/integration/test_moderation_concurrency.py`` and ``make soak``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from accounts.errors import NotAllowed
from core.api import read_trail
from core.errors import TransitionRefused
from learning_objects.api import get_object, get_version, save_draft
from learning_objects.errors import NothingToReview
from moderation import api, errors
from moderation.actions.counting import fold_counts, recount_queues
from moderation.api import queue
from moderation.data import (
    APPROVE,
    KEEP,
    OPEN_STATES,
    RECHECK,
    REVIEW,
    WAITING_STATES,
    WHICH,
    QueueFilters,
)
from moderation.models import (
    Affiliation,
    Control,
    Decision,
    Institute,
    Membership,
    Referral,
    Remark,
    ReviewRule,
    Submission,
    Vote,
)
from moderation.queue_numbers import count_by_which
from moderation.referrals.actions import (
    AlreadyReferred,
    prepare_referral,
    send_referral,
    withdraw_referral,
)
from moderation.referrals.data import ANSWERED
from moderation.states import SUBMISSIONS
from tests.factories.moderation import faulty_marks, full_marks, make_scenario, scenario_draft
from tests.factories.people import make_user

REFUSED = (
    NotAllowed,
    TransitionRefused,
    NothingToReview,
    AlreadyReferred,
    *(getattr(errors, name) for name in errors.__all__),
)
WAYS = {
    "approve": api.approve,
    "return": api.return_submission,
    "reject": api.reject,
    "keep": api.keep,
    "retire": partial(api.remove, how="retire"),
    "block": partial(api.remove, how="block"),
}
VERDICTS = st.sampled_from(sorted(WAYS))
PURPOSES = (REVIEW, RECHECK)
FITTING = (("approve", "return", "reject"), ("keep", "retire", "block"))
# The author is an expert too, and tries to review what they wrote; the last one is a chief.
PEOPLE = st.integers(0, 8)
EXPERTS = 7


class Reviewing(RuleBasedStateMachine):
    """An author who is also an expert, seven experts and a chief, around one object."""

    @initialize(
        second=st.booleans(),
        technical=st.booleans(),
        panel=st.sampled_from([1, 3]),
        past=st.sampled_from(["none", "looked at twice", "appealed", "rejected"]),
        regional=st.booleans(),
    )
    def begin(self, second, technical, panel, past, regional):
        self.now = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
        self.author = make_user("author", "moderator")
        experts = [make_user("moderator") for _ in range(EXPERTS)]
        self.people = [self.author, *experts, make_user("chief_moderator")]
        self.seen = {}
        self.found_institutes(regional)
        for institute in self.institutes:
            ReviewRule.objects.update_or_create(
                institute=institute,
                kind="scenario",
                defaults={"second_reader": second, "technical": technical, "panel": panel},
            )
        self.edits = 0
        self.uuid = make_scenario(by=self.author, now=self.now).uuid
        self.told = self.fingerprint = None
        self.edit_and_submit()
        self.live_through(past)

    def found_institutes(self, regional):
        """Let everybody work for the central institute and, if there is one, for the author's."""
        self.institutes = [api.ensure_central_institute()]
        if not regional:
            return
        key = f"region-{self.author.pk}"
        home = Institute.objects.create(key=key, title="Регион", level="regional")
        self.institutes.append(home)
        Affiliation.objects.create(person=self.author, institute=home, noted_at=self.now)
        for person in self.people[1:]:
            self.employ(person)

    def employ(self, person):
        if len(self.institutes) > 1:
            for institute in self.institutes:
                Membership.objects.create(institute=institute, person=person)

    def live_through(self, past):
        """Bring the object to where the rarer ways begin."""
        if past == "none":
            return
        choice = {"looked at twice": 0, "appealed": 1, "rejected": 2}[past]
        while self.all().filter(state__in=WAITING_STATES).exists():
            self.work_on(False, choice, True)
        if past == "looked at twice":
            self.complain()
        elif past == "appealed":
            self.load(0, False)
            self.appeal()

    # What everybody sees.

    def all(self):
        return Submission.objects.filter(object_uuid=self.uuid)

    def attempt(self, act, **facts):
        try:
            return act(**facts, now=self.now)
        except REFUSED:
            return None

    def view_of(self, who, recheck):
        """Return the submission as the person last loaded it, which then is loaded anew."""
        seen = self.seen.get((who, recheck))
        return seen if self.load(who, recheck) and seen else self.seen.get((who, recheck))

    def load(self, who, recheck):
        purpose = "recheck" if recheck else "review"
        found = self.all().filter(purpose=purpose).order_by("-pk").first()
        if found is not None:
            self.seen[who, recheck] = found
        return found

    # What people do.

    @rule(minutes=st.sampled_from([1, 90, 150, 600, 6000]), swept=st.booleans())
    def time_passes(self, minutes, swept):
        self.now += timedelta(minutes=minutes)
        if swept:
            api.sweep(now=self.now)

    @rule()
    def edit_and_submit(self):
        self.edits += 1
        made, by = get_object(uuid=self.uuid), self.author
        draft = scenario_draft(f"Маятник, правка {self.edits}")
        self.attempt(save_draft, learning_object=made, draft=draft, by=by)
        self.attempt(api.submit, learning_object=get_object(uuid=self.uuid), by=by)

    @rule()
    def recall(self):
        found = self.view_of(0, False)
        if found:
            self.attempt(api.recall, submission=found, by=self.author)

    @rule()
    def appeal(self):
        found = self.view_of(0, False)
        if found:
            self.attempt(api.appeal, submission=found, text="Не согласна.", by=self.author)

    @rule()
    def complain(self):
        report = api.Report("mistake", "Период в таблице неверен.")
        self.attempt(api.report_object, object_uuid=self.uuid, report=report, by=None)

    @rule(who=PEOPLE, recheck=st.booleans())
    def claim(self, who, recheck):
        found = self.view_of(who, recheck)
        if found:
            self.attempt(api.claim, submission=found, by=self.people[who])

    @rule(who=PEOPLE)
    def claim_next(self, who):
        self.attempt(api.claim_next, filters=QueueFilters(which="free"), by=self.people[who])

    @rule(who=PEOPLE, recheck=st.booleans())
    def release(self, who, recheck):
        found = self.view_of(who, recheck)
        if found:
            self.attempt(api.release, submission=found, by=self.people[who], reason="time")

    @rule(who=PEOPLE, to=PEOPLE, recheck=st.booleans(), act=st.sampled_from(["assign", "over"]))
    def give(self, who, to, recheck, act):
        found = self.view_of(who, recheck)
        if found:
            way = api.assign if act == "assign" else api.hand_over
            self.attempt(way, submission=found, to=self.people[to], by=self.people[who])

    @rule(who=PEOPLE, recheck=st.booleans(), severity=st.sampled_from(["must", "note"]))
    def remark(self, who, recheck, severity):
        found = self.view_of(who, recheck)
        if found:
            facts = {"submission": found, "text": "Уточните угол.", "severity": severity}
            self.attempt(api.add_remark, **facts, by=self.people[who])

    @rule(who=PEOPLE, act=st.sampled_from(["done", "resolve", "reopen", "withdraw"]))
    def move_remark(self, who, act):
        found = Remark.objects.filter(submission__object_uuid=self.uuid).order_by("-pk").first()
        if found:
            way = {
                "done": api.mark_remark_done,
                "resolve": api.resolve_remark,
                "reopen": api.reopen_remark,
                "withdraw": api.withdraw_remark,
            }[act]
            self.attempt(way, remark=found, by=self.people[who])

    @rule(who=PEOPLE, recheck=st.booleans(), verdict=VERDICTS, marked=st.booleans())
    def vote(self, who, recheck, verdict, marked):
        found = self.view_of(who, recheck)
        if not found:
            return
        good = verdict in (APPROVE, KEEP)
        marks = (full_marks if good else faulty_marks)(found) if marked else {}
        facts = {"submission": found, "marks": marks, "letter": "" if good else "Вот почему."}
        self.attempt(WAYS[verdict], **facts, by=self.people[who])

    @rule(recheck=st.booleans(), choice=st.integers(0, 2), patient=st.booleans())
    def work_on(self, recheck, choice, patient):
        """Somebody who is free takes what waits and votes, as most reviews go."""
        found = self.all().filter(state__in=WAITING_STATES, purpose=PURPOSES[recheck]).first()
        if not found:
            return
        self.now += timedelta(days=3 * patient)  # the lease of whoever holds it may be over
        voted = set(found.votes.values_list("by", flat=True))
        who = next(n for n in range(1, len(self.people)) if self.people[n].pk not in voted)
        self.attempt(api.claim, submission=found, by=self.people[who])
        for remark in found.remarks.filter(state__in=("open", "done")):
            self.attempt(api.resolve_remark, remark=remark, by=self.people[who])
        self.load(who, recheck)
        self.vote(who, recheck, FITTING[recheck][choice], True)

    @rule()
    def restore(self):
        facts = {"learning_object": get_object(uuid=self.uuid), "reason": "Ошибка исправлена."}
        self.attempt(api.put_back, **facts, by=self.people[-1])

    @rule(who=PEOPLE, sent=st.booleans())
    def send_up(self, who, sent):
        found = self.view_of(who, False)
        if not found:
            return
        asked = {"note": "Просим посмотреть.", "by": self.people[who]}
        self.attempt(prepare_referral, submission=found, **asked)
        referral = self.referral()
        if sent and referral:
            self.attempt(send_referral, referral=referral, by=self.people[-1])

    @rule()
    def call_back(self):
        referral = self.referral()
        if referral:
            self.attempt(withdraw_referral, referral=referral, by=self.people[-1])

    def referral(self):
        return Referral.objects.filter(submission__object_uuid=self.uuid).order_by("pk").last()

    @rule(wanted=st.sampled_from([1, 2]))
    def seed_control(self, wanted):
        decided = Decision.objects.filter(submission__object_uuid=self.uuid).order_by("pk").last()
        if decided:
            facts = {"verdict": APPROVE, "failed": [], "wanted": wanted}
            self.attempt(api.make_control, decision=decided, **facts, by=self.people[-1])

    @rule(who=PEOPLE, verdict=st.sampled_from(["approve", "return"]))
    def judge_control(self, who, verdict):
        control = self.controls().filter(ended_at=None).order_by("pk").last()
        if control:
            found = control.submission
            self.attempt(api.claim, submission=found, by=self.people[who])
            marks = (full_marks if verdict == APPROVE else faulty_marks)(found)
            facts = {"submission": found, "marks": marks, "letter": "Вот почему."}
            self.attempt(WAYS[verdict], **facts, by=self.people[who])

    def controls(self):
        return Control.objects.filter(source_uuid=self.uuid).select_related("submission")

    @rule()
    def the_sweeper_folds_the_numbers(self):
        fold_counts()

    @rule(who=PEOPLE, which=st.sampled_from(WHICH))
    def look_at_the_queue(self, who, which):
        """The number on a tab is that of the rows behind it."""
        person = self.people[who]
        rows = queue(person, QueueFilters(which), now=self.now)
        assert count_by_which(person, now=self.now)[which] == len(rows)

    # What must hold after each step.

    @invariant()
    def the_kept_numbers_are_those_of_the_rows(self):
        assert recount_queues(repair=False) == {}

    @invariant()
    def every_change_of_state_is_in_the_audit(self):
        rows = self.all().order_by("pk").values_list("pk", "state", "round", "step", "seat")
        fingerprint = [*rows], [*self.all().order_by("pk").values_list("claimed_by")]
        told = len(read_trail(object_uuid=self.uuid, limit=10_000))
        if self.fingerprint is not None and fingerprint != self.fingerprint:
            assert told > self.told
        self.told, self.fingerprint = told, fingerprint

    @invariant()
    def the_object_stands_where_its_review_does(self):
        review = self.all().filter(purpose="review", state__in=OPEN_STATES).first()
        state = get_object(uuid=self.uuid).state
        expected = {"queued": "in_review", "claimed": "in_review", "returned": "returned"}
        if review:
            assert state == expected[review.state]
        else:
            assert state in ("draft", "published", "withdrawn")

    @invariant()
    def claims_have_a_holder_who_may_hold_them(self):
        for found in self.all().filter(state="claimed"):
            assert found.claimed_by != self.author
            assert found.lease_until is not None
            votes = found.votes.all() if found.is_appeal else found.votes.filter(round=found.round)
            assert not votes.filter(by=found.claimed_by).exists()

    @invariant()
    def nobody_reviews_their_own(self):
        votes = Vote.objects.filter(submission__object_uuid=self.uuid)
        assert not votes.filter(by=self.author).exists()
        appeals = votes.filter(is_appeal=True)
        before = votes.filter(is_appeal=False)
        for vote in appeals:
            assert not before.filter(submission=vote.submission, by=vote.by).exists()

    @invariant()
    def every_decision_has_its_votes_and_they_their_rubric(self):
        for decision in Decision.objects.filter(submission__object_uuid=self.uuid):
            votes = Vote.objects.filter(
                submission=decision.submission_id,
                round=decision.round,
                is_appeal=decision.is_appeal,
                revision_id=decision.revision_id,
            )
            assert votes
            for vote in votes:
                failed = [code for code, mark in vote.marks.items() if mark == "no"]
                good = vote.verdict in (APPROVE, KEEP)
                assert bool(failed) != good
                assert not good or set(vote.marks) == set(vote.rubric.codes)
            last = votes.filter(step=votes.latest("step").step)
            assert decision.verdict in {vote.verdict for vote in last} | {"return"}

    @invariant()
    def what_is_public_is_what_was_reviewed(self):
        approvals = Decision.objects.filter(submission__object_uuid=self.uuid, verdict=APPROVE)
        current = get_object(uuid=self.uuid).current_version
        assert (current is None) == (not approvals.exists())
        if current is None:
            return
        newest = approvals.latest("pk")
        assert current.decision_uuid == newest.uuid
        assert current.revision_id_published == newest.revision_id
        assert get_version(uuid=self.uuid).number == approvals.count()

    @invariant()
    def a_referral_stands_where_its_review_does(self):
        referral = self.referral()
        if referral is None:
            return
        review = referral.submission
        states = {
            "prepared": WAITING_STATES,
            "sent": WAITING_STATES,
            "accepted": ("approved",),
            "returned": ("returned",),
            "refused": ("rejected",),
        }
        assert review.state in states.get(referral.state, SUBMISSIONS.states)
        if referral.state not in ("prepared", "withdrawn"):
            assert review.institute_id == referral.receiver_id
        if referral.state in ANSWERED:
            assert referral.decision.submission == review

    @invariant()
    def controls_publish_nothing_and_their_makers_judge_none(self):
        for control in self.controls():
            review = control.submission
            assert not review.decisions.exists()
            assert get_version(uuid=review.object_uuid) is None
            assert not review.votes.filter(by__in=(self.author, control.made_by)).exists()
            assert control.results.count() == review.votes.count() <= control.wanted
            assert (control.ended_at is None) == (review.state in WAITING_STATES)

    @invariant()
    def every_state_has_a_way_out_or_is_an_end(self):
        for found in self.all().filter(state__in=OPEN_STATES):
            assert SUBMISSIONS.allowed_from(found.state)

    def teardown(self):
        """Whatever was left open can be brought to its end by people who are still free."""
        for found in self.all().filter(state__in=OPEN_STATES):
            self.finish(found)
        for decision in Decision.objects.filter(submission__object_uuid=self.uuid):
            event(f"{decision.verdict}{' on appeal' if decision.is_appeal else ''}")
        assert not self.all().filter(state__in=OPEN_STATES).exists()

    def finish(self, found):
        if found.state == "returned":
            api.recall(submission=found, by=self.author, now=self.now)
            return
        for _ in range(EXPERTS):
            if found.state not in WAITING_STATES:
                return
            self.now += timedelta(days=40)  # whatever lease runs is over
            expert = make_user("moderator")
            self.employ(expert)
            api.claim(submission=found, by=expert, now=self.now)
            for remark in found.remarks.filter(state__in=("open", "done")):
                api.resolve_remark(remark=remark, by=expert, now=self.now)
            way = api.keep if found.purpose == "recheck" else api.approve
            way(submission=found, marks=full_marks(found), by=expert, now=self.now)
            found.refresh_from_db()


class TestReviewing(Reviewing.TestCase, TestCase):
    """Runs the machine in one transaction; every example has people and an object of its own."""

    settings = settings(
        max_examples=7,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
