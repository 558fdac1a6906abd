"""REST of institutes: what the pages offer, to the same people, with the same refusals."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from framework.api import get_tree
from moderation.api import ensure_central_institute
from moderation.institutes.queries import shipped_criteria
from moderation.models import Affiliation, Institute, Membership, ReviewRule, Rubric
from tests.factories.framework import load_starter
from tests.factories.institutes import TITLE, make_region, regional_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(now):
    return make_region(now=now)


@pytest.fixture
def ask(client, region):
    """Call a route about the region's institute as its chief; ``data`` is sent."""
    client.force_login(region.chief)

    def call(name, *args, data=None, institute=None):
        found = institute or region.institute
        url = reverse(f"rest:{name}", args=[found.uuid, *args])
        if data is None:
            return client.get(url)
        return client.post(url, data, content_type="application/json")

    return call


def send(client, name, data):
    return client.post(reverse(f"rest:{name}"), data, content_type="application/json")


def test_an_administrator_makes_an_institute(client):
    load_starter()
    client.force_login(make_user("administrator"))
    subject = str(get_tree().subjects[0])
    facts = {"title": f"  {TITLE} ", "time_zone": "Asia/Omsk", "subjects": [subject]}
    made = send(client, "post_institute", facts).json()
    assert (made["title"], made["level"], made["is_open"]) == (TITLE, "regional", True)
    assert made["subjects"] == [subject]
    assert send(client, "post_institute", {"title": " "}).status_code == 409
    assert send(client, "post_institute", {**facts, "time_zone": "Mars"}).status_code == 422
    assert send(client, "post_institute", {**facts, "subjects": [str(uuid4())]}).status_code == 409
    assert Institute.objects.filter(level="regional").count() == 1


def test_a_chief_lists_the_own_institute_and_makes_none(client, region, now):
    make_region(now=now, title="Чужой институт")
    regional_submission(region, now=now)
    client.force_login(region.chief)
    listed = client.get(reverse("rest:get_institutes")).json()
    assert listed["count"] == 1
    [item] = listed["items"]
    assert (item["waiting"], item["experts"], item["authors"]) == (1, 2, 1)
    assert send(client, "post_institute", {"title": "Ещё"}).status_code == 403
    for person in (region.expert, region.author):
        client.force_login(person)
        assert client.get(reverse("rest:get_institutes")).status_code == 404
        assert send(client, "post_institute", {"title": "Ещё"}).status_code == 404


def test_others_institutes_do_not_exist(ask, region, now):
    other = make_region(now=now, title="Чужой институт").institute
    person = region.expert.uuid
    for name, *args in (
        ("get_institute",),
        ("get_institute_rules",),
        ("get_institute_rubrics",),
        ("get_institute_rubric", "methodical", "scenario"),
        ("get_institute_experts",),
        ("get_institute_expert", person),
        ("get_institute_authors",),
    ):
        assert ask(name, *args, institute=other).status_code == 404, name
    assert ask("post_institute_facts", data={"title": "Мой"}, institute=other).status_code == 404
    assert ask("get_institute_authors", institute=ensure_central_institute()).status_code == 404


def test_the_facts_are_changed_but_not_closed_by_a_chief(client, ask, region):
    changed = ask("post_institute_facts", data={"title": "Новое имя"})
    assert (changed.json()["title"], changed.json()["is_open"]) == ("Новое имя", True)
    closing = {"title": "Новое имя", "is_open": False}
    assert ask("post_institute_facts", data=closing).status_code == 403
    client.force_login(region.administrator)
    url = reverse("rest:get_institute", args=[region.institute.uuid])
    assert client.post(url, closing, content_type="application/json").status_code == 200
    central = reverse("rest:get_institute", args=[ensure_central_institute().uuid])
    answer = client.post(central, closing, content_type="application/json")
    assert (answer.status_code, bool(answer.json()["detail"])) == (409, True)


def test_rules_of_kinds(ask):
    rules = ask("get_institute_rules").json()
    assert {rule["kind"]: rule["days"] for rule in rules}["scenario"] == 5
    rule = {"second_reader": True, "technical": True, "panel": 3, "days": 7}
    saved = ask("post_institute_rule", "scenario", data=rule).json()
    assert saved == {"kind": "scenario", **rule, "stages": ["methodical", "technical"]}
    assert ReviewRule.objects.get().second_reader
    assert ask("post_institute_rule", "scenario", data={**rule, "panel": 2}).status_code == 422
    assert ask("post_institute_rule", "scenario", data={**rule, "days": 0}).status_code == 422
    assert ask("post_institute_rule", "poem", data=rule).status_code == 404


def test_a_rubric_is_read_and_its_next_version_written(ask, region):
    where = ("methodical", "scenario")
    lines = ask("get_institute_rubrics").json()
    assert {(line["stage"], line["number"]) for line in lines} >= {("methodical", 1)}
    shipped = shipped_criteria(*where)
    before = ask("get_institute_rubric", *where).json()
    assert (len(before["criteria"]), before["versions"]) == (len(shipped), [])
    assert not Rubric.objects.exists()
    new = dict.fromkeys(("ru", "en", "fault_ru", "fault_en"), "Local names are explained")
    written = {"criteria": [before["criteria"][0], new]}
    after = ask("post_institute_rubric", *where, data=written).json()
    codes = [item["code"] for item in after["criteria"]]
    assert codes == [shipped[0]["code"], "local_names_are_explained"]
    assert [version["number"] for version in after["versions"]] == [2, 1]
    twice = {"criteria": [before["criteria"][0]] * 2}
    assert ask("post_institute_rubric", *where, data=twice).status_code == 409
    assert ask("post_institute_rubric", *where, data={"criteria": []}).status_code == 422
    assert ask("get_institute_rubric", "methodical", "poem").status_code == 404
    assert ask("get_institute_rubric", "final", "scenario").status_code == 404


def test_experts_come_are_given_work_and_go(ask, region, now):
    fresh = make_user("moderator")
    taken = ask("post_institute_expert", data={"login": fresh.username})
    assert taken.json()["person_uuid"] == str(fresh.uuid)
    assert ask("get_institute_experts").json()["count"] == 3
    stranger = make_user("author")
    assert ask("post_institute_expert", data={"login": stranger.username}).status_code == 409
    assert ask("post_institute_expert", data={"login": "nobody"}).status_code == 409
    given = {"kinds": ["scenario"], "stages": ["technical"], "grades": [7, 8], "capacity": 3}
    saved = ask("post_competence", fresh.uuid, data=given).json()
    assert {name: saved[name] for name in given} == given
    assert ask("get_institute_expert", fresh.uuid).json() == saved
    for wrong in ({"kinds": ["poem"]}, {"grades": [12]}, {"capacity": 0}):
        assert ask("post_competence", fresh.uuid, data=wrong).status_code == 422
    assert ask("post_competence", stranger.uuid, data=given).status_code == 404
    assert ask("post_institute_leave", fresh.uuid, data={}).status_code == 204
    assert not Membership.objects.filter(person=fresh).exists()
    regional_submission(region, now=now, claimed=True)
    assert ask("post_institute_leave", region.expert.uuid, data={}).status_code == 409


def test_authors_belong_and_are_let_go(ask, region, now):
    listed = ask("get_institute_authors").json()
    assert [item["login"] for item in listed["items"]] == [region.author.username]
    fresh = make_user("author")
    assert ask("post_institute_author", data={"login": fresh.username}).status_code == 200
    elsewhere = make_region(now=now, title="Чужой институт").author
    assert ask("post_institute_author", data={"login": elsewhere.username}).status_code == 409
    assert ask("post_release_author", fresh.uuid, data={}).status_code == 204
    assert ask("post_release_author", fresh.uuid, data={}).status_code == 404
    assert Affiliation.objects.filter(institute=region.institute).count() == 1


def test_lists_cost_the_same_at_any_length(client, ask, region, now):
    numbers = []
    for size in (1, 6):
        for _number in range(size):
            login = make_user("moderator").username
            assert ask("post_institute_expert", data={"login": login}).status_code == 200
            login = make_user("author").username
            assert ask("post_institute_author", data={"login": login}).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            for name in ("get_institute_experts", "get_institute_authors"):
                assert ask(name).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
