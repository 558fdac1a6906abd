from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now as clock
from moderation.models import Absence, Conflict, Membership, SavedView, SpecialDay, Submission
from moderation.workdays import day_of
from tests.factories.moderation import author_of, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"moderation:{name}", args=args)


@pytest.fixture
def expert():
    return make_user("moderator")


@pytest.fixture
def chief(client):
    person = make_user("chief_moderator")
    client.force_login(person)
    return person


def test_giving_back_asks_why(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    client.force_login(expert)
    page = address("release", submission.uuid)
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 200
    assert Submission.objects.get().state == "claimed"
    assert client.post(page, {"reason": "field", "note": "Химия"}).url == address("queue")
    assert Submission.objects.get().state == "queued"


def test_a_chief_assigns_and_is_told_when_it_cannot_be(client, chief, expert):
    submission = make_submission(now=clock())
    Conflict.objects.create(
        person=expert, author=author_of(submission), reason="Соавтор", at=clock()
    )
    page = address("give", submission.uuid)
    assert expert.short_name in client.get(page).content.decode()
    refused = client.post(page, {"to": expert.uuid})
    assert refused.status_code == 200
    assert refused.context["form"].errors["to"]
    other = make_user("moderator")
    assert client.post(page, {"to": other.uuid}).status_code == 302
    assert Submission.objects.get().claimed_by == other


def test_an_expert_hands_over_what_they_hold(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    other = make_user("moderator")
    client.force_login(other)
    assert client.get(address("give", submission.uuid)).status_code == 404
    client.force_login(expert)
    assert client.post(address("give", submission.uuid), {"to": other.uuid}).status_code == 302
    assert Submission.objects.get().claimed_by == other


def test_chiefs_see_the_team_and_who_is_away(client, chief, expert):
    today = day_of(clock())
    Absence.objects.create(person=expert, first_day=today, last_day=today)
    make_submission(now=clock(), claimed_by=expert)
    page = client.get(address("team"))
    (load,) = [load for load in page.context["loads"] if load.person_uuid == expert.uuid]
    assert (load.held, load.away_until) == (1, today)
    assert client.get(address("queue"), {"which": "team"}).status_code == 200


def test_the_team_costs_the_same_for_many(client, chief):
    numbers = []
    client.get(address("team"))
    for size in (2, 10):
        for _ in range(size):
            make_user("moderator")
        with CaptureQueriesContext(connection) as queries:
            client.get(address("team"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 14


@pytest.mark.parametrize("name", ["team", "calendar"])
def test_experts_do_not_plan_for_all(client, expert, name):
    client.force_login(expert)
    assert client.get(address(name)).status_code == 403


def test_one_plans_for_oneself_and_a_chief_for_others(client, expert):
    day = day_of(clock()).isoformat()
    client.force_login(expert)
    mine, theirs = address("plan", expert.uuid), address("plan", make_user("moderator").uuid)
    assert client.get(mine).status_code == 200
    assert client.get(theirs).status_code == 404
    facts = {"first_day": day, "last_day": day, "give_back": "on"}
    assert client.post(address("add_absence", expert.uuid), facts).status_code == 302
    assert client.post(address("set_competence", expert.uuid), {"capacity": 3}).status_code == 403
    author = make_user("author")
    facts = {"author": author.username, "reason": "Сестра"}
    assert client.post(address("add_conflict", expert.uuid), facts).status_code == 302
    conflict, absence = Conflict.objects.get(), Absence.objects.get()
    assert client.post(address("withdraw_conflict", conflict.uuid)).status_code == 403
    assert client.post(address("cancel_absence", absence.uuid)).status_code == 302
    client.force_login(make_user("chief_moderator"))
    assert client.post(address("withdraw_conflict", conflict.uuid)).status_code == 302
    facts = {"capacity": 3, "kinds": ["scenario"], "grades": ["8"]}
    assert client.post(address("set_competence", expert.uuid), facts).status_code == 302
    membership = Membership.objects.get(person=expert)
    assert (membership.capacity, membership.grades) == (3, [8])


def test_what_was_typed_wrongly_stays_with_its_reason(client, chief, expert):
    facts = {"first_day": "2026-12-05", "last_day": "2026-12-01"}
    page = client.post(address("add_absence", expert.uuid), facts)
    assert "2026-12-05" in page.content.decode()
    assert page.context["absence_form"].errors["last_day"]
    page = client.post(address("add_conflict", expert.uuid), {"author": "никто", "reason": "Брат"})
    assert page.context["conflict_form"].errors["author"]


def test_views_are_kept_shared_by_chiefs_and_hold_known_filters_only(client, expert, chief):
    facts = {"title": "Физика", "query": "which=all&grade=8&evil=1", "is_shared": "on"}
    client.post(address("save_view"), facts)
    shared = SavedView.objects.get()
    assert (shared.query, shared.is_shared) == ("which=all&grade=8", True)
    client.force_login(expert)
    assert "Физика" in client.get(address("queue")).content.decode()
    assert client.post(address("forget_view", shared.uuid)).status_code == 404
    client.post(address("save_view"), {**facts, "title": "Моя"})
    assert not SavedView.objects.get(title="Моя").is_shared


def test_chiefs_mend_the_calendar(client, chief):
    client.post(address("calendar"), {"day": "2027-11-05", "title": "Перенос"})
    made = SpecialDay.objects.get(day="2027-11-05")
    assert not made.is_working
    assert "Перенос" in client.get(address("calendar")).content.decode()
    client.post(address("forget_day", made.pk))
    assert not SpecialDay.objects.filter(pk=made.pk).exists()


def test_working_renews_the_claim(client, expert):
    submission = make_submission(now=clock(), claimed_by=expert)
    client.force_login(expert)
    assert client.post(address("renew", submission.uuid)).status_code == 204
    client.force_login(make_user("moderator"))
    assert client.post(address("renew", submission.uuid)).status_code == 409
