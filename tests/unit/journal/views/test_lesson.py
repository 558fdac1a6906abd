from __future__ import annotations

import re

import pytest
from django.test import Client

from core.api import now
from journal.api import remove_material, set_homework
from journal.data import AT_HOME
from journal.models import LessonEntry, LessonMaterial
from schedule.api import cancel_lesson
from search.api import rebuild
from tests.factories.journal import (
    block,
    make_classroom,
    next_lesson,
    publish_again,
    put_on,
    withdraw,
    write_topic,
)
from tests.factories.library import CURRENT, FORESTS, HEAT, publish_on, topic
from tests.factories.people import make_user
from tests.factories.school import make_class_teacher, make_guardian, make_head, make_teacher


def sign_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def html(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def url(lesson, tail: str = "") -> str:
    return f"/lessons/{lesson.uuid}/{tail}"


@pytest.fixture
def teacher(room) -> Client:
    return sign_in(room.teacher)


def seen_of(page: str, form: str) -> str:
    return re.search(rf'name="seen" value="(\w+)" id="{form}-seen"', page)[1]


def test_the_teacher_chooses_a_topic_within_subject_and_grade(room, teacher):
    page = html(teacher, url(room.lesson))
    assert f'data-subject="{room.lesson.subject_uuid}" data-grade="8"' in page
    assert "начало программы" in page
    data = {"suggested": str(topic(HEAT)), "theme": "Молекулы", "seen": seen_of(page, "topic")}
    response = teacher.post(url(room.lesson, "topic/"), data)
    assert response.status_code == 302
    entry = LessonEntry.objects.get()
    assert (entry.topic_title, entry.theme) == (HEAT, "Молекулы")
    page = html(teacher, url(room.lesson))
    assert "<h1>Молекулы</h1>" in page
    assert "По программе на этом уроке" not in page


@pytest.mark.parametrize("words", ["какая-то тема", "123"])
def test_words_that_are_no_topic_come_back_with_everything_typed(room, teacher, words):
    data = {"topic": words, "theme": "Мои слова", "seen": ""}
    response = teacher.post(url(room.lesson, "topic/"), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Выберите тему из списка" in page
    assert 'value="Мои слова"' in page


def test_a_topic_of_another_subject_is_refused_and_nothing_is_lost(room, teacher):
    data = {"topic": str(topic(FORESTS)), "theme": "Мои слова"}
    response = teacher.post(url(room.lesson, "topic/"), data)
    assert response.status_code == 409
    page = response.content.decode()
    assert "другому предмету" in page
    assert 'value="Мои слова"' in page


def test_two_tabs_lose_nothing(room, teacher):
    first_tab = seen_of(html(teacher, url(room.lesson)), "homework")
    set_homework(lesson=room.lesson, homework="Упр. 5", by=room.teacher, now=now())
    response = teacher.post(
        url(room.lesson, "homework/"), {"homework": "Читать § 12", "seen": first_tab}
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "Тем временем запись изменена" in page
    assert "Упр. 5" in page
    assert "Читать § 12</textarea>" in page
    assert LessonEntry.objects.get().homework == "Упр. 5"
    # What was typed may now be saved over it, knowingly.
    data = {"homework": "Читать § 12", "seen": seen_of(page, "homework")}
    assert teacher.post(url(room.lesson, "homework/"), data).status_code == 302
    assert LessonEntry.objects.get().homework == "Читать § 12"


def test_one_press_puts_an_offer_on_the_lesson(room, teacher):
    version = publish_on(title="Закон Ома на опыте")
    write_topic(room.lesson)
    page = html(teacher, url(room.lesson))
    assert "тема урока" in page
    assert "Закон Ома на опыте" in page
    data = {"object": version.object_uuid, "number": 1, "purpose": AT_HOME}
    response = teacher.post(url(room.lesson, "materials/"), data)
    assert response["Location"] == url(room.lesson) + "#materials"
    page = html(teacher, url(room.lesson))
    assert f'href="/objects/{version.object_uuid}/v/1/?back={url(room.lesson)}"' in page
    assert "ничего нет. Поищите ниже" in page


def test_what_is_not_understood_changes_nothing(room, teacher):
    version = publish_on()
    for data in ({}, {"object": "что", "purpose": AT_HOME}, {"object": version.object_uuid}):
        assert teacher.post(url(room.lesson, "materials/"), data).status_code == 302
    assert "Укажите материал и назначение" in html(teacher, url(room.lesson))
    assert not LessonMaterial.objects.exists()


def test_removing_offers_the_way_back(room, teacher):
    material = put_on(room.lesson, publish_on(title="Опыт"))
    response = teacher.post(url(room.lesson, f"materials/{material.uuid}/remove/"))
    page = html(teacher, response["Location"])
    assert "Материал «Опыт» убран с урока" in page
    teacher.post(url(room.lesson, f"materials/{material.uuid}/restore/"))
    assert LessonMaterial.objects.get().removed_at is None
    assert "убран с урока" not in html(teacher, response["Location"])


def test_a_newer_version_is_told_with_date_and_both_pages(room, teacher):
    version = publish_on(title="Опыт")
    material = put_on(room.lesson, version)
    assert "Взять версию" not in html(teacher, url(room.lesson))
    publish_again(version)
    page = html(teacher, url(room.lesson))
    assert "Есть версия 2, опубликованная" in page
    for number in (1, 2):
        assert f"/objects/{version.object_uuid}/v/{number}/" in page
    verb = url(room.lesson, f"materials/{material.uuid}/upgrade/")
    teacher.post(verb, {"number": "2"})
    assert LessonMaterial.objects.get().number == 2
    assert "Взять версию" not in html(teacher, url(room.lesson))


def test_withdrawn_material_stays_as_a_reference(room, teacher):
    version = publish_on(title="Опыт")
    material = put_on(room.lesson, version)
    withdraw(version)
    page = html(teacher, url(room.lesson))
    assert "Опыт" in page
    assert "урок его сохраняет" in page
    assert f"/lessons/materials/{material.uuid}/" in page
    assert f"/objects/{version.object_uuid}" not in page


def test_blocked_material_is_told_to_the_teacher_alone(room, teacher):
    write_topic(room.lesson)
    version = publish_on(title="Опыт")
    publish_on(title="Замена")
    put_on(room.lesson, version)
    block(version, "Опасно для детей")
    page = html(teacher, url(room.lesson))
    assert "Заблокирован институтом" in page
    assert "Опасно для детей" in page
    assert 'href="#offers"' in page
    assert "Замена" in page
    assert "Опыт" not in html(sign_in(room.pupil), url(room.lesson))


def test_notes_and_places(room, teacher):
    one, two = (put_on(room.lesson, publish_on(title=name)) for name in ("Первый", "Второй"))
    tail = f"materials/{one.uuid}/"
    teacher.post(url(room.lesson, f"{tail}note/"), {"note": "Только таблица"})
    teacher.post(url(room.lesson, f"{tail}note/"), {"note": "ы" * 301})
    assert "Текст длиннее 300 знаков" in html(teacher, url(room.lesson))
    teacher.post(url(room.lesson, f"materials/{two.uuid}/up/"))
    page = html(teacher, url(room.lesson))
    assert "Только таблица" in page
    assert page.index("Второй") < page.index("Первый")
    assert teacher.post(url(room.lesson, f"{tail}burn/")).status_code == 404
    other = next_lesson(room)
    assert teacher.post(url(other, f"{tail}remove/")).status_code == 404


def test_anything_in_the_library_can_be_found_and_taken(room, teacher, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    assert "Поиск готовится" in html(teacher, url(room.lesson, "?q=леса"))
    forests = publish_on(FORESTS, title="Леса и их жители")
    rebuild(now=now())
    page = html(teacher, url(room.lesson, "?q=житель+леса"))
    assert "Найден 1 материал" in page
    assert f"preview/{forests.object_uuid}/1/" in page
    data = {"object": forests.object_uuid, "number": 1, "purpose": AT_HOME, "q": "житель леса"}
    location = teacher.post(url(room.lesson, "materials/"), data)["Location"]
    assert "q=%D0%B6" in location
    assert "На урок" in html(teacher, location)
    assert "Попробуйте убрать часть слов" in html(teacher, url(room.lesson, "?q=щыщы"))


def test_the_preview_shows_the_version_and_takes_it(room, teacher):
    version = publish_on(title="Опыт")
    publish_again(version, "Опыт заново")
    page = html(teacher, url(room.lesson, f"preview/{version.object_uuid}/1/"))
    assert "<h1>Опыт</h1>" in page
    assert "На урок" in page
    put_on(room.lesson, version)
    page = html(teacher, url(room.lesson, f"preview/{version.object_uuid}/1/"))
    assert "На урок" not in page
    html(teacher, url(room.lesson, f"preview/{version.object_uuid}/9/"), 404)
    withdraw(version)
    html(teacher, url(room.lesson, f"preview/{version.object_uuid}/1/"), 404)


def test_families_and_leaders_read_and_write_nothing(room):
    write_topic(room.lesson, theme="Закон Ома")
    set_homework(lesson=room.lesson, homework="§ 12", by=room.teacher, now=now())
    version = publish_on(title="Опыт")
    removed = put_on(room.lesson, publish_on(title="Лишнее"))
    remove_material(material=removed, by=room.teacher, now=now())
    put_on(room.lesson, version, AT_HOME)
    for reader in (room.pupil, room.guardian, make_head(room.school)):
        client = sign_in(reader)
        page = html(client, url(room.lesson))
        assert f"/objects/{version.object_uuid}/v/1/?back={url(room.lesson)}" in page
        for words in ("Закон Ома", CURRENT, "§ 12", "Опыт"):
            assert words in page
        assert "Лишнее" not in page
        assert '<form method="post"' not in page.split("<main")[1]
        for tail in ("topic/", "homework/", "materials/", f"materials/{removed.uuid}/restore/"):
            assert client.post(url(room.lesson, tail), {}).status_code == 403
        preview = url(room.lesson, f"preview/{version.object_uuid}/1/")
        assert client.get(preview).status_code == 404


def test_to_strangers_a_lesson_does_not_exist(room):
    elsewhere = make_classroom()
    strangers = (
        make_user("author"),
        make_user("administrator"),
        make_teacher(room.school),
        elsewhere.teacher,
        elsewhere.pupil,
        elsewhere.guardian,
        make_head(elsewhere.school),
        make_class_teacher(elsewhere.group),
    )
    for stranger in strangers:
        client = sign_in(stranger)
        html(client, url(room.lesson), 404)
        for tail in ("topic/", "homework/", "materials/"):
            assert client.post(url(room.lesson, tail), {}).status_code == 404
    assert Client().get(url(room.lesson)).status_code == 302


def test_a_cancelled_lesson_is_read_only_and_says_why(room, teacher):
    write_topic(room.lesson)
    cancel_lesson(lesson=room.lesson, by=None, now=now())
    page = html(teacher, url(room.lesson))
    assert "Урок отменён" in page
    assert "Сохранить тему" not in page
    teacher.post(url(room.lesson, "materials/"), {"object": topic(), "purpose": AT_HOME})
    assert "верните его в расписание" in html(teacher, url(room.lesson))


def test_an_empty_lesson_tells_families_what_will_be_there(room):
    assert "пока ничего не записано" in html(sign_in(room.pupil), url(room.lesson))


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_costs_the_same_for_any_number(room, number, django_assert_max_num_queries):
    write_topic(room.lesson)
    for place in range(number):
        put_on(room.lesson, publish_on(title=f"На уроке {place}"))
        publish_on(title=f"Предложен {place}")
    teacher, family = sign_in(room.teacher), sign_in(make_guardian(room.pupil))
    with django_assert_max_num_queries(28):
        html(teacher, url(room.lesson))
    with django_assert_max_num_queries(12):
        html(family, url(room.lesson))
