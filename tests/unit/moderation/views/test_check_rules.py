from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now as clock
from moderation.api import ensure_check_rules
from moderation.checks.facts import read_rule, rules_as_json
from moderation.models import CheckPreview, CheckRule
from moderation.rule_forms import initial_of
from moderation.tasks import preview_rule
from tests.factories.check_rules import make_facts, make_rule, text
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = make_user("methodologist")
    client.force_login(person)
    return person


def typed(rule: CheckRule, **changes):
    """What the browser sends when the form is sent as it is, but for the changes."""
    initial = initial_of(read_rule(rule.facts), rule.number)
    data = {name: value for name, value in initial.items() if value not in (False, None)}
    return {**data, **changes}


def page_of(rule: CheckRule) -> str:
    return reverse("moderation:rule", args=[rule.uuid])


def test_the_list_names_every_rule_in_few_queries(client, editor):
    ensure_check_rules(now=clock())
    client.get(reverse("moderation:rules"))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("moderation:rules"))
    assert "Контактные данные" in answer.content.decode()
    assert len(queries) <= 14


def test_an_empty_list_helps(client, editor):
    assert "check_rules ensure" in client.get(reverse("moderation:rules")).content.decode()


def test_saving_makes_a_version_and_going_back_another(client, editor):
    rule = make_rule("contacts", now=clock())
    answer = client.post(page_of(rule), typed(rule, level="stop", message_ru="Уберите {what}."))
    assert answer.status_code == 302
    rule.refresh_from_db()
    assert (rule.level, rule.number) == ("stop", 2)
    page = client.get(page_of(rule)).content.decode()
    assert editor.short_name in page
    back = reverse("moderation:restore_rule", args=[rule.uuid])
    assert client.post(back, {"number": 1}).status_code == 302
    rule.refresh_from_db()
    assert (rule.level, rule.number) == ("info", 3)
    assert client.post(back, {"number": 99}).status_code == 404
    assert client.post(back).status_code == 404  # it never came with the library


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, editor):
    rule = make_rule("reading_level", now=clock())
    answer = client.post(
        page_of(rule),
        typed(rule, param_limits="пять: 6", message_ru="{oops}", title_ru="Новое имя"),
    )
    page = answer.content.decode()
    assert answer.context["form"].errors["param_limits"]
    assert "пять: 6" in page
    assert "Новое имя" in page
    rule.refresh_from_db()
    assert rule.number == 1


def test_a_form_that_is_old_by_now_is_not_saved(client, editor):
    rule = make_rule("contacts", now=clock())
    old = typed(rule, level="stop")
    client.post(page_of(rule), typed(rule, level="warning"))
    answer = client.post(page_of(rule), old)
    assert answer.context["form"].non_field_errors()
    rule.refresh_from_db()
    assert rule.level == "warning"


def test_a_rule_is_tried_on_a_material_before_it_is_saved(client, editor):
    board = [text("Пишите на anna@mail.ru")]
    made = make_object(draft=make_draft("С почтой", body=[make_stage(board=board)]))
    publish(made)
    rule = make_rule("contacts", now=clock(), params={"kinds": ["phone"]})
    address = f"http://testserver/objects/{made.uuid}/"
    data = {"address": address, "try": "1", "param_kinds": ["email"]}
    answer = client.post(page_of(rule), typed(rule, **data))
    assert answer.context["tried"] == "С почтой"
    assert "anna@mail.ru" in answer.context["findings"][0].message
    rule.refresh_from_db()
    assert rule.number == 1
    draft = make_object(by=make_user("author"))
    for address in (f"/objects/{draft.uuid}/", "нет"):
        answer = client.post(page_of(rule), typed(rule, **{**data, "address": address}))
        assert answer.context["try_form"].errors["address"]
        assert "findings" not in answer.context


def test_a_preview_keeps_what_was_typed(client, editor, django_capture_on_commit_callbacks):
    rule = make_rule("contacts", now=clock())
    answer = client.post(page_of(rule), typed(rule, title_ru="Ещё не сохранено", preview="1"))
    preview = CheckPreview.objects.get()
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Ещё не сохранено" in page
    preview_rule.call(str(preview.uuid))
    assert client.get(answer.url).context["preview"].done_at
    rule.refresh_from_db()
    assert rule.number == 1


def test_a_new_rule_is_made_of_an_operator(client, editor):
    address = reverse("moderation:new_rule")
    assert client.get(address).status_code == 302
    assert client.get(f"{address}?type=wording").status_code == 200
    data = {
        "code": "our-words", "level": "info", "enabled": "on",
        "param_words": "ерунда | лучше: ошибка", "title_ru": "Наши слова", "title_en": "Our words",
        "message_ru": "{what}", "message_en": "{what}",
    }  # fmt: skip
    answer = client.post(f"{address}?type=wording", data)
    assert answer.status_code == 302
    assert CheckRule.objects.get().facts["check"]["params"]["words"] == ["ерунда | лучше: ошибка"]
    again = client.post(f"{address}?type=wording", data)
    assert again.context["form"].errors["code"]


def test_switching_from_the_list(client, editor):
    rule = make_rule("contacts", now=clock())
    address = reverse("moderation:switch_rule", args=[rule.uuid])
    client.post(address, {"enabled": "0"})
    rule.refresh_from_db()
    assert not rule.enabled
    client.post(address, {"enabled": "1"})
    rule.refresh_from_db()
    assert rule.enabled


def upload(data: bytes):
    return {"file": SimpleUploadedFile("r.json", data, "application/json")}


def test_rules_go_out_as_a_file_and_come_in_again(client, editor):
    make_rule("contacts", now=clock())
    file = client.get(reverse("moderation:export_rules"))
    assert json.loads(file.content)["rules"][0]["id"] == "probe"
    address = reverse("moderation:import_rules")
    more = json.dumps(rules_as_json([make_facts("links", code="more")])).encode()
    client.post(address, upload(more))
    assert CheckRule.objects.count() == 2
    for wrong in (b"\xff", b"[]", b"{", b"[" * 100_000, more.replace(b"links", b"lynx")):
        answer = client.post(address, upload(wrong), follow=True)
        assert [str(item) for item in answer.context["messages"]]
    assert CheckRule.objects.count() == 2


def test_others_have_no_business_here(client):
    rule = make_rule("contacts", now=clock())
    for role in ("author", "moderator", "administrator"):
        client.force_login(make_user(role))
        assert client.get(reverse("moderation:rules")).status_code == 403
        assert client.post(page_of(rule), typed(rule, level="stop")).status_code == 403
    rule.refresh_from_db()
    assert rule.number == 1
