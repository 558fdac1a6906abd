import re
from uuid import uuid4

import pytest

from framework.actions.editing import text_digest
from framework.models import FrameworkNode, NodeSuccession
from tests.factories.editions import outline, row_titled

pytestmark = pytest.mark.django_db
HEAT, MATTER, LEAVES = "Тепловые процессы", "Строение вещества", "Ёлки и другие растения"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def below(draft, title):
    """The titles right below a node, in order."""
    return [child.title for child in row_titled(draft, title).get_children()]


@pytest.mark.parametrize(
    ("place", "target", "parent", "children"),
    [
        ("up", "", "Тепловые явления", [HEAT, MATTER]),
        ("down", "", "Тепловые явления", [MATTER, HEAT]),
        ("before", MATTER, "Тепловые явления", [HEAT, MATTER]),
        ("after", MATTER, "Тепловые явления", [MATTER, HEAT]),
        ("into", LEAVES, LEAVES, ["Леса и люди", HEAT]),
        ("first", LEAVES, LEAVES, [HEAT, "Леса и люди"]),
        ("after", "Леса и люди", LEAVES, ["Леса и люди", HEAT]),
        ("before", "Леса и люди", LEAVES, [HEAT, "Леса и люди"]),
    ],
)
def test_a_node_goes_where_people_say(ask, draft, uuid_of, place, target, parent, children):
    data = {"place": place, "target": uuid_of(target) if target else ""}
    assert ask("move", uuid_of(HEAT), data=data).status_code == 302
    assert below(draft, parent) == children
    assert FrameworkNode.find_problems() == ([], [], [], [], [])


def test_a_subject_goes_to_the_top_and_stays_there(ask, draft, uuid_of):
    roots = [row.title for row in FrameworkNode.objects.filter(version=draft, depth=1)]
    ask("move", uuid_of(roots[0]), data={"place": "top"})
    now = FrameworkNode.objects.filter(version=draft, depth=1).order_by("path")
    assert [row.title for row in now] == [*roots[1:], roots[0]]


def test_a_script_gets_the_tree_with_its_branches_open(ask, uuid_of):
    data = {"place": "up", "open": [uuid_of("Тепловые явления"), uuid_of(LEAVES)]}
    page = text(ask("move", uuid_of(HEAT), data=data, part="tree"))
    assert page.index(HEAT) < page.index(MATTER)
    assert "Леса и люди" in page
    assert 'data-said="Перенесено."' in page
    again = text(ask("move", uuid_of(HEAT), data=data, part="tree"))
    assert 'data-said="Узел уже стоит там."' in again


@pytest.mark.parametrize(
    ("place", "target", "words"),
    [
        ("into", HEAT, "внутри себя"),
        ("aside", HEAT, "куда перенести"),
        ("into", "", "куда перенести"),
        ("into", None, "больше нет в черновике"),
    ],
)
def test_what_cannot_be_is_told(ask, draft, uuid_of, place, target, words):
    before = outline(draft)
    named = uuid4() if target is None else uuid_of(target) if target else ""
    page = text(ask("move", uuid_of(HEAT), data={"place": place, "target": named}), 409)
    assert words in page
    assert outline(draft) == before


def test_the_form_offers_neighbours_and_what_is_searched(ask, uuid_of):
    page = text(ask("move", uuid_of(HEAT)))
    assert MATTER in page
    assert f'value="{uuid_of(HEAT)}"' not in page
    assert "Леса и люди" in text(ask("move", uuid_of(HEAT), query={"q": "лес"}))
    assert ask("move", uuid4()).status_code == 409


def test_a_node_is_retired_after_a_look(ask, draft, uuid_of):
    section = uuid_of("Тепловые явления")
    page = text(ask("retire", section))
    assert "2 узла" in page
    assert MATTER in page
    assert "Предстоящие уроки" in page or "предстоящие уроки" in page
    ask("retire", section, data={})
    assert row_titled(draft, MATTER) is None
    assert ask("retire", section).status_code == 409


def test_nodes_are_merged_after_a_preview(ask, draft, uuid_of):
    heat, matter, other = uuid_of(HEAT), uuid_of(MATTER), uuid_of("Леса и люди")
    alone = text(ask("merge", query={"node": heat}))
    assert f"node={heat}&amp;node={matter}" in alone
    assert "Леса и люди" in text(ask("merge", query={"node": heat, "q": "леса"}))
    preview = text(ask("merge", query={"node": [heat, matter, other]}))
    assert "Часов вместе: 10" in preview
    ask("merge", data={"node": [heat, matter, other], "into": matter})
    assert row_titled(draft, MATTER).hours == 10
    stated = NodeSuccession.objects.filter(version=draft, present=matter)
    assert set(stated.values_list("former", flat=True)) == {heat, other}


def test_what_cannot_be_merged_is_told(ask, uuid_of):
    mixed = text(ask("merge", query={"node": [uuid_of(HEAT), uuid_of(LEAVES)]}))
    assert "одного вида" in mixed
    assert ask("merge", query={"node": uuid4()}).status_code == 409
    assert ask("merge", data={}).status_code == 409
    data = {"node": [uuid_of(HEAT), uuid_of(LEAVES)], "into": uuid_of(HEAT)}
    assert "одного вида" in text(ask("merge", data=data), 409)


def parts(*titles, **more):
    data = {"part-TOTAL_FORMS": len(titles), "part-INITIAL_FORMS": 1, **more}
    for number, title in enumerate(titles):
        data |= {f"part-{number}-title": title, f"part-{number}-hours": "2"}
    return data


def test_a_node_is_split_after_a_preview(ask, draft, uuid_of):
    heat = uuid_of(HEAT)
    assert text(ask("split", heat)).count("part-row__name") == 4
    preview = text(ask("split", heat, data=parts("Плавление", "Кипение", preview="1")))
    assert "новый узел" in preview
    assert row_titled(draft, HEAT) is not None
    ask("split", heat, data=parts("Плавление", "Кипение", ""))
    assert below(draft, "Тепловые явления") == [MATTER, "Плавление", "Кипение"]
    assert row_titled(draft, "Плавление").uuid == heat
    assert "ещё хотя бы" in text(ask("split", uuid_of(MATTER), data=parts("Один")))


def test_a_node_that_changed_meanwhile_is_not_split(ask, draft, uuid_of):
    heat = row_titled(draft, HEAT)
    seen = re.search(r'name="seen" value="(\w+)"', text(ask("split", heat.uuid)))[1]
    assert seen == text_digest(heat)
    FrameworkNode.objects.filter(pk=heat.pk).update(title="Теплота")

    data = parts("Плавление", "Кипение")
    page = text(ask("split", heat.uuid, data={**data, "seen": seen}), 409)
    assert "Тем временем кто-то изменил этот узел" in page
    assert "Сейчас в узле: Теплота" in page
    assert 'value="Кипение"' in page
    assert row_titled(draft, "Кипение") is None

    heat.refresh_from_db()
    assert f'name="seen" value="{text_digest(heat)}"' in page
    ask("split", heat.uuid, data={**data, "seen": text_digest(heat)})
    assert row_titled(draft, "Кипение") is not None
