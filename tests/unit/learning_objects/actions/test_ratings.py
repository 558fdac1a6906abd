from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.api import erase_person, merge_people, suspend_user
from accounts.errors import NotAllowed
from core.api import now, read_trail
from learning_objects.actions.reader_counts import recount_readers
from learning_objects.api import (
    answer_review,
    get_rating,
    give_thanks,
    hide_review,
    rate_object,
    reader_numbers,
    remove_rating,
    report_review,
    reported_reviews,
    reviews_of,
    show_review,
    take_thanks_back,
)
from learning_objects.errors import AlreadyAnswered, InvalidRating, ReviewGone
from learning_objects.models import Rating, ReaderCount
from tests.factories.learning_objects import make_object, publish
from tests.factories.people import make_user
from tests.factories.readers import object_of, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    return publish(make_object()).object_uuid


@pytest.fixture
def people():
    return [*(make_user("teacher") for _ in range(3)), make_user("chief_moderator")]


def author_of(uuid):
    return object_of(uuid).authorships.get(role="owner").user


def stars_of(uuid):
    found = reader_numbers([uuid]).get(uuid)
    return found.stars if found else (0,) * 5


def test_one_rating_a_person_and_the_last_word_counts(thing):
    teacher = make_user("teacher")
    first = rate(thing, 2, "Сложно", by=teacher)
    second = rate(thing, 5, "Со второго раза получилось", by=teacher)
    assert (first.pk, second.number) == (second.pk, 1)
    assert stars_of(thing) == (0, 0, 0, 0, 1)
    trail = read_trail(object_uuid=thing)
    history = [line.data["stars"] for line in trail if line.action == "learning_objects.rate"]
    assert sorted(history) == [2, 5]
    assert "получилось" not in str([line.data for line in trail])


def test_a_rating_can_be_taken_back_and_given_again(thing):
    teacher = make_user("teacher")
    rate(thing, 4, by=teacher)
    found = object_of(thing)
    assert [remove_rating(learning_object=found, by=teacher, now=now()) for _ in "ab"] == [
        True,
        False,
    ]
    assert stars_of(thing) == (0,) * 5
    rate(thing, 3, by=teacher)
    assert stars_of(thing) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("role", ["", "author", "moderator", "methodologist", "administrator"])
def test_only_teachers_rate(thing, role):
    with pytest.raises(NotAllowed):
        rate(thing, by=make_user(*([role] if role else [])))
    assert not Rating.objects.exists()


def test_neither_authors_nor_the_suspended_rate(thing):
    author = author_of(thing)
    from accounts.api import grant_role

    grant_role(user=author, role="teacher", by=None, now=now())
    author.__dict__.pop("_mesh_roles", None)
    with pytest.raises(NotAllowed):
        rate(thing, by=author)
    teacher = make_user("teacher")
    suspend_user(user=teacher, by=None, now=now())
    teacher.refresh_from_db()
    with pytest.raises(NotAllowed):
        rate(thing, by=teacher)


def test_a_draft_is_not_rated():
    with pytest.raises(NotAllowed):
        rate(make_object().uuid)


@pytest.mark.parametrize(
    "wrong", [{"stars": 0}, {"stars": 6}, {"text": "я" * 1_001}, {"number": 7}]
)
def test_what_is_typed_wrong_is_refused(thing, wrong):
    values = {"stars": 5, "text": "", **wrong}
    with pytest.raises(InvalidRating):
        rate_object(learning_object=object_of(thing), by=make_user("teacher"), now=now(), **values)
    assert stars_of(thing) == (0,) * 5


def test_the_author_answers_once_and_nobody_else(thing):
    review = get_rating(uuid=rate(thing, 3, "Не хватило времени").uuid)
    with pytest.raises(NotAllowed):
        answer_review(rating=review, text="Я", by=make_user("author"), now=now())
    answer_review(rating=review, text="Сократили этап", by=author_of(thing), now=now())
    with pytest.raises(AlreadyAnswered):
        answer_review(rating=review, text="Ещё", by=author_of(thing), now=now())
    assert Rating.objects.get().answer == "Сократили этап"
    rate(thing, 5, "Теперь хорошо", by=review.user)
    assert Rating.objects.get().answer == ""


def test_the_chief_hides_with_a_reason_and_shows_again(thing):
    review, chief = rate(thing, 1, "Грубость"), make_user("chief_moderator")
    report_review(rating=review, reason="Грубо", by=make_user("teacher"), now=now())
    assert [row.pk for row in reported_reviews()] == [review.pk]
    for person in (make_user("moderator"), author_of(thing), make_user("administrator")):
        with pytest.raises(NotAllowed):
            hide_review(rating=review, reason="Нет", by=person, now=now())
    with pytest.raises(InvalidRating):
        hide_review(rating=review, reason=" ", by=chief, now=now())
    hide_review(rating=review, reason="Грубые слова", by=chief, now=now())
    assert (stars_of(thing), list(reviews_of(thing))) == ((0,) * 5, [])
    rate(thing, 5, "Иначе", by=review.user)  # changed, and still hidden
    assert stars_of(thing) == (0,) * 5
    show_review(rating=review, by=chief, now=now())
    assert (stars_of(thing), list(reported_reviews())) == ((0, 0, 0, 0, 1), [])


def test_what_its_writer_has_deleted_meanwhile_is_gone(thing):
    review, chief = rate(thing, 1, "Грубость"), make_user("chief_moderator")
    remove_rating(learning_object=object_of(thing), by=review.user, now=now())
    with pytest.raises(ReviewGone):
        hide_review(rating=review, reason="Грубо", by=chief, now=now())
    with pytest.raises(ReviewGone):
        show_review(rating=review, by=chief, now=now())
    with pytest.raises(ReviewGone):
        report_review(rating=review, reason="Грубо", by=make_user("teacher"), now=now())
    with pytest.raises(ReviewGone):
        answer_review(rating=review, text="Спасибо", by=author_of(thing), now=now())


def test_a_report_counts_once_a_person(thing):
    review, reader = rate(thing), make_user()
    assert [report_review(rating=review, reason="Реклама", by=reader, now=now()) for _ in "ab"] == [
        True,
        False,
    ]
    assert Rating.objects.get().complaints == 1
    with pytest.raises(NotAllowed):
        report_review(rating=review, reason="Сам", by=review.user, now=now())


def test_thanks_are_idempotent_and_can_be_taken_back(thing):
    reader, found = make_user(), object_of(thing)
    assert [give_thanks(learning_object=found, by=reader, now=now()) for _ in "ab"] == [True, False]
    assert reader_numbers([thing])[thing].thanks == 1
    assert [take_thanks_back(learning_object=found, by=reader) for _ in "ab"] == [True, False]
    assert reader_numbers([thing])[thing].thanks == 0
    with pytest.raises(NotAllowed):
        give_thanks(learning_object=found, by=author_of(thing), now=now())


def test_merging_and_erasing_keep_the_numbers_true(thing):
    kept, gone = make_user("teacher"), make_user("teacher")
    rate(thing, 5, by=kept)
    rate(thing, 1, by=gone)
    for person in (kept, gone):
        give_thanks(learning_object=object_of(thing), by=person, now=now())
    merge_people(kept=kept, gone=gone, by=make_user("administrator"), now=now())
    assert stars_of(thing) == (0, 0, 0, 0, 1)
    assert recount_readers(repair=False) == {}
    erase_person(user=kept, by=make_user("administrator"), now=now())
    assert not Rating.objects.exists()
    assert recount_readers(repair=False) == {}


def test_the_database_keeps_the_rules(thing):
    review = rate(thing)
    for change in ({"stars": 6}, {"stars": 0}, {"number": 0}, {"answer": "Да"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.filter(pk=review.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.filter(pk=review.pk).update(hidden_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            learning_object=review.learning_object,
            user=review.user,
            number=1,
            stars=1,
            created_at=now(),
            changed_at=now(),
        )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rate", "unrate", "thank", "unthank", "hide", "show"]),
        st.integers(0, 2),
        st.integers(1, 5),
    ),
    max_size=12,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_numbers_are_what_a_recount_finds(thing, people, steps):
    with transaction.atomic():
        chief, found = people[3], object_of(thing)
        for verb, who, stars in steps:
            own = Rating.objects.filter(user=people[who]).first()
            if verb == "rate":
                rate(thing, stars, by=people[who])
            elif verb == "unrate":
                remove_rating(learning_object=found, by=people[who], now=now())
            elif verb == "thank":
                give_thanks(learning_object=found, by=people[who], now=now())
            elif verb == "unthank":
                take_thanks_back(learning_object=found, by=people[who])
            elif own and verb == "hide":
                hide_review(rating=own, reason="Проверка", by=chief, now=now())
            elif own:
                show_review(rating=own, by=chief, now=now())
            assert recount_readers(repair=False) == {}
        transaction.set_rollback(True)


def test_a_recount_mends(thing):
    rate(thing, 4)
    ReaderCount.objects.update(four=7, thanks=3)
    ((kept, true),) = recount_readers(repair=False).values()
    assert (kept, true) == ((0, 0, 0, 7, 0, 3), (0, 0, 0, 1, 0, 0))
    assert recount_readers()
    assert recount_readers() == {}


@pytest.mark.django_db(transaction=True)
def test_the_numbers_are_right_when_many_rate_at_once():
    thing = publish(make_object()).object_uuid
    teachers = [make_user("teacher") for _ in range(6)]
    errors: list[Exception] = []

    def work(teacher, stars):
        try:
            rate(thing, stars, by=teacher)
            give_thanks(learning_object=object_of(thing), by=teacher, now=now())
        except Exception as error:  # told by the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(teacher, stars))
        for teacher in teachers
        for stars in (2, 5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (sum(stars_of(thing)), reader_numbers([thing])[thing].thanks) == (6, 6)
    assert recount_readers(repair=False) == {}
