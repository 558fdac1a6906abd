from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from accounts.errors import NotAllowed
from core.api import now as clock
from core.api import read_trail
from learning_objects.api import get_version
from moderation import api
from moderation.data import QueueFilters
from moderation.errors import NotAControl
from moderation.models import (
    Backlog,
    Control,
    ControlResult,
    Decision,
    Institute,
    QualityDay,
    ReviewerDay,
    Submission,
)
from moderation.quality.refreshing import refresh_day
from moderation.workdays import day_of
from notices.models import Notice
from tests.factories.after import keep, published, report
from tests.factories.moderation import (
    approve,
    author_of,
    faulty_marks,
    make_submission,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user("chief_moderator")


@pytest.fixture
def decision(now):
    """A return, because the content is not correct."""
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    marks = faulty_marks(submission, "correct")
    return return_submission(
        submission=submission, letter="Ошибки.", by=expert, now=now, marks=marks
    )


@pytest.fixture
def control(chief, decision, now):
    return make(decision, chief, now)


def make(decision, by, now, **changes):
    facts = {"verdict": "return", "failed": ["correct"], "wanted": 1, **changes}
    return api.make_control(decision=decision, by=by, now=now, **facts)


def judge(control, now, act=return_submission, **arguments):
    expert = make_user("moderator")
    submission = control.submission
    api.claim(submission=submission, by=expert, now=now)
    act(submission=submission, by=expert, now=now, **arguments)
    return ControlResult.objects.get(by=expert)


def test_it_looks_like_any_other_submission(control, decision, now):
    submission, source = control.submission, decision.submission
    same = ("title", "kind", "institute", "subject_uuid", "grade", "search_text", "submitted_by")
    assert all(getattr(submission, name) == getattr(source, name) for name in same)
    assert api.content_of(submission)["body"]
    seen = api.history_of(submission.object_uuid).items
    assert [(item.label, item.person_name) for item in seen] == [
        ("Отправлен на проверку", source.submitted_by.short_name)
    ]
    everything = " ".join(entry.action for entry in read_trail(object_uuid=control.uuid))
    assert "make_control" in everything


def test_the_history_of_everything_else_is_as_it_was(decision):
    labels = [item.action for item in api.history_of(decision.submission.object_uuid).items]
    assert labels[0] == "learning_objects.create"


def test_nothing_is_decided_published_or_told(control, decision, now):
    told = Notice.objects.count()
    result = judge(
        control, now, letter="Ошибки.", marks=faulty_marks(control.submission, "correct")
    )
    assert (result.is_right, result.found, result.missed, result.extra) == (True, 1, 0, 0)
    assert Decision.objects.count() == 1
    control.refresh_from_db()
    assert control.ended_at == now
    submission = Submission.objects.get(pk=control.submission_id)
    assert submission.state == "recalled"
    assert submission.learning_object.state == "draft"
    assert Notice.objects.count() == told


def test_a_wrong_approval_publishes_nothing(control, now):
    result = judge(control, now, approve)
    assert (result.is_right, result.found, result.missed) == (False, 0, 1)
    assert get_version(uuid=control.submission.object_uuid) is None


def test_needless_faults_are_counted(control, now):
    marks = faulty_marks(control.submission, "outcome", "stages")
    result = judge(control, now, letter="Не то.", marks=marks)
    assert (result.is_right, result.found, result.missed, result.extra) == (True, 0, 1, 2)


def kept(look):
    expert = make_user("moderator")
    api.claim(submission=look, by=expert, now=clock())
    keep(look, expert)
    return Decision.objects.filter(submission=look).latest("pk")


def test_a_copy_of_a_second_look_is_shown_as_the_work_of_who_handed_it_in(chief, now):
    """A second look has no submitter of its own."""
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    approve(submission=submission, by=expert, now=now)
    look = report(get_version(uuid=submission.object_uuid)).submission
    assert make(kept(look), chief, now).submission.submitted_by == submission.submitted_by


def test_nobody_handed_in_what_came_another_way(chief, now):
    with pytest.raises(NotAControl):
        make(kept(report(published()).submission), chief, now)


def test_several_experts_judge_without_reading_each_other(chief, decision, now):
    control = make(decision, chief, now, wanted=3)
    for _each in range(2):
        judge(control, now, letter="Ошибки.")
        submission = Submission.objects.get(pk=control.submission_id)
        assert submission.is_blind
        assert submission.state == "queued"
        control.submission = submission
    judge(control, now, approve)
    assert Submission.objects.get(pk=control.submission_id).state == "recalled"
    assert control.results.count() == 3


def test_it_is_counted_apart(control, now):
    api.refresh_quality(now=now)
    assert Backlog.objects.get().rows == []
    refresh_day(Institute.objects.get(), day_of(now), now=now)
    before = QualityDay.objects.get(day=day_of(now)).facts
    judge(control, now, letter="Ошибки.")
    refresh_day(Institute.objects.get(), day_of(now), now=now)
    assert QualityDay.objects.get(day=day_of(now)).facts == before
    assert ReviewerDay.objects.count() == 1


def test_who_knows_is_given_none(control, chief, decision, now):
    other = make_user("chief_moderator")
    assert api.claim_next(filters=QueueFilters(), by=chief, now=now) is None
    assert api.claim_next(filters=QueueFilters(), by=other, now=now) is None
    assert api.claim_next(filters=QueueFilters(), by=make_user("moderator"), now=now)


def test_the_author_of_the_original_is_given_none(control, decision, now):
    from accounts.api import grant_role

    author = author_of(decision.submission)
    grant_role(user=author, role="moderator", by=None, now=now)
    assert api.claim_next(filters=QueueFilters(), by=author, now=now) is None


def test_a_chief_takes_it_out(control, chief, now):
    api.end_control(control=control, by=chief, now=now)
    assert Submission.objects.get(pk=control.submission_id).state == "recalled"
    control.refresh_from_db()
    assert control.ended_at == now
    api.end_control(control=control, by=chief, now=now)  # may be repeated


def test_only_chiefs_make_controls(decision, now):
    for role in ("moderator", "author", "administrator"):
        with pytest.raises(NotAllowed):
            make(decision, make_user(role), now)


@pytest.mark.parametrize(
    "changes",
    [{"verdict": "approve"}, {"failed": []}, {"failed": ["no_such_criterion"]}],
)
def test_what_does_not_hold_together_is_refused(decision, chief, now, changes):
    with pytest.raises(NotAControl):
        make(decision, chief, now, **changes)
    assert not Control.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"verdict": "approve"}, {"failed": []}, {"wanted": 9}, {"verdict": "keep"}]
)
def test_the_database_refuses_it_too(control, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Control.objects.update(**changes)


def test_results_do_not_change(control, now):
    judge(control, now, letter="Ошибки.")
    with pytest.raises(DatabaseError), transaction.atomic():
        ControlResult.objects.update(is_right=False)
    copy = ControlResult.objects.get()
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"good": 5}, {"overturned": 2}])
def test_the_days_of_experts_add_up(decision, now, changes):
    refresh_day(Institute.objects.get(), day_of(now), now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewerDay.objects.update(**changes)


@pytest.mark.parametrize("model", [QualityDay, ReviewerDay])
def test_one_row_a_day(decision, now, model):
    refresh_day(Institute.objects.get(), day_of(now), now=now)
    copy = model.objects.get()
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
