from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from learning_objects.api import check_content, draft_content, fork_object, get_object, run_checks
from moderation.actions.check_rules import shipped_rules
from moderation.actions.institute import ensure_central_institute
from moderation.api import import_rules, save_rule, submit, switch_rule
from moderation.checks.index import drain, rebuild
from moderation.errors import ChecksFailed
from moderation.models import Institute, PassagePrint, TextBand, TextPrint
from moderation.tasks import keep_likeness
from tests.factories.check_rules import check, content_of, make_facts, make_rule, text
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.moderation import make_scenario, stage
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
MAIL = text("Пишите: anna@mail.ru")


def test_a_rule_holds_from_the_moment_it_is_saved_until_it_is_switched_off(now):
    assert check(content_of(MAIL)) == []
    rule = make_rule("contacts", now=now, level="stop", code="contacts")
    (found,) = check(content_of(MAIL))
    assert (found.code, found.level) == ("contacts", "stop")
    switch_rule(rule=rule, enabled=False, by=make_user("methodologist"), now=now)
    assert check(content_of(MAIL)) == []


def test_a_rule_that_stops_stops_a_submission(now):
    author = make_user("author")
    make_rule("contacts", now=now, level="stop")
    made = make_scenario(by=author, now=now, body=[stage("Опыт", 45, MAIL)])
    with pytest.raises(ChecksFailed) as refused:
        submit(learning_object=made, by=author, now=now)
    (finding,) = refused.value.findings
    assert "anna@mail.ru" in finding.message
    assert "Опыт" in finding.place


def test_a_hint_lets_it_pass(now):
    author = make_user("author")
    make_rule("contacts", now=now, level="warning")
    made = make_scenario(by=author, now=now, body=[stage("Опыт", 45, MAIL)])
    assert submit(learning_object=made, by=author, now=now).state == "queued"


def test_kinds_narrow_a_rule(now):
    make_rule("contacts", now=now, when={"kinds": ["scenario"]})
    assert check(content_of(MAIL)) == []


def test_an_institutes_rule_takes_the_place_of_the_one_of_everywhere(now):
    make_rule("contacts", now=now, level="info")
    central = ensure_central_institute()
    other = Institute.objects.create(key="kazan", title="Казань")
    save_rule(facts=make_facts("contacts", "stop", institute=other.key), by=None, now=now)
    assert check(content_of(MAIL))[0].level == "info"
    facts = make_facts("contacts", "warning", institute=central.key)
    save_rule(facts=facts, by=None, now=now)
    assert check(content_of(MAIL))[0].level == "warning"
    save_rule(facts=replace(facts, enabled=False), by=None, now=now)
    assert check(content_of(MAIL)) == []


def test_rules_set_the_level_of_the_objects_own_checks(now):
    made = make_scenario(now=now, body=[stage("Начало", 10), stage("Опыт", 33)])
    assert {item.code: item.level for item in run_checks(made)}["minutes"] == "stop"
    params = {"check": "minutes", "tolerance": 1}
    words = {"ru": "Не сходятся минуты.", "en": "The minutes disagree."}
    rule = make_rule("built_in", now=now, level="warning", params=params, message=words)
    with override("ru"):
        (found,) = [item for item in run_checks(made) if item.code == "minutes"]
    assert (found.level, found.message) == ("warning", "Не сходятся минуты.")
    assert found.remedy == "Поправьте."
    facts = make_facts("built_in", params={**params, "tolerance": 2})
    save_rule(facts=replace(facts, code=rule.code), by=None, now=now)
    assert "minutes" not in {item.code for item in run_checks(made)}


LONG = [
    "Соберите цепь из батареи, резистора, амперметра и ключа и проверьте, что ключ разомкнут.",
    "Замкните ключ и запишите показания амперметра и вольтметра в первую строку таблицы опыта.",
    "Добавьте ещё одну батарею, дождитесь, пока стрелка успокоится, и запишите вторую пару чисел.",
    "Постройте по точкам график и подумайте, почему прямая проходит через начало координат.",
    "Сравните наклон прямых у соседних парт и объясните, чем отличаются ваши резисторы.",
]


def long_draft(title: str, lines: list[str] = LONG):
    board = [{"type": "text", "value": f"<p>{line}</p>"} for line in lines]
    return make_draft(title, body=[make_stage(board=board)])


def published(title: str = "Закон Ома", **facts):
    made = make_object(draft=long_draft(title, **facts))
    publish(made)
    keep_likeness.call()
    return made


def codes(made, code: str):
    return [item for item in run_checks(get_object(uuid=made.uuid)) if item.code == code]


def test_a_near_duplicate_names_the_object_and_leads_there(now):
    first = published()
    make_rule("duplicates", now=now, code="duplicates")
    twin = make_object(draft=long_draft("Другое имя"))
    (found,) = codes(twin, "duplicates")
    assert "«Закон Ома»" in found.message
    assert "100" in found.message
    assert str(first.uuid) in found.url
    assert found.url_label
    assert codes(make_object(draft=make_draft("Совсем другое")), "duplicates") == []


def test_an_object_is_no_duplicate_of_itself_or_of_what_it_was_made_from(now):
    first = published()
    make_rule("duplicates", now=now, code="duplicates")
    make_rule("passages", now=now, code="passages")
    assert codes(first, "duplicates") == []
    author = make_user("author")
    fork = fork_object(learning_object=first, title="Моя редакция", by=author, now=now)
    assert codes(fork, "duplicates") == []
    assert codes(fork, "passages") == []
    publish(fork)
    keep_likeness.call()
    assert TextPrint.objects.get(object_uuid=fork.uuid).lineage == [str(first.uuid)]
    # A second edition of the same original is as much a relative; the original too.
    sister = fork_object(learning_object=first, title="Ещё редакция", by=author, now=now)
    assert codes(sister, "duplicates") == []
    assert codes(first, "duplicates") == []


def test_a_passage_is_shown_with_its_source_unless_it_is_ones_own(now):
    first = published()
    make_rule("passages", now=now, code="passages")
    lines = ["Разминка у доски про силу тока.", LONG[1] + " " + LONG[2]]
    borrowed = make_object(draft=long_draft("Опыт", lines))
    (found,) = codes(borrowed, "passages")
    assert "Замкните ключ" in found.message
    assert "«Закон Ома»" in found.message or "“Закон Ома”" in found.message
    assert str(first.uuid) in found.url
    assert found.place
    author = first.authorships.get().user
    assert codes(make_object(by=author, draft=long_draft("Опыт", lines)), "passages") == []


def test_what_is_withdrawn_leaves_the_index(now):
    from learning_objects.api import withdraw_object

    first = published()
    assert TextBand.objects.count() == 24
    assert PassagePrint.objects.exists()
    withdraw_object(
        learning_object=get_object(uuid=first.uuid),
        reason="Ошибка.",
        by=make_user("chief_moderator"),
        now=now,
    )
    assert drain(now=now) == 1
    assert not TextPrint.objects.exists()
    assert drain(now=now) == 0


def test_a_rebuild_adds_what_is_older_than_the_index(now):
    published()
    TextPrint.objects.all().delete()
    assert rebuild() == 1
    assert rebuild() == 0
    assert TextPrint.objects.get().title == "Закон Ома"


def test_all_shipped_rules_ask_a_fixed_number_of_questions(now):
    import_rules(rules=shipped_rules(), by=None, now=now)
    for number in range(3):
        published(f"Закон Ома {number}")
    made = make_object(draft=long_draft("Опыт"))
    content = draft_content(made)
    check_content(kind="scenario", content=content, object_uuid=made.uuid)  # warm the caches
    with CaptureQueriesContext(connection) as few:
        check_content(kind="scenario", content=content, object_uuid=made.uuid)
    for number in range(3, 9):
        published(f"Закон Ома {number}")
    content["body"], content["length_minutes"] = content["body"] * 4, 180
    with CaptureQueriesContext(connection) as many:
        check_content(kind="scenario", content=content, object_uuid=made.uuid)
    assert len(many) == len(few) <= 20


def test_the_demo_of_the_factories_passes_every_shipped_rule(now):
    import_rules(rules=shipped_rules(), by=None, now=now)
    author = make_user("author")
    made = make_scenario(by=author, now=now)
    assert submit(learning_object=made, by=author, now=now).state == "queued"
