from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from framework.actions.crosswalks import Pair, link_nodes
from framework.models import Crosswalk
from tests.factories.editions import make_other_framework
from tests.factories.framework import node_titled
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
HEAT, CODE = "Тепловые процессы", "Тепловое равновесие"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def ends(draft):
    """A topic of the programmes and one of a codifier."""
    make_other_framework()
    return node_titled(HEAT).uuid, node_titled(CODE).uuid


def of_node(uuid):
    return reverse("framework:node_crosswalks", args=[uuid])


def test_a_node_is_linked_and_seen_from_both_sides(client, ends):
    here, there = ends
    data = {"node": there, "relation": "broader", "confidence": "80", "note": "часть темы"}
    assert client.post(of_node(here), data)["Location"] == of_node(here)
    row = Crosswalk.objects.get()
    assert (row.source, row.confidence, row.note) == (here, Decimal("0.8"), "часть темы")
    page = text(client.get(of_node(here)))
    assert "шире" in page
    assert "80" in page
    assert "уже" in text(client.get(of_node(there)))


def test_what_cannot_be_linked_is_told(client, ends):
    here, _there = ends
    own = {"node": node_titled("Леса и люди").uuid, "relation": "exact", "confidence": "100"}
    assert "из одного каркаса" in text(client.post(of_node(here), own))
    lost = {"node": uuid4(), "relation": "exact", "confidence": "100"}
    assert "ни в одном опубликованном каркасе" in text(client.post(of_node(here), lost))
    assert client.get(of_node(uuid4())).status_code == 404


def test_a_link_is_changed_and_removed(client, keeper, now, ends):
    here, there = ends
    row = link_nodes(pair=Pair(here, there, "exact"), by=keeper, now=now)
    url = reverse("framework:crosswalk", args=[row.uuid])
    assert CODE in text(client.get(url))
    client.post(url, {"relation": "related", "confidence": "50", "note": ""})
    row.refresh_from_db()
    assert (row.relation, row.confidence) == ("related", Decimal("0.5"))
    remove = reverse("framework:remove_crosswalk", args=[row.uuid])
    assert client.post(remove, {"node": there})["Location"] == of_node(there)
    assert not Crosswalk.objects.exists()
    assert client.post(remove).status_code == 404


def test_all_pairs_of_two_frameworks_filtered(
    client, keeper, now, ends, django_assert_max_num_queries
):
    here, there = ends
    link_nodes(pair=Pair(there, here, "broader"), by=keeper, now=now)
    forests = node_titled("Леса и люди").uuid
    link_nodes(pair=Pair(forests, there, "related"), by=keeper, now=now)
    url = reverse("framework:crosswalks")
    with django_assert_max_num_queries(16):
        page = text(client.get(url, {"one": "frp", "other": "oge"}))
    assert HEAT in page
    assert "Леса и люди" in page
    narrower = text(client.get(url, {"one": "frp", "other": "oge", "relation": "narrower"}))
    assert HEAT in narrower
    assert "Леса и люди" not in narrower
    found = text(client.get(url, {"one": "frp", "other": "oge", "q": "ЛЕСА"}))
    assert "Леса и люди" in found
    assert HEAT not in found
    turned = text(client.get(url, {"one": "oge", "other": "frp"}))
    assert turned.index(CODE) < turned.index(HEAT)
    chosen = client.get(url, {"one": "frp", "node": here})
    assert chosen["Location"] == of_node(here)


def test_one_framework_alone_has_no_crosswalks(client, draft):
    assert "только один каркас" in text(client.get(reverse("framework:crosswalks")))


def test_the_chooser_keeps_to_the_other_framework(client, ends):
    found = client.get("/framework/choose/", {"q": "теплов", "framework": "oge"}).json()
    assert [item["title"] for item in found["results"]] == [f"2.1 {CODE}"]
    roots = client.get("/framework/choose/children/", {"framework": "oge"}).json()
    assert [item["title"] for item in roots["results"]] == ["ОГЭ: физика"]
    none = client.get("/framework/choose/children/", {"framework": "nowhere"}).json()
    assert none["results"] == []


def test_others_have_no_business_here(client, ends):
    client.force_login(make_user("author"))
    assert client.get(reverse("framework:crosswalks")).status_code == 403
    assert client.post(of_node(ends[0])).status_code == 403
