import pytest
from django.utils.translation import override

from accounts.data import METHODOLOGIST
from framework.actions.editing import NodeText, add_node, change_node, move_node, retire_node
from framework.actions.joining import merge_nodes, split_node, take_back
from framework.workbench.history import history_of
from tests.factories.editions import make_draft_edition, row_titled
from tests.factories.framework import load_programmes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
HEAT, MATTER, LEAVES = "Тепловые процессы", "Строение вещества", "Ёлки и другие растения"


@pytest.fixture
def keeper():
    return make_user(METHODOLOGIST)


@pytest.fixture
def draft(tmp_path, now, keeper):
    load_programmes(tmp_path)
    return make_draft_edition(now=now, by=keeper)


@pytest.fixture
def facts(draft, keeper, now):
    return {"version": draft.uuid, "by": keeper, "now": now}


def test_every_deed_is_told_the_newest_first(draft, facts, keeper, now):
    heat, matter, leaves = (row_titled(draft, title).uuid for title in (HEAT, MATTER, LEAVES))
    change_node(node=heat, text=NodeText("Теплота", hours=4), **facts)
    move_node(node=heat, parent=leaves, after=None, **facts)
    split_node(node=heat, parts=[NodeText("Кипение")], **facts)
    merge_nodes(into=heat, gone=[matter], **facts)
    take_back(node=heat, **facts)
    told = history_of(draft, heat)
    assert [deed.what for deed in told] == [
        "Возвращено к тому, что в прежней редакции",
        "В него объединены другие",
        "Разделён на части",
        "Перенесён из «Тепловые явления» в «Ёлки и другие растения»",
        "Изменено",
    ]
    assert told[1].text == MATTER
    assert told[2].text == "Кипение"
    assert "часы: пусто → 4" in told[4].text
    assert {(deed.who, deed.when) for deed in told} == {(keeper.full_name, now)}


def test_adding_and_retiring_are_told_in_both_languages(draft, facts):
    section = row_titled(draft, "Тепловые явления").uuid
    made = add_node(parent=section, kind="topic", text=NodeText("Новая"), **facts)
    assert history_of(draft, made.uuid)[0].what == "Добавлено"
    retire_node(node=section, **facts)
    assert history_of(draft, section)[0].what == "Выведен, всего 4 узла"
    with override("en"):
        assert history_of(draft, section)[0].what == "Retired, 4 nodes in all"


def test_another_draft_tells_nothing_of_it(draft, facts, keeper, now):
    heat = row_titled(draft, HEAT).uuid
    change_node(node=heat, text=NodeText("Теплота"), **facts)
    other = make_draft_edition(now=now, by=keeper, label="2027")
    assert history_of(other, heat) == []


def test_long_history_costs_the_same(draft, facts, django_assert_max_num_queries):
    heat, leaves = row_titled(draft, HEAT).uuid, row_titled(draft, LEAVES).uuid
    for number in range(6):
        change_node(node=heat, text=NodeText(f"Теплота {number}"), **facts)
    move_node(node=heat, parent=leaves, after=None, **facts)
    with django_assert_max_num_queries(3):
        assert len(history_of(draft, heat)) == 7
