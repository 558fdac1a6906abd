from __future__ import annotations

from datetime import timedelta

import pytest

from core.api import now
from learning_objects.api import (
    answer_review,
    give_thanks,
    hide_review,
    report_review,
    show_review,
)
from notices.models import Notice
from tests.factories.learning_objects import make_object, publish
from tests.factories.people import make_user
from tests.factories.readers import object_of, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_user("author")


@pytest.fixture
def thing(author):
    return publish(make_object(by=author)).object_uuid


def told(person):
    rows = Notice.objects.filter(recipient=person).order_by("id")
    return [row.code.removeprefix("learning_objects.") for row in rows]


def test_the_author_is_told_once_of_stars_and_once_of_words(author, thing):
    teacher = make_user("teacher")
    for stars, text in ((4, ""), (3, ""), (3, "Мало времени"), (5, "Со второго раза хорошо")):
        rate(thing, stars, text, by=teacher)
    assert told(author) == ["reviewed", "reviewed"]
    notice = Notice.objects.filter(recipient=author).latest("id")
    assert notice.url.startswith(f"/objects/{thing}/reviews/#review-")
    assert "времени" not in str(notice.data)
    assert told(teacher) == []


def test_thanks_come_once_a_week_for_a_material(author, thing):
    moment = now()
    for day in (0, 0, 7):
        give_thanks(
            learning_object=object_of(thing), by=make_user(), now=moment + timedelta(days=day)
        )
    assert told(author) == ["thanked", "thanked"]


def test_the_writer_is_told_of_the_answer_and_of_hiding_with_the_reason(author, thing):
    review, chief = rate(thing, 2, "Скучно"), make_user("chief_moderator")
    answer_review(rating=review, text="Чего не хватило?", by=author, now=now())
    hide_review(rating=review, reason="Не о материале", by=chief, now=now())
    hide_review(rating=review, reason="Ещё раз", by=chief, now=now())
    show_review(rating=review, by=chief, now=now())
    show_review(rating=review, by=chief, now=now())
    assert told(review.user) == ["review_answered", "review_hidden", "review_shown"]
    hidden = Notice.objects.get(code="learning_objects.review_hidden")
    assert hidden.data["reason"] == "Не о материале"


def test_the_chiefs_hear_of_complaints_once_a_day_and_not_of_their_own(author, thing):
    chief, review = make_user("chief_moderator"), rate(thing, 1, "Грубость")
    own = make_user("author", "chief_moderator")
    for reader in (make_user(), make_user()):
        report_review(rating=review, reason="Грубо", by=reader, now=now())
    assert told(chief) == ["review_reported"]
    assert told(own) == ["review_reported"]
    theirs = rate(publish(make_object(by=own)).object_uuid, 1, "Грубость")
    report_review(rating=theirs, reason="Грубо", by=make_user(), now=now())
    assert (told(chief), told(own)) == (["review_reported"] * 2, ["review_reported", "reviewed"])
