from __future__ import annotations

import pytest
from django.urls import reverse

from moderation.institutes.queries import shipped_criteria
from moderation.models import Affiliation, Institute, Membership, ReviewRule, Rubric
from tests.factories import moderation
from tests.factories.framework import load_starter
from tests.factories.institutes import TITLE, make_region, regional_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(now):
    return make_region(now=now)


@pytest.fixture
def ask(client, region):
    """Call a page as the chief of the region."""
    client.force_login(region.chief)

    def call(name, *args, data=None, **extra):
        url = reverse(f"moderation:{name}", args=[region.institute.uuid, *args])
        return client.post(url, data, **extra) if data is not None else client.get(url)

    return call


def test_an_administrator_makes_an_institute(client):
    load_starter()
    client.force_login(make_user("administrator"))
    url = reverse("moderation:create_institute")
    assert client.post(url, {"title": ""}).status_code == 200
    facts = {"title": TITLE, "time_zone": "Asia/Omsk"}
    response = client.post(url, facts)
    made = Institute.objects.get(title=TITLE)
    assert response["Location"] == reverse("moderation:institute_experts", args=[made.uuid])
    assert made.time_zone == "Asia/Omsk"
    assert TITLE in client.get(reverse("moderation:institutes")).content.decode()


def test_a_chief_sees_their_own_institute_and_makes_none(client, region, now):
    other = make_region(now=now, title="Чужой институт")
    client.force_login(region.chief)
    shown = client.get(reverse("moderation:institutes")).content.decode()
    assert TITLE in shown
    assert "Чужой институт" not in shown
    assert client.get(reverse("moderation:create_institute")).status_code == 403
    url = reverse("moderation:institute", args=[other.institute.uuid])
    assert client.get(url).status_code == 404


def test_the_facts_are_changed_but_not_closed_by_a_chief(ask, region):
    assert ask("institute").status_code == 200
    ask("institute", data={"title": "Новое имя", "time_zone": "", "is_open": ""})
    fresh = Institute.objects.get(pk=region.institute.pk)
    assert (fresh.title, fresh.is_open) == ("Новое имя", True)


def test_a_rule_is_changed(ask, region):
    assert ask("institute_rules").status_code == 200
    assert ask("institute_rule", "nothing").status_code == 404
    assert ask("institute_rule", "scenario").status_code == 200
    ask("institute_rule", "scenario", data={"second_reader": "on", "panel": "3", "days": "9"})
    rule = ReviewRule.objects.get(institute=region.institute)
    assert (rule.second_reader, rule.technical, rule.panel, rule.days) == (True, False, 3, 9)
    refused = ask("institute_rule", "scenario", data={"panel": "3", "days": "99"})
    assert refused.status_code == 200


def rubric_form(**changes):
    """What the form of a rubric sends: the shipped criteria, two empty rows, ``changes``."""
    criteria = shipped_criteria("methodical", "scenario")
    rows = len(criteria)
    data = {"c-TOTAL_FORMS": rows + 2, "c-INITIAL_FORMS": rows}
    for number, item in enumerate(criteria):
        data |= {f"c-{number}-{name}": value for name, value in item.items()}
        data[f"c-{number}-ORDER"] = number + 1
    return {**data, **changes}


def test_a_rubric_is_looked_at_and_put_in_force_as_a_new_version(ask, region):
    last = len(shipped_criteria("methodical", "scenario"))
    new = {
        f"c-{last}-{name}": text
        for name, text in {
            "ru": "Есть домашнее задание",
            "en": "There is homework",
            "fault_ru": "Нет домашнего задания",
            "fault_en": "There is no homework",
        }.items()
    }
    typed = rubric_form(**new, **{"c-0-DELETE": "on"})
    shown = ask("institute_rubric", "methodical", "scenario", data={**typed, "preview": "1"})
    assert "Есть домашнее задание" in shown.content.decode()
    assert not Rubric.objects.filter(number=2).exists()
    ask("institute_rubric", "methodical", "scenario", data=typed)
    made = Rubric.objects.get(institute=region.institute, number=2)
    shipped = [item["code"] for item in shipped_criteria("methodical", "scenario")]
    assert made.codes == [*shipped[1:], "there_is_homework"]
    assert ask("institute_rubrics").status_code == 200
    assert (
        "Есть домашнее задание"
        in ask("institute_rubric", "methodical", "scenario").content.decode()
    )


def test_a_criterion_without_words_is_refused_where_it_stands(ask):
    shown = ask("institute_rubric", "methodical", "scenario", data=rubric_form(**{"c-0-en": ""}))
    assert shown.status_code == 200
    assert shown.context["formset"].errors[0] == {"en": shown.context["formset"].errors[0]["en"]}
    assert not Rubric.objects.filter(number=2).exists()


def test_experts_are_taken_on_and_let_go(ask, region):
    assert ask("institute_experts").status_code == 200
    assert ask("institute_experts", data={"login": "nobody"}).status_code == 200
    newcomer, stranger = make_user("moderator"), make_user("author")
    assert ask("institute_experts", data={"login": stranger.username}).status_code == 200
    ask("institute_experts", data={"login": newcomer.username})
    ask("institute_expert", newcomer.uuid, data={"capacity": "4", "grades": ["8"]})
    found = Membership.objects.get(person=newcomer)
    assert (found.capacity, found.grades) == (4, [8])
    ask("leave_institute", newcomer.uuid, data={})
    assert not Membership.objects.filter(person=newcomer).exists()


def test_authors_are_added_and_let_go(ask, region):
    author = make_user("author")
    ask("institute_authors", data={"login": author.username})
    assert Affiliation.objects.get(person=author).institute == region.institute
    assert author.full_name in ask("institute_authors").content.decode()
    ask("release_author", author.uuid, data={})
    assert not Affiliation.objects.filter(person=author).exists()


def test_the_collection_is_public_and_empty_ones_have_no_page(client, region, now):
    url = reverse("learning_objects:institute", args=[region.institute.uuid])
    assert client.get(url).status_code == 404
    found = regional_submission(region, now=now, claimed=True)
    moderation.approve(submission=found, by=region.expert, now=now)
    assert found.title in client.get(url).content.decode()
    shown = client.get(reverse("learning_objects:object", args=[found.object_uuid]))
    assert url in shown.content.decode()
