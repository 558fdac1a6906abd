"""A teacher rates and thanks, the author answers and makes the report that the city checks."""

from __future__ import annotations

from typing import Any

from core.api import now
from learning_objects.api import record_usage
from learning_objects.models import AuthorReport
from tests.factories.framework import load_starter
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.readers import rate


def test_a_teacher_rates_the_author_answers_and_reports(
    page: Any, sign_in: Any, axe: Any, shot: Any
) -> None:
    load_starter()
    author, teacher = make_user("author"), make_user("teacher")
    thing = publish(make_object(by=author, draft=make_draft("Закон Ома на опыте"))).object_uuid
    record_usage(object_uuid=thing, number=1, code="lesson", place_uuid=thing, now=now())

    sign_in(page, teacher)
    page.goto(f"/objects/{thing}/")
    page.get_by_role("button", name="Спасибо!").click()
    page.locator("#readers summary").click()
    page.get_by_label("4 звезды").check()
    page.get_by_label("Отзыв").fill("Опыт занял чуть больше времени, чем в плане.")
    page.get_by_role("button", name="Сохранить оценку").click()
    page.get_by_text("1 оценка").first.wait_for()
    assert axe(page) == []
    shot(page, "readers-teacher")

    sign_in(page, author)
    page.goto(f"/objects/{thing}/")
    page.get_by_role("link", name="Ответить на отзыв").click()
    page.get_by_label("Ваш ответ").fill("Спасибо, добавим запас времени.")
    assert axe(page) == []
    page.get_by_role("button", name="Ответить на отзыв").click()
    page.get_by_text("Отвечает автор").wait_for()
    page.get_by_text("Используется на 1 уроке в этом полугодии").wait_for()
    assert axe(page) == []
    shot(page, "readers-answered")
    page.goto("/notices/")
    page.get_by_role(
        "link", name="Новая оценка материала «Закон Ома на опыте»: 4 звезды"
    ).wait_for()
    page.get_by_role("link", name="Вам сказали спасибо за «Закон Ома на опыте»").wait_for()
    page.goto(f"/authors/{author.uuid}/")
    page.get_by_text("Используется на 1 уроке в этом полугодии").wait_for()
    assert axe(page) == []
    shot(page, "readers-author")

    page.goto("/cabinet/statistics/")
    assert axe(page) == []
    shot(page, "readers-statistics")
    page.get_by_role("button", name="Составить отчёт за этот период").click()
    page.get_by_role("heading", name="Отчёт о работе автора").wait_for()
    assert axe(page) == []
    shot(page, "readers-report")
    page.goto(f"/reports/check/{AuthorReport.objects.get().code}/")
    page.get_by_text("Этот отчёт составила библиотека").wait_for()
    assert axe(page) == []
    shot(page, "readers-check")


def test_a_rude_review_is_reported_and_hidden_and_its_writer_is_told(
    page: Any, sign_in: Any, axe: Any, shot: Any
) -> None:
    load_starter()
    author, teacher, chief = make_user("author"), make_user("teacher"), make_user("chief_moderator")
    thing = publish(make_object(by=author, draft=make_draft("Закон Ома на опыте"))).object_uuid
    rate(thing, 1, "Автор ничего не понимает в физике.", by=teacher)

    sign_in(page, author)
    page.goto(f"/objects/{thing}/")
    page.get_by_role("link", name="Пожаловаться на отзыв").click()
    page.get_by_label("Причина").fill("Это не о материале, а обо мне.")
    assert axe(page) == []
    page.get_by_role("button", name="Пожаловаться").click()
    page.get_by_text("Спасибо, институт посмотрит на этот отзыв.").wait_for()

    sign_in(page, chief)
    page.goto("/notices/")
    page.get_by_role("link", name="Жалоба на отзыв о материале «Закон Ома на опыте»").click()
    page.get_by_text("Это не о материале, а обо мне.").wait_for()
    assert axe(page) == []
    shot(page, "readers-reported")
    page.get_by_role("link", name="Скрыть отзыв").click()
    page.get_by_label("Причина").fill("Отзыв об авторе, а не о материале.")
    assert axe(page) == []
    shot(page, "readers-hide")
    page.get_by_role("button", name="Скрыть").click()
    page.get_by_role("status").first.wait_for()

    sign_in(page, teacher)
    page.goto("/notices/")
    page.get_by_text("Причина: Отзыв об авторе, а не о материале.").wait_for()
    page.goto(f"/objects/{thing}/")
    page.get_by_text("Отзыв об авторе, а не о материале.").wait_for()
    assert axe(page) == []
    shot(page, "readers-hidden")
