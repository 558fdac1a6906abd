"""The pages of a school: what an administrator does there, and what each step costs."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from accounts.api import get_user_by_login
from core.api import now as clock
from school.api import school_day
from school.data import ADMINISTRATOR, PUPIL
from school.models import Group, Guardianship, Membership, School
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_class_teacher,
    make_guardian,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(client):
    made = make_school()
    client.force_login(make_school_administrator(made))
    return made


def today(school):
    return school_day(school, clock()).isoformat()


def page(client, name, *args, **query):
    answer = client.get(reverse(f"school:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, name, *args, **data):
    return client.post(reverse(f"school:{name}", args=args), data, follow=True)


def test_the_site_founds_a_school_and_appoints(client):
    client.force_login(make_user("administrator"))
    facts = {"title": "Лицей", "key": "lyceum", "time_zone": "Asia/Omsk", "short_title": ""}
    answer = post(client, "found", **facts)
    school = School.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("school:administrators", args=[school.uuid])
    person = make_user(login="director")
    place = {"role": ADMINISTRATOR, "since": today(school)}
    post(client, "add_known", school.uuid, login="DIRECTOR", **place)
    assert Membership.objects.get(school=school).person == person
    assert person.full_name in page(client, "administrators", school.uuid)
    assert post(client, "found", **facts).context["form"].errors.keys() == {"key"}
    assert "Лицей" in page(client, "schools", q="лицей")


def test_one_school_is_shown_at_once_and_none_is_explained(client, school):
    answer = client.get(reverse("school:schools"))
    assert answer.url == reverse("school:school", args=[school.uuid])
    client.force_login(make_user())
    assert client.get(reverse("school:schools")).context["schools"] == []


def test_classes_and_subgroups_are_opened(client, school):
    year = make_class(school).year
    answer = post(client, "add_class", school.uuid, year=year, grade=5, letter="в")
    group = Group.objects.get(grade=5)
    assert group.title == "5 «В»"
    assert answer.redirect_chain[-1][0] == reverse("school:group", args=[group.uuid])
    again = post(client, "add_class", school.uuid, year=year, grade=5, letter="В")
    assert again.context["form"].errors.keys() == {"letter"}
    pupil = make_pupil(group)
    post(client, "add_subgroup", group.uuid, title="Английский 1")
    subgroup = Group.objects.get(kind="subgroup")
    assert pupil.full_name in page(client, "group", subgroup.uuid)
    answer = post(client, "fill_subgroup", subgroup.uuid, since=today(school))
    assert answer.context["form"].errors.keys() == {"people"}
    post(client, "fill_subgroup", subgroup.uuid, people=[str(pupil.uuid)], since=today(school))
    assert Membership.objects.get(group=subgroup).person == pupil


def test_a_new_pupil_gets_a_password_that_is_shown_once(client, school):
    group = make_class(school)
    address = reverse("school:add_person", args=[school.uuid])
    form = client.get(address, {"role": PUPIL, "group": str(group.uuid)}).context["form"]
    assert form.initial["group"] == str(group.uuid)
    facts = {"last_name": "Ёлкин", "first_name": "Пётр", "since": today(school), "role": PUPIL}
    refused = client.post(address, facts)
    assert refused.context["form"].errors.keys() == {"group"}
    assert "Ёлкин" in refused.content.decode()
    answer = client.post(address, {**facts, "group": str(group.uuid)})
    assert "no-store" in answer["Cache-Control"]
    password = re.search(r"<code>(.+?)</code>", answer.content.decode())[1]
    assert get_user_by_login("elkin.p").check_password(password)


def test_a_place_is_ended_reopened_moved_and_removed(client, school):
    group, other = make_class(school), make_class(school)
    pupil = make_pupil(group)
    place = Membership.objects.get(person=pupil)
    post(client, "end_place", place.uuid, until=today(school))
    place.refresh_from_db()
    assert place.until.isoformat() == today(school)
    post(client, "reopen_place", place.uuid)
    post(client, "move_place", place.uuid, group=str(other.uuid), since=today(school))
    moved = Membership.objects.get(person=pupil, group=other)
    assert other.title in page(client, "person", school.uuid, pupil.uuid)
    answer = post(client, "end_place", moved.uuid, until="2000-01-01")
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    post(client, "end_place", moved.uuid, until="нет")
    post(client, "remove_place", moved.uuid)
    assert not Membership.objects.filter(pk=moved.pk).exists()


def test_guardians_are_added_and_ended(client, school):
    group = make_class(school)
    pupil, parent = make_pupil(group), make_guardian(make_pupil(group))
    args = (school.uuid, pupil.uuid)
    facts = {"relation": "mother", "since": today(school)}
    post(client, "known_guardian", *args, login=parent.username, **facts)
    row = Guardianship.objects.get(pupil=pupil)
    answer = post(client, "known_guardian", *args, login="нет такого", **facts)
    assert answer.context["form"].errors.keys() == {"login"}
    answer = post(client, "guardian", *args, last_name="Ёлкина", first_name="Мария", **facts)
    assert "elkina.m" in answer.content.decode()
    post(client, "end_guardian", row.uuid, until=today(school))
    row.refresh_from_db()
    assert row.until.isoformat() == today(school)
    post(client, "reopen_guardian", row.uuid)
    text = page(client, "person", *args)
    assert parent.full_name in text
    assert pupil.full_name in page(client, "person", school.uuid, parent.uuid)


def test_strangers_of_other_schools_stay_strangers(client, school):
    stranger = make_teacher(make_school())
    answer = client.get(reverse("school:person", args=[school.uuid, stranger.uuid]))
    assert answer.status_code == 404
    facts = {"login": stranger.username, "role": "teacher", "since": today(school)}
    assert post(client, "add_known", school.uuid, **facts).context["form"].non_field_errors()
    assert (
        client.post(reverse("school:password", args=[school.uuid, stranger.uuid])).status_code
        == 404
    )


def test_a_list_is_looked_at_and_then_taken_in(client, school):
    group = make_class(school, grade=8, letter="Б")
    address = reverse("school:import", args=[school.uuid])
    text = "Фамилия;Имя;Роль;Класс\nЁлкин;Пётр;ученик;8Б\nИванов;Пётр;ученик;9Я"
    assert client.post(address, {"since": today(school)}).context["form"].errors.keys() == {"text"}
    faulty = client.post(address, {"text": text, "since": today(school), "confirmed": "1"})
    assert [fault.line for fault in faulty.context["faults"]] == [3]
    assert "Ёлкин;Пётр" in faulty.content.decode()
    good = text.rsplit("\n", 1)[0]
    looked = client.post(address, {"text": good, "since": today(school)})
    assert looked.context["ready"]
    assert not Membership.objects.filter(group=group).exists()
    done = client.post(address, {"text": good, "since": today(school), "confirmed": "1"})
    assert "elkin.p" in done.content.decode()
    assert Membership.objects.filter(group=group).count() == 1


def test_the_title_and_zone_are_changed(client, school):
    facts = {"title": "Гимназия", "short_title": "", "time_zone": "Asia/Omsk"}
    post(client, "settings", school.uuid, **facts)
    school.refresh_from_db()
    assert (school.title, school.time_zone) == ("Гимназия", "Asia/Omsk")


def test_lists_cost_the_same_for_one_and_for_many(client, school, django_assert_max_num_queries):
    def fill(number):
        for _number in range(number):
            group = make_class(school)
            make_class_teacher(group)
            for _pupil in range(2):
                pupil = make_pupil(group)
                make_pupil(make_subgroup(group), person=pupil)
                make_guardian(pupil)
        return group

    group = fill(1)
    names = [("school", school.uuid), ("people", school.uuid), ("group", group.uuid)]
    counts = {}
    for round_number in range(2):
        for name, uuid in names:
            with django_assert_max_num_queries(16) as counted:
                page(client, name, uuid)
            counts.setdefault(name, []).append(len(counted))
        if round_number == 0:
            fill(4)
    assert all(first == second for first, second in counts.values()), counts


def test_people_are_found_in_cyrillic_and_by_role(client, school):
    person = make_teacher(school)
    person.last_name = "Ёжикова"
    person.save()
    found = page(client, "people", school.uuid, q="ежик", role="teacher")
    assert "Ёжикова" in found
    assert "Ёжикова" not in page(client, "people", school.uuid, q="ежик", role="head")


def test_rest_tells_what_one_is(client, school):
    (row,) = client.get("/api/v1/schools/mine").json()
    assert row["places"] == [{"role": "administrator", "group_uuid": None}]
