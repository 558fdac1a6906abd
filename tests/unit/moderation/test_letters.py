"""The draft of a decision letter."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from moderation.api import add_remark, compose_letter, remarks_of, resolve_remark, rubric_of
from moderation.letters import joined
from tests.factories.moderation import faulty_marks, full_marks, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def submission(now, expert):
    return make_submission(now=now, claimed_by=expert)


def draft(submission, marks):
    return compose_letter(
        submission=submission,
        rubric=rubric_of(submission),
        marks=marks,
        remarks=remarks_of([submission]),
    )


def test_faults_come_first_then_the_remarks_by_severity_and_place(now, expert, submission):
    facts = {"submission": submission, "by": expert, "now": now}
    add_remark(**facts, text="Кегль мелкий.", severity="should")
    add_remark(**facts, text="Нет\nвывода.", severity="must", field="summary")
    add_remark(**facts, text="Нет цели.", severity="must", field="summary")
    settled = add_remark(**facts, text="Опечатка.", severity="must")
    resolve_remark(remark=settled, by=expert, now=now)
    with override("en"):  # the letter is in the language of the object, not of the screen
        letter = draft(submission, faulty_marks(submission, "outcome", "check"))
    parts = ["«Маятник»", "Результат урока нельзя проверить", "Не видно, как проверить"]
    parts += ["— Нет вывода.", "— Нет цели.", "— Кегль мелкий."]
    places = [letter.index(part) for part in parts]
    assert places == sorted(places)
    assert "Опечатка" not in letter


def test_without_faults_it_is_a_word_of_thanks(submission):
    letter = draft(submission, full_marks(submission))
    assert "«Маятник»" in letter
    assert "—" not in letter


def test_nothing_typed_is_lost_and_nothing_said_twice():
    assert joined(" ", "Письмо.") == "Письмо."
    both = joined("Мои слова. ", "Письмо.")
    assert both == "Мои слова.\n\nПисьмо."
    assert joined(both, "Письмо.") == both
