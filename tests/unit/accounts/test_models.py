"""Names, folding, order, and what the database itself refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.api import create_user, find_people, get_user_by_email, get_user_by_login
from accounts.models import RoleAssignment, User
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_three_name_parts_make_the_full_and_the_short_name():
    user = User(username="ivanova", last_name="Иванова", first_name="Мария", patronymic="Петровна")
    assert user.full_name == "Иванова Мария Петровна"
    assert user.short_name == "Иванова\u00a0М.\u00a0П."
    assert user.get_full_name() == user.full_name
    assert user.get_short_name() == str(user) == user.short_name


@pytest.mark.parametrize(
    ("fields", "full", "short"),
    [
        ({}, "petya", "petya"),
        ({"first_name": "Пётр"}, "Пётр", "Пётр"),
        ({"last_name": "Ли", "first_name": "Сан"}, "Ли Сан", "Ли\u00a0С."),
    ],
)
def test_missing_name_parts_leave_no_gaps(fields, full, short):
    user = User(username="petya", **fields)
    assert (user.full_name, user.short_name) == (full, short)


def test_people_stand_in_russian_order(now):
    for login, surname in [("a", "Жуков"), ("b", "Ёжиков"), ("c", "Егоров"), ("d", "Яковлев")]:
        create_user(login=login, last_name=surname, by=None, now=now)
    assert [user.last_name for user in find_people()] == ["Егоров", "Ёжиков", "Жуков", "Яковлев"]


@pytest.mark.parametrize("text", ["сЕМЁНОВ", "семенов", "СЕМ лев", "Petrov@", "льв"])
def test_people_are_found_in_any_case(text, now):
    made = create_user(
        login="Львов", email="petrov@example.org", last_name="Семёнов", first_name="Лев",
        by=None, now=now,
    )  # fmt: skip
    make_user()
    assert list(find_people(text=text)) == [made]


def test_a_changed_name_is_found_and_sorted_anew(now):
    user = create_user(login="anna", last_name="Белова", by=None, now=now)
    user.last_name = "Чернова"
    user.save(update_fields=["last_name"])
    assert list(find_people(text="чернова")) == [user]
    assert User.objects.get(pk=user.pk).sort_name.startswith("чернова")


@pytest.mark.parametrize("other", ["иванова", "ИВАНОВА", " Иванова "])
def test_a_login_is_taken_in_any_case(other, now):
    create_user(login="Иванова", by=None, now=now)
    with pytest.raises(ValidationError) as refused:
        create_user(login=other, by=None, now=now)
    assert set(refused.value.error_dict) == {"username"}
    assert User.objects.count() == 1


def test_an_email_is_taken_in_any_case_and_empty_ones_are_not(now):
    create_user(login="one", email="Petr@пример.рф", by=None, now=now)
    create_user(login="two", by=None, now=now)
    create_user(login="three", by=None, now=now)
    with pytest.raises(ValidationError) as refused:
        create_user(login="four", email="pETR@ПРИМЕР.РФ", by=None, now=now)
    assert "email" in refused.value.error_dict


def test_a_login_that_looks_like_an_email_is_refused(now):
    with pytest.raises(ValidationError):
        create_user(login="someone@example.org", by=None, now=now)


@pytest.mark.parametrize(
    ("field", "first", "second"), [("username", "Ёлкин", "ёлКИН"), ("email", "Яр@б.рф", "яр@Б.РФ")]
)
def test_the_database_refuses_the_same_identifier(field, first, second):
    User(**{"username": "x", field: first}).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        User(**{"username": "y", field: second}).save()


def test_people_are_looked_up_by_login_and_email_in_any_case(now):
    user = create_user(login="Щукин", email="Shchukin@Example.org", by=None, now=now)
    assert get_user_by_login("щУКИН") == user
    assert get_user_by_email("shchukin@EXAMPLE.ORG") == user
    assert get_user_by_email("") is None
    assert get_user_by_login("щука") is None


@pytest.mark.parametrize(
    ("code", "uuid"), [("site", "11111111-1111-4111-8111-111111111111"), ("subject", None)]
)
def test_the_database_refuses_half_a_scope(code, uuid, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(
            user=make_user(), role="moderator", scope_code=code, scope_uuid=uuid, granted_at=now
        )


@pytest.mark.parametrize("uuid", [None, "11111111-1111-4111-8111-111111111111"])
def test_the_database_refuses_a_role_twice(uuid, now):
    user = make_user()
    fields = {"scope_code": "subject" if uuid else "site", "scope_uuid": uuid, "granted_at": now}
    RoleAssignment.objects.create(user=user, role="moderator", **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=user, role="moderator", **fields)
