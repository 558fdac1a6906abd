from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from core.api import read_trail
from moderation.actions.check_rules import (
    ask_preview,
    ensure_check_rules,
    import_rules,
    restore_shipped,
    restore_version,
    save_rule,
    shipped_rules,
)
from moderation.checks.facts import read_rule
from moderation.errors import RuleChanged, WrongRule
from moderation.models import CheckRule, CheckRuleVersion
from moderation.tasks import preview_rule
from tests.factories.check_rules import make_facts, make_rule, text
from tests.factories.moderation import make_submission, stage
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("methodologist")


def test_every_change_is_a_version_and_stands_in_the_audit(editor, now):
    facts = make_facts("contacts")
    rule = save_rule(facts=facts, by=editor, now=now)
    assert save_rule(facts=facts, by=editor, now=now).number == 1
    changed = save_rule(facts=replace(facts, level="stop"), by=editor, now=now)
    assert (changed.pk, changed.number, changed.level) == (rule.pk, 2, "stop")
    assert [item.number for item in rule.versions.all()] == [2, 1]
    assert [entry.data["changed"] for entry in read_trail(object_uuid=rule.uuid)] == [
        ["new"],
        ["level"],
    ]


def test_an_older_version_comes_back_as_a_new_one(editor, now):
    rule = save_rule(facts=make_facts("contacts"), by=editor, now=now)
    save_rule(facts=make_facts("contacts", "stop"), by=editor, now=now)
    back = restore_version(version=rule.versions.get(number=1), by=editor, now=now)
    assert (back.number, back.level) == (3, "info")


def test_two_people_do_not_write_over_each_other(editor, now):
    facts = make_facts("contacts")
    save_rule(facts=facts, by=editor, now=now)
    save_rule(facts=replace(facts, level="stop"), by=editor, now=now, seen=1)
    with pytest.raises(RuleChanged):
        save_rule(facts=replace(facts, level="warning"), by=editor, now=now, seen=1)


@pytest.mark.parametrize("role", ["author", "moderator", "teacher", "administrator"])
def test_nobody_else_writes_rules(role, now):
    with pytest.raises(NotAllowed):
        save_rule(facts=make_facts("contacts"), by=make_user(role), now=now)


def test_one_subjects_methodologist_writes_no_rules_for_all(now):
    from uuid import uuid4

    with pytest.raises(NotAllowed):
        save_rule(
            facts=make_facts("links"), by=make_user("methodologist", subject=uuid4()), now=now
        )
    save_rule(facts=make_facts("links"), by=make_user("chief_moderator"), now=now)


def test_an_unknown_institute_is_refused(now):
    with pytest.raises(WrongRule):
        save_rule(facts=make_facts("links", institute="nowhere"), by=None, now=now)


def test_the_database_keeps_one_rule_of_a_name_and_its_versions(now):
    rule = make_rule("links", now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckRule.objects.create(code=rule.code, level="info", facts={}, changed_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckRuleVersion.objects.update(facts={})
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckRule.objects.filter(pk=rule.pk).update(level="fatal")


def test_the_shipped_rules_are_loaded_once_and_can_be_had_again(editor, now):
    assert ensure_check_rules(now=now) == len(shipped_rules())
    rule = CheckRule.objects.get(code="contacts")
    facts = read_rule(rule.facts)
    save_rule(facts=replace(facts, level="info"), by=editor, now=now)
    assert ensure_check_rules(now=now) == 0
    assert restore_shipped(rule=rule, by=editor, now=now).level == "stop"
    with pytest.raises(LookupError):
        restore_shipped(rule=make_rule("links", now=now, code="our-own"), by=editor, now=now)


def test_an_import_is_all_or_nothing(now):
    with pytest.raises(WrongRule):
        import_rules(
            rules=[make_facts("links"), make_facts("contacts", code="b", institute="nowhere")],
            by=None,
            now=now,
        )
    assert not CheckRule.objects.exists()


def test_the_command_writes_a_file_that_it_can_read(tmp_path, capsys):
    file = tmp_path / "rules.json"
    call_command("check_rules", "ensure")
    call_command("check_rules", "export", str(file))
    data = json.loads(file.read_text(encoding="utf-8"))
    data["rules"][0]["level"] = "info"
    file.write_text(json.dumps(data), encoding="utf-8")
    call_command("check_rules", "import", str(file))
    assert "1 changed" in capsys.readouterr().out
    call_command("check_rules", "restore")
    file.write_text('{"format": "mesh-check-rules/1", "rules": [{}]}', encoding="utf-8")
    for arguments in (["import", str(file)], ["import", str(tmp_path / "no")], ["export"]):
        with pytest.raises(CommandError):
            call_command("check_rules", *arguments)
    call_command("likeness_index", "--rebuild")


def test_a_preview_counts_what_a_rule_would_have_found(editor, now):
    rule = make_rule("contacts", now=now)
    make_submission(now=now, title="Чистый")
    make_submission(now=now, title="С почтой", body=[stage("Опыт", 45, text("anna@mail.ru"))])
    asked = ask_preview(rule=rule, facts=make_facts("contacts", "stop"), by=editor, now=now)
    preview_rule.call(str(asked.uuid))
    asked.refresh_from_db()
    assert (asked.looked, asked.hit) == (2, 1)
    assert asked.examples[0]["title"] == "С почтой"
    assert "anna@mail.ru" in asked.examples[0]["what"]
    own = make_facts("built_in", params={"check": "minutes"})
    other = ask_preview(rule=rule, facts=replace(own, code=rule.code), by=editor, now=now)
    preview_rule.call(str(other.uuid))
    other.refresh_from_db()
    assert (other.looked, other.hit) == (2, 0)
    assert rule.previews.count() == 1
