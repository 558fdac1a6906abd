from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.api import now as clock
from learning_objects.api import get_object
from moderation import api
from moderation.errors import EmptyText, NotPublic, ReasonMissing
from moderation.models import Institute, Signal, Submission
from notices.models import Notice
from tests.factories.after import WORDS, keep, open_look, published, remove, report
from tests.factories.journal import withdraw
from tests.factories.moderation import full_marks
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def state_of(submission):
    found = get_object(uuid=submission.object_uuid)
    return found.state, found.withdrawn_how


def test_the_first_signal_opens_a_look_and_the_next_ones_join_it():
    version = published()
    first, second = report(version), report(version, "harm", text="Опасно")
    assert first.submission == second.submission
    look = Submission.objects.get(pk=first.submission.pk)
    assert (look.purpose, look.state, look.stage) == ("recheck", "queued", "recheck")
    assert look.priority == 1  # what may harm does not wait for its turn
    assert get_object(uuid=version.object_uuid).state == "published"


def test_nothing_is_said_of_what_is_not_public_or_without_words():
    version = published()
    with pytest.raises(EmptyText):
        report(version, text="  ")
    with pytest.raises(ValueError, match="unknown code"):
        report(version, "boring")
    withdraw(version)
    with pytest.raises(NotPublic):
        report(version)
    assert not Submission.objects.filter(purpose="recheck").exists()


@pytest.mark.parametrize("how", ["retire", "block"])
def test_experts_take_out_what_should_not_be_public(how):
    expert = make_user("moderator")
    look = open_look(claimed_by=expert)
    facts = {"how": how, "letter": "Ошибка", "by": expert, "now": clock()}
    with pytest.raises(ReasonMissing):
        api.remove(submission=look, marks=full_marks(look), **facts)
    remove(look, how, expert)
    assert state_of(look) == ("withdrawn", how)
    lines = [item.action for item in api.history_of(look.object_uuid).items]
    assert f"moderation.{how}" in lines


def test_what_is_kept_stays_and_the_next_signal_opens_another_look():
    expert = make_user("moderator")
    look = open_look(claimed_by=expert)
    keep(look, expert)
    assert state_of(look) == ("published", "")
    assert api.open_recheck_of(look.object_uuid) is None


def test_authors_chiefs_and_reporters_are_told_and_nobody_is_named():
    chief, expert, reader = make_user("chief_moderator"), make_user("moderator"), make_user()
    version = published()
    author = get_object(uuid=version.object_uuid).authorships.get().user
    said = api.Report(reason="mistake", text=WORDS)
    signal = api.report_object(object_uuid=version.object_uuid, report=said, by=reader, now=clock())
    report(version)
    api.claim(submission=signal.submission, by=expert, now=clock())
    keep(signal.submission, expert)
    codes = {
        person: list(
            Notice.objects.filter(recipient=person, code__startswith="moderation.")
            .order_by("id")
            .values_list("code", flat=True)
        )
        for person in (author, chief, reader)
    }
    assert codes[author][-2:] == ["moderation.looked_at_again", "moderation.kept"]
    assert codes[chief].count("moderation.complained") == 1
    assert codes[reader] == ["moderation.report_settled"]


def test_the_timeline_does_not_name_who_reported_it():
    version, reader = published(), make_user()
    author = get_object(uuid=version.object_uuid).authorships.get().user
    said = api.Report(reason="mistake", text=WORDS)
    api.report_object(object_uuid=version.object_uuid, report=said, by=reader, now=clock())
    items = api.history_of(version.object_uuid, seen_by=author).items
    line = next(item for item in items if item.action == "moderation.recheck")
    assert line.person_name == ""


def test_who_approved_it_last_looks_after_it():
    expert, version = make_user("moderator"), published()
    central = open_look().institute
    made = get_object(uuid=version.object_uuid)
    region = Institute.objects.create(key="region", title="Регион", level="regional")
    for state, institute in (("approved", central), ("rejected", region)):
        Submission.objects.create(
            learning_object=made,
            object_uuid=made.uuid,
            institute=institute,
            state=state,
            kind=made.kind,
            title="Опыт",
            revision_id=1,
            submitted_by=expert,
            submitted_at=clock(),
            decided_by=expert,
            decided_at=clock(),
        )
    assert report(version).submission.institute == central


def test_contacts_are_forgotten_when_the_look_is_over():
    version = published()
    report(version, contact="reader@example.org")
    expert = make_user("moderator")
    look = api.open_recheck_of(version.object_uuid)
    api.claim(submission=look, by=expert, now=clock())
    keep(look, expert)
    assert Signal.objects.get().contact == ""


def test_a_machine_says_the_same_once():
    version = published()
    facts = {"source": "asset", "reason": "broken", "text": "Нет схемы", "now": clock()}
    assert api.raise_signal(object_uuid=version.object_uuid, **facts) is not None
    assert api.raise_signal(object_uuid=version.object_uuid, **facts) is None
    expert = make_user("moderator")
    look = api.open_recheck_of(version.object_uuid)
    api.claim(submission=look, by=expert, now=clock())
    keep(look, expert)
    assert api.raise_signal(object_uuid=version.object_uuid, **facts) is None
    withdraw(version)
    other = {**facts, "source": "statistics", "text": "Никто не решает"}
    assert api.raise_signal(object_uuid=version.object_uuid, **other) is None


class Signals(TestCase):
    @settings(max_examples=8, deadline=None)
    @given(st.lists(st.sampled_from(Signal.Reason.values), min_size=1, max_size=5))
    def test_however_much_is_said_there_is_one_open_look(self, reasons):
        version = published()
        for number, reason in enumerate(reasons):
            report(version, reason, text=f"{number}")
        look = Submission.objects.get(purpose="recheck", object_uuid=version.object_uuid)
        assert look.signals.count() == len(reasons)
        assert (look.priority > 0) == bool({"harm", "personal"} & set(reasons))
