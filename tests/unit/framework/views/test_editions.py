import csv
import io
from uuid import uuid4

import pytest
from django.urls import reverse

from framework.actions.editing import NodeText, add_node, change_node, move_node, retire_node
from framework.actions.publishing import publish_version
from framework.models import Framework, FrameworkVersion
from tests.factories.editions import make_draft_edition, outline
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
HEAT, LEAVES = "Тепловые процессы", "Ёлки и другие растения"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def facts(draft, keeper, now):
    """What every action needs to be told."""
    return {"version": draft.uuid, "by": keeper, "now": now}


def test_the_list_tells_each_edition(client, draft, keeper):
    page = text(client.get(reverse("framework:editions")))
    assert "черновик" in page
    assert "опубликована" in page
    assert "после редакции 2025" in page
    assert keeper.full_name in page


def test_the_list_costs_the_same_for_many_editions(
    client, draft, keeper, now, django_assert_max_num_queries
):
    url = reverse("framework:editions")
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for label in ("2027", "2028", "2029"):
        make_draft_edition(now=now, by=keeper, label=label)
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_the_next_draft_is_opened_once(client, draft):
    url = reverse("framework:new_draft", args=[Framework.objects.get().uuid])
    assert client.get(url).status_code == 200
    assert "уже есть" in text(client.post(url, {"label": "2026"}))
    response = client.post(url, {"label": "2027", "note": "Новые темы"})
    made = FrameworkVersion.objects.get(label="2027")
    assert response["Location"] == reverse("framework:editor", args=[made.uuid])
    assert made.note == "Новые темы"
    assert client.get(reverse("framework:new_draft", args=[uuid4()])).status_code == 404


def test_a_draft_is_discarded_after_a_question(ask, draft):
    assert "Отменить черновик" in text(ask("discard"))
    assert ask("discard", data={}).status_code == 302
    assert not FrameworkVersion.objects.filter(pk=draft.pk).exists()
    assert ask("discard", data={}).status_code == 404


def test_the_preview_groups_by_kind_and_takes_back(ask, draft, facts, uuid_of):
    heat, leaves = uuid_of(HEAT), uuid_of(LEAVES)
    assert "пока ничего не меняет" in text(ask("publish"))
    change_node(node=heat, text=NodeText("Теплота"), **facts)
    retire_node(node=leaves, **facts)
    page = text(ask("publish"))
    assert page.count('class="change"') == 3
    assert page.index(">выведен") < page.index(">переименован")
    only = text(ask("publish", query={"kind": "renamed"}))
    assert only.count('class="change"') == 1
    ask("take_back", data={"node": leaves, "next": "publish"})
    assert text(ask("publish")).count('class="change"') == 1
    ask("take_back", data={"node": heat})
    assert HEAT in "\n".join(outline(draft))
    assert ask("take_back", data={"node": uuid4()}).status_code == 409
    assert ask("take_back", data={}).status_code == 409


def test_the_map_of_a_published_edition_is_kept_filtered_and_given_as_a_table(
    ask, draft, facts, uuid_of
):
    move_node(node=uuid_of(HEAT), parent=uuid_of(LEAVES), after=None, **facts)
    add_node(parent=uuid_of(LEAVES), kind="topic", text=NodeText("=1+1"), **facts)
    assert ask("changes").status_code == 302
    assert len(rows(ask("changes_csv"))) == 3
    assert ask("publish", data={})["Location"] == reverse("framework:changes", args=[draft.uuid])
    page = text(ask("changes"))
    assert page.count('class="change"') == 2
    assert "Вернуть как было" not in page
    assert text(ask("changes", query={"kind": "moved"})).count('class="change"') == 1
    assert text(ask("changes", query={"kind": "nothing"})).count('class="change"') == 2
    table = rows(ask("changes_csv"))
    assert [row[0] for row in table[1:]] == ["перенесён", "добавлен"]
    assert table[2][3] == "'=1+1"
    assert ask("publish").status_code == 409


def rows(response):
    assert response["Content-Type"].startswith("text/csv")
    content = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content), delimiter=";"))


def test_a_draft_that_another_overtook_says_so(ask, draft, keeper, now):
    publish_version(
        version=make_draft_edition(now=now, by=keeper, label="2027"), by=keeper, now=now
    )
    assert "не знает её изменений" in text(ask("publish", data={}), 409)
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize("name", ["publish", "discard", "changes", "changes_csv"])
def test_others_have_no_business_here(client, ask, draft, name):
    client.force_login(make_user("author"))
    assert ask(name).status_code == 403
    client.logout()
    assert "/account/login/" in ask(name)["Location"]
