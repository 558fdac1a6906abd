import re
from uuid import uuid4

import pytest
from django.urls import reverse

from framework.actions.editing import NodeText, change_node, retire_node, text_digest
from framework.actions.joining import merge_nodes
from framework.actions.publishing import publish_version
from framework.models import FrameworkNode, NodeComment
from tests.factories.editions import outline, row_titled
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
HEAT = "Тепловые процессы"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_tree_shows_the_roots_and_the_way_to_the_chosen_node(ask, uuid_of):
    closed = text(ask("editor"))
    assert "Физика" in closed
    assert HEAT not in closed
    opened = text(ask("editor", query={"node": uuid_of(HEAT)}))
    assert opened.count("branch__row--chosen") == 1
    assert "Строение вещества" in opened
    assert "Леса и люди" not in opened


def test_a_level_is_given_alone_and_a_lost_parent_is_told(ask, uuid_of):
    level = text(ask("level", query={"node": uuid_of("Тепловые явления")}))
    assert level.count('class="branch"') == 2
    assert "<h1>" not in level
    assert ask("level", query={"node": uuid4()}).status_code == 409


def test_parts_of_the_page_come_alone(ask, uuid_of):
    node = uuid_of(HEAT)
    panel = text(ask("editor", query={"node": node}, part="panel"))
    assert 'id="panel-title"' in panel
    assert "data-tree" not in panel
    tree = text(ask("editor", query={"open": [uuid_of("Ёлки и другие растения")]}, part="tree"))
    assert "Леса и люди" in tree
    assert "panel-title" not in tree


def test_the_tree_costs_the_same_however_much_is_open(ask, uuid_of, django_assert_max_num_queries):
    ask("editor")
    with django_assert_max_num_queries(34):
        ask("editor", query={"node": uuid_of(HEAT)})
    everything = [str(uuid) for uuid in FrameworkNode.objects.values_list("uuid", flat=True)]
    with django_assert_max_num_queries(16):
        ask("editor", query={"open": everything}, part="tree")


def test_a_node_is_renamed_and_its_history_tells(ask, draft, keeper, uuid_of):
    node = uuid_of(HEAT)
    facts = {"title": "Теплота", "title_en": "Heat", "hours": "4", "code": "", "content": ""}
    response = ask("change_node", node, data=facts)
    assert response["Location"].endswith(f"?node={node}")
    row = FrameworkNode.objects.get(version=draft, uuid=node)
    assert (row.title, row.title_en, row.hours) == ("Теплота", "Heat", 4)
    page = text(ask("editor", query={"node": node}))
    assert f"{HEAT} → Теплота" in page
    assert keeper.full_name in page


def test_what_is_typed_wrongly_stays_in_the_form(ask, draft, uuid_of):
    page = text(ask("change_node", uuid_of(HEAT), data={"title": "", "hours": "много"}))
    assert "много" in page
    assert row_titled(draft, HEAT) is not None


def seen_in(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_what_somebody_else_wrote_meanwhile_is_told_and_kept(ask, draft, keeper, now, uuid_of):
    node = uuid_of(HEAT)
    mine = {"title": HEAT, "hours": "5", "code": "", "content": "Мой текст"}
    mine["seen"] = seen_in(text(ask("editor", query={"node": node}, part="panel")))
    theirs = NodeText("Теплота", content="Их текст")
    change_node(version=draft.uuid, node=node, text=theirs, by=keeper, now=now)

    page = text(ask("change_node", node, data=mine), 409)
    assert "Тем временем кто-то изменил этот узел" in page
    assert "Мой текст" in page
    assert "Сейчас в узле: Теплота" in page
    assert "Сейчас в узле: Их текст" in page
    assert page.count("Сейчас в узле здесь ничего нет") == 1  # hours; the codes are the same
    row = FrameworkNode.objects.get(version=draft, uuid=node)
    assert (row.title, row.hours, row.content) == ("Теплота", None, "Их текст")

    # Who has seen it may still mean what they typed.
    assert seen_in(page) == text_digest(row)
    assert ask("change_node", node, data={**mine, "seen": seen_in(page)}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.hours, row.content) == (HEAT, 5, "Мой текст")


def test_what_is_typed_wrongly_does_not_forget_what_was_seen(ask, draft, uuid_of):
    page = text(ask("change_node", uuid_of(HEAT), data={"title": "", "seen": "abc"}))
    assert seen_in(page) == "abc"


def test_a_node_is_added_below_and_behind(ask, draft, uuid_of):
    section, matter = uuid_of("Тепловые явления"), uuid_of("Строение вещества")
    ask("add_node", data={"parent": section, "kind": "topic", "title": "Конец"})
    ask("add_node", data={"parent": section, "after": matter, "kind": "topic", "title": "Середина"})
    lines = [line.strip() for line in outline(draft)]
    at = lines.index("Тепловые явления")
    assert lines[at + 1 : at + 5] == ["Строение вещества", "Середина", HEAT, "Конец"]


def test_an_addition_that_cannot_stand_is_told_in_words(ask, uuid_of):
    response = ask("add_node", data={"parent": uuid_of(HEAT), "kind": "subject", "title": "а"})
    assert "Узел такого вида там не стоит" in text(response, 409)
    assert "Напишите название" in text(
        ask("add_node", data={"parent": uuid_of(HEAT), "kind": "element", "title": " "}), 409
    )


def test_a_draft_that_was_published_meanwhile_is_not_written(ask, draft, keeper, now, uuid_of):
    node = uuid_of(HEAT)
    publish_version(version=draft, by=keeper, now=now)
    for response in (ask("change_node", node, data={"title": "а"}), ask("editor")):
        assert "больше не черновик" in text(response, 409)
    plain = ask("move", node, data={"place": "up"}, part="tree")
    assert plain["Content-Type"].startswith("text/plain")
    assert plain.status_code == 409


def test_a_draft_that_was_discarded_is_told(client, keeper):
    response = client.get(reverse("framework:editor", args=[uuid4()]))
    assert "отменил этот черновик" in text(response, 404)


def test_a_node_that_is_gone_says_what_became_of_it(ask, draft, keeper, now, uuid_of):
    heat, matter, leaves = (uuid_of(t) for t in (HEAT, "Строение вещества", "Леса и люди"))
    facts = {"version": draft.uuid, "by": keeper, "now": now}
    merge_nodes(into=matter, gone=[heat], **facts)
    retire_node(node=leaves, **facts)
    merged = text(ask("editor", query={"node": heat}))
    assert "Строение вещества" in merged
    assert "объединён с другим" in merged
    assert "Узел выведен" in text(ask("editor", query={"node": leaves}))
    assert "больше нет в черновике" in text(ask("editor", query={"node": uuid4()}))
    assert ask("change_node", heat, data={"title": "а"}).status_code == 409


def test_the_search_finds_any_form_of_a_word_with_its_place(ask):
    page = text(ask("editor", query={"q": "тепловой процесс"}))
    assert HEAT in page
    assert "Физика → " in page
    assert "Найдено: 0 узлов" in text(ask("editor", query={"q": "щыщы"}))


def test_comments_are_written_and_settled(ask, draft, keeper, uuid_of):
    node = uuid_of(HEAT)
    ask("comment", node, data={"text": "Часов мало?"})
    found = NodeComment.objects.get(node_uuid=node)
    assert "Часов мало?" in text(ask("editor", query={"node": node}))
    ask("settle_comment", found.uuid, data={})
    found.refresh_from_db()
    assert found.settled_by == keeper
    assert ask("comment", node, data={"text": " "}).status_code == 409
    assert ask("settle_comment", uuid4(), data={}).status_code == 404


def test_others_have_no_business_here(client, draft):
    url = reverse("framework:editor", args=[draft.uuid])
    client.logout()
    assert "/account/login/" in client.get(url)["Location"]
    client.force_login(make_user("author"))
    assert client.get(url).status_code == 403
    assert client.get(reverse("framework:editor", args=[uuid4()])).status_code == 403


def test_a_long_level_is_read_in_pieces(ask, draft, monkeypatch, uuid_of):
    monkeypatch.setattr("framework.workbench.branches.LEVEL", 1)
    section = uuid_of("Тепловые явления")
    page = text(ask("level", query={"node": section}))
    assert HEAT not in page
    assert "from=1" in page
    rest = text(ask("level", query={"node": section, "from": "1"}))
    assert HEAT in rest
    assert "from=" not in rest
    assert HEAT in text(ask("editor", query={"node": section, "from": "1"}))
