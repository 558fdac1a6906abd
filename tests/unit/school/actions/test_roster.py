"""A list of people is taken in whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import User
from school.actions.roster import RosterFaulty, check_roster, class_key, import_roster
from school.data import MOTHER, PUPIL, TEACHER
from school.models import Guardianship, Membership
from school.roster_file import parse_roster
from tests.factories.people import make_user
from tests.factories.school import make_class, make_pupil, make_school_administrator

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 1)
HEADER = "Фамилия;Имя;Отчество;Роль;Класс;Логин;Почта;Ученик\n"


@pytest.fixture
def group():
    return make_class(grade=8, letter="Б", year=2026)


def lines(*rows):
    read = parse_roster(HEADER + "\n".join(rows))
    assert read.faults == ()
    return read.lines


def words(group, *rows):
    _entries, faults = check_roster(school=group.school, lines=lines(*rows), since=SINCE)
    return [(fault.line, fault.words) for fault in faults]


def test_pupils_their_parents_and_teachers_come_together(group, now):
    administrator = make_school_administrator(group.school)
    rows = lines(
        "Ёлкина;Мария;Олеговна;мать;8Б;;;Ёлкин Пётр Ильич",
        "Ёлкин;Пётр;Ильич;ученик;8 б;;;",
        "Семёнова;Ольга;Викторовна;учитель;;semenova;o@example.org;",
        "Семёнова;Ольга;Витальевна;учитель;;;;",
    )
    made = import_roster(school=group.school, lines=rows, since=SINCE, by=administrator, now=now)

    mother, pupil, teacher, other = [item.person for item in made]
    assert Membership.objects.get(person=pupil).group == group
    assert Guardianship.objects.get(guardian=mother, pupil=pupil).relation == MOTHER
    assert Membership.objects.get(person=teacher).role == TEACHER
    assert [pupil.username, teacher.username] == ["elkin.pi", "semenova"]
    assert other.username == "semenova.ov"
    assert all(item.person.check_password(item.password) for item in made)
    assert all(item.person.must_change_password for item in made)


def test_a_guardian_of_a_pupil_who_is_there_already(group, now):
    pupil = make_pupil(group)
    row = f"Ёлкина;Мария;;мать;8Б;;;{pupil.full_name}"
    import_roster(school=group.school, lines=lines(row), since=SINCE, by=None, now=now)
    assert Guardianship.objects.get(pupil=pupil).relation == MOTHER


@pytest.mark.parametrize(
    ("row", "about"),
    [
        ("Иванов;Пётр;;ученик;9Я;;;", "9Я"),
        ("Иванов;Пётр;;учитель;;TAKEN;;", "TAKEN"),
        ("Иванов;Пётр;;учитель;;;нет;", "нет"),
        ("Иванова;Анна;;мать;8Б;;;Нет Такого", "Нет Такого"),
    ],
)
def test_faults_name_line_and_cause(group, row, about):
    make_user(login="taken")
    (fault,) = words(group, row)
    assert fault[0] == 2
    assert about in fault[1]


def test_a_list_read_twice_makes_nobody_twice(group, now):
    rows = ["Ёлкин;Пётр;;ученик;8Б;;;", "Семёнова;Ольга;;учитель;;;;"]
    import_roster(school=group.school, lines=lines(*rows), since=SINCE, by=None, now=now)
    assert [line for line, _words in words(group, *rows)] == [2, 3]


def test_the_same_login_twice_in_a_list(group):
    rows = ["Иванов;Пётр;;учитель;;ivanov;;", "Иванов;Павел;;учитель;;IVANOV;;"]
    assert [line for line, _words in words(group, *rows)] == [3]
    same = ["Иванов;Пётр;;учитель;;;;", "Иванова;Полина;;учитель;;;;"]
    assert words(group, *same) == []


def test_one_fault_and_nobody_is_taken_in(group, now):
    before = User.objects.count()
    rows = lines("Ёлкин;Пётр;;ученик;8Б;;;", "Иванов;Пётр;;ученик;9Я;;;")
    with pytest.raises(RosterFaulty) as caught:
        import_roster(school=group.school, lines=rows, since=SINCE, by=None, now=now)
    assert [fault.line for fault in caught.value.faults] == [3]
    assert User.objects.count() == before


def test_a_fault_found_while_writing_undoes_everybody(group, now):
    before = User.objects.count()
    rows = lines("Ёлкин;Пётр;;ученик;8Б;;;", "Иванов;Пётр;;учитель;;плохой логин;;")
    with pytest.raises(RosterFaulty) as caught:
        import_roster(school=group.school, lines=rows, since=SINCE, by=None, now=now)
    assert [fault.line for fault in caught.value.faults] == [3]
    assert User.objects.count() == before
    assert not Membership.objects.filter(role=PUPIL).exists()


def test_titles_of_classes():
    assert {class_key(text) for text in ("8Б", "8 «Б»", "8-б", '8 "б"', " 8б ")} == {"8Б"}
