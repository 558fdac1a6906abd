"""Who sees whose votes, remarks and names while a review is blind, and afterwards."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, TaskState

from accounts.api import grant_role
from accounts.data import Scope
from core.api import now as clock
from learning_objects.api import get_object
from moderation.actions.deciding import count_open_musts
from moderation.api import (
    add_remark,
    appeal,
    claim,
    history_of,
    queue,
    recall,
    remarks_of,
    submit,
)
from moderation.data import QueueFilters
from moderation.models import Decision, ReviewRule, Submission
from moderation.standing import standing_of
from tests.factories.moderation import (
    approve,
    author_of,
    make_submission,
    move_to_subject,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def experts():
    return [make_user("moderator") for _number in range(3)]


@pytest.fixture
def submission(now):
    made = make_submission(now=now)
    Submission.objects.filter(pk=made.pk).update(plan=[{"stage": "methodical", "seats": 2}])
    made.refresh_from_db()
    return made


def take(submission, expert, now, *, text=""):
    claim(submission=submission, by=expert, now=now)
    if text:
        add_remark(submission=submission, text=text, severity="should", by=expert, now=now)


def test_the_second_expert_sees_nothing_of_the_first(now, submission, experts):
    first, second, _third = experts
    take(submission, first, now, text="Первое.")
    return_submission(submission=submission, letter="Нет вывода.", by=first, now=now)
    take(submission, second, now, text="Второе.")
    assert [item.text for item in remarks_of([submission], seen_by=second)] == ["Второе."]
    assert [item.text for item in remarks_of([submission], seen_by=first)] == ["Первое."]
    history = history_of(submission.object_uuid, seen_by=second)
    assert [item.text for item in history.remarks] == ["Второе."]
    told = "".join(item.person_name + item.text for item in history.items)
    assert first.last_name not in told
    assert "Нет вывода." not in told
    assert standing_of(submission).seat


def test_a_chief_sees_all_unless_they_hold_the_seat(now, submission, experts):
    chief = make_user("chief_moderator")
    take(submission, experts[0], now, text="Первое.")
    assert len(remarks_of([submission], seen_by=chief)) == 1
    names = [item.person_name for item in history_of(submission.object_uuid, seen_by=chief).items]
    assert experts[0].short_name in names
    return_submission(submission=submission, letter="Нет.", by=experts[0], now=now)
    claim(submission=submission, by=chief, now=now)
    assert not remarks_of([submission], seen_by=chief)


def test_the_author_reads_of_numbers_and_never_of_names(now, submission, experts):
    for expert, decide in zip(
        experts, (return_submission, approve, return_submission), strict=True
    ):
        take(submission, expert, now, text=f"Замечание {expert.last_name[:3]}.")
        decide(submission=submission, letter="Вот почему.", by=expert, now=now)
    submission.refresh_from_db()
    assert submission.state == "returned"
    letter = Decision.objects.get().letter
    assert "Эксперт 1:" in letter
    assert "Эксперт 3:" in letter
    assert "Эксперт 2" not in letter
    history = history_of(submission.object_uuid)
    names = {item.person_name for item in history.items}
    assert {"Эксперт 1", "Эксперт 2", "Эксперт 3"} <= names
    assert author_of(submission).short_name in names
    assert not names & {expert.short_name for expert in experts}
    assert [item.author_name for item in history.remarks] == [
        "Эксперт 1",
        "Эксперт 2",
        "Эксперт 3",
    ]
    mine = history_of(submission.object_uuid, seen_by=experts[1])
    assert experts[1].short_name in {item.person_name for item in mine.items}


def test_the_editors_history_names_no_blind_expert(now, submission, experts):
    for expert in experts[:2]:
        take(submission, expert, now)
        return_submission(submission=submission, letter="Вот почему.", by=expert, now=now)
    assert TaskState.objects.get().finished_by is None
    users = set(ModelLogEntry.objects.values_list("user", flat=True))
    assert not users & {expert.pk for expert in experts}


def test_an_open_review_goes_on_naming_its_expert(now, experts):
    open_one = make_submission(now=now, claimed_by=experts[0])
    return_submission(submission=open_one, letter="Правьте.", by=experts[0], now=now)
    names = {item.person_name for item in history_of(open_one.object_uuid).items}
    assert experts[0].short_name in names
    assert TaskState.objects.get().finished_by == experts[0]


def test_who_holds_a_blind_work_is_a_question_of_chiefs(now, submission, experts):
    first, second, _third = experts
    other = make_submission(now=now, title="Рычаг", claimed_by=second)
    take(submission, first, now)

    def found(user, person):
        filters = QueueFilters("team", person=person.uuid)
        return set(queue(user, filters, now=now).values_list("title", flat=True))

    assert found(make_user("chief_moderator"), first) == {submission.title}
    both = {submission.title, other.title}
    stranger = make_user("moderator")
    assert found(stranger, first) == found(stranger, second) == found(second, first) == both
    assert found(first, first) == {submission.title}


def test_a_chief_asks_within_the_own_subjects(now, submission, experts):
    physics, music = uuid4(), uuid4()
    chief = make_user("chief_moderator", subject=physics)
    grant_role(user=chief, role="moderator", by=None, now=now, scope=Scope("subject", music))
    take(submission, experts[0], now)
    filters = QueueFilters("team", person=experts[0].uuid)
    move_to_subject(submission, music)
    assert not queue(chief, filters, now=now).exists()
    assert queue(chief, QueueFilters("team"), now=now).exists()
    move_to_subject(submission, physics)
    assert queue(chief, filters, now=now).exists()


def test_the_page_of_the_queue_names_the_holder_to_those_who_may_know(
    client, now, submission, experts
):
    physics, music = uuid4(), uuid4()
    chief = make_user("chief_moderator", subject=physics)
    grant_role(user=chief, role="moderator", by=None, now=now, scope=Scope("subject", music))
    take(submission, experts[0], clock())
    client.force_login(chief)
    address = reverse("moderation:queue") + "?which=all"
    for subject, named in ((music, False), (physics, True)):
        move_to_subject(submission, subject)
        page = client.get(address).content.decode()
        assert submission.title in page
        assert (experts[0].short_name in page) is named


def anew(submission, now):
    """Recall a submission and hand the object in again: the remarks go along into the new one."""
    author = author_of(submission)
    recall(submission=submission, by=author, now=now)
    found = get_object(uuid=submission.object_uuid)
    return submit(learning_object=found, by=author, now=now)


def returned_blindly(submission, experts, now):
    for expert in experts[:2]:
        claim(submission=submission, by=expert, now=now)
        words = f"Замечание {expert.pk}."
        add_remark(submission=submission, text=words, severity="must", by=expert, now=now)
        return_submission(submission=submission, letter="Вот почему.", by=expert, now=now)
    submission.refresh_from_db()


@pytest.mark.parametrize("second_reader", [True, False])
def test_remarks_brought_along_go_on_naming_nobody(now, submission, experts, second_reader):
    returned_blindly(submission, experts, now)
    ReviewRule.objects.update_or_create(
        institute=submission.institute, kind="scenario", defaults={"second_reader": second_reader}
    )
    later = now + timedelta(hours=1)
    again = anew(submission, later)
    claim(submission=again, by=experts[2], now=later)
    for reader in (None, author_of(submission), experts[2]):
        said = history_of(submission.object_uuid, seen_by=reader).remarks
        names = {item.author_name for item in said}
        assert names == {"Эксперт 1", "Эксперт 2"}


def test_remarks_brought_along_are_known_to_the_next_blind_readers(now, submission, experts):
    returned_blindly(submission, experts, now)
    ReviewRule.objects.update_or_create(
        institute=submission.institute, kind="scenario", defaults={"second_reader": True}
    )
    again = anew(submission, now + timedelta(hours=1))
    assert again.is_blind
    assert len(remarks_of([again], seen_by=experts[2])) == 2
    assert count_open_musts(again, seen_by=experts[2]) == 2


def test_a_panel_knows_what_was_said_before_the_appeal(now, submission, experts):
    returned_blindly(submission, experts, now)
    ReviewRule.objects.update_or_create(
        institute=submission.institute, kind="scenario", defaults={"panel": 3}
    )
    later = now + timedelta(hours=1)
    appeal(submission=submission, text="Вывод есть.", by=author_of(submission), now=later)
    first, second = make_user("moderator"), make_user("moderator")
    claim(submission=submission, by=first, now=later)
    add_remark(submission=submission, text="Новое.", severity="must", by=first, now=later)
    submission.refresh_from_db()
    assert len(remarks_of([submission], seen_by=first)) == 3
    assert len(remarks_of([submission], seen_by=second)) == 2
    assert count_open_musts(submission, seen_by=second) == 2
