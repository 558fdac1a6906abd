from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.actions.check_rules import shipped_rules
from moderation.checks.facts import WrongRule, read_rule, read_rules, rule_as_json, rules_as_json
from moderation.checks.operator import OPERATORS
from tests.factories.check_rules import rule_json


def faults(data) -> str:
    with pytest.raises(WrongRule) as wrong:
        read_rule(data)
    return " ".join(wrong.value.faults)


def test_a_rule_comes_back_as_it_was_written():
    facts = read_rule(rule_json("contacts", "stop", when={"grades": [5, 3], "kinds": ["scenario"]}))
    assert facts.grades == (3, 5)
    assert facts.kinds == ("scenario",)
    assert facts.enabled
    assert facts.params["kinds"] == ["phone", "email", "messenger", "address"]
    assert read_rule(rule_as_json(facts)) == facts


def test_the_shipped_rules_are_whole_and_come_back_from_a_file():
    rules = shipped_rules()
    assert len(rules) >= 18
    assert read_rules(rules_as_json(rules)) == rules
    assert {rule.operator for rule in rules} == set(OPERATORS.codes())
    for rule in rules:
        assert all(rule.title.values())
        if not OPERATORS.get(rule.operator).own_words:
            assert all(rule.message.values()), rule.code
            assert all(rule.remedy.values()), rule.code


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "Плохо"}, "id"),
        ({"level": "fatal"}, "level"),
        ({"colour": "red"}, "colour"),
        ({"enabled": "yes"}, "enabled"),
        ({"when": {"grades": [12]}}, "when.grades"),
        ({"when": {"kinds": ["song"]}}, "when.kinds"),
        ({"when": {"moon": 1}}, "when.moon"),
        ({"title": {"ru": "Проба"}}, "title.en"),
        ({"title": "Проба"}, "title"),
        ({"message": {"ru": "{0.__class__}", "en": "x"}}, "message.ru"),
        ({"message": {"ru": "{", "en": "x"}}, "message.ru"),
        ({"message": {}}, "message.ru"),
        ({"check": {"type": "python"}}, "check.type"),
        ({"check": {"type": "contacts", "params": {"x": 1}}}, "check.params.x"),
        ({"check": {"type": "passages", "params": {"words": 3}}}, "check.params.words"),
        ({"check": {"type": "passages", "params": {"words": True}}}, "check.params.words"),
        ({"check": {"type": "reading_level", "params": {"limits": {"5-3": 1}}}}, "limits"),
        ({"check": {"type": "reading_level", "params": {"limits": {"1-4": 1, "3": 2}}}}, "limits"),
        ({"institute": 5}, "institute"),
    ],
)
def test_a_fault_names_its_place(changes, words):
    assert words in faults({**rule_json("contacts"), **changes})


def test_hints_on_wording_never_stop():
    assert "level" in faults(rule_json("wording", "stop"))
    assert "level" in faults(rule_json("names", "stop"))


def test_all_faults_of_a_file_are_told_at_once():
    data = {"format": "mesh-check-rules/1", "rules": [rule_json("x"), rule_json("contacts", "x")]}
    with pytest.raises(WrongRule) as wrong:
        read_rules(data)
    assert len(wrong.value.faults) == 2
    with pytest.raises(WrongRule):
        read_rules(
            {"format": "mesh-check-rules/1", "rules": [rule_json("links"), rule_json("links")]}
        )
    with pytest.raises(WrongRule):
        read_rules([])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(JSON, st.sampled_from(["id", "title", "message", "level", "when", "check", "institute"]))
def test_whatever_stands_in_a_file_is_refused_in_words_or_read(value, name):
    try:
        read_rules(
            {
                "format": "mesh-check-rules/1",
                "rules": [{**rule_json("contacts"), name: value}, value],
            }
        )
    except WrongRule as refused:
        faults = refused.faults
    else:
        faults = ("none",)
    assert faults


def test_every_operator_is_described():
    described = Path("docs/check-rules.md").read_text(encoding="utf-8")
    assert [code for code, _operator in OPERATORS if f"`{code}`" not in described] == []
