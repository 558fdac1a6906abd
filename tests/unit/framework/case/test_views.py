import json
from uuid import uuid4

import pytest

from framework.actions.crosswalks import Pair
from framework.api import export_case, get_tree, link_nodes
from framework.case.nodes import edge_id
from framework.case.outgoing import document_id
from framework.models import Framework, FrameworkVersion
from tests.factories.case import DOCUMENT, association, load_package, package, uuid_of
from tests.factories.framework import load_programmes, node_titled
from tests.unit.framework.case.schemas import complaints

pytestmark = pytest.mark.django_db
SERVICE = "/ims/case/v1p1"
TREE = {"А": "document", "Б": "А", "В": "А"}


@pytest.fixture(autouse=True)
def frameworks(tmp_path):
    load_programmes(tmp_path / "frp")
    load_package(tmp_path, package(TREE, association("Б", "вне", "precedes")))
    get_tree()


def answer(client, address, **query):
    response = client.get(f"{SERVICE}/{address}", query)
    assert response.status_code == 200, response.content
    return response.json()


def refusal(client, address, **query):
    response = client.get(f"{SERVICE}/{address}", query)
    body = response.json()
    assert (body["imsx_codeMajor"], body["imsx_severity"]) == ("failure", "error")
    (field,) = body["imsx_codeMinor"]["imsx_codeMinorField"]
    return response.status_code, field["imsx_codeMinorFieldValue"]


def test_documents_are_listed_page_by_page(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(f"{SERVICE}/CFDocuments", {"limit": 1, "sort": "title"})
    (first,) = response.json()["CFDocuments"]
    assert first["title"] == "Проба"
    assert first["CFPackageURI"]["identifier"] == DOCUMENT
    assert response["X-Total-Count"] == "2"
    links = dict(reversed(link.split("; rel=")) for link in response["Link"].split(", "))
    assert links.keys() == {'"first"', '"last"', '"next"'}
    (second,) = client.get(links['"next"'].strip("<>")).json()["CFDocuments"]
    assert second["title"] == "Федеральные рабочие программы"


def test_documents_can_be_ordered_and_cut_down(client):
    found = answer(client, "CFDocuments", sort="title", orderBy="desc", fields="title,identifier")
    assert [one["title"] for one in found["CFDocuments"]] == [
        "Федеральные рабочие программы",
        "Проба",
    ]
    assert found["CFDocuments"][1] == {"identifier": DOCUMENT, "title": "Проба"}
    assert answer(client, "CFDocuments", offset=5) == {"CFDocuments": []}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"limit": 0}, "invalid_selection_field"),
        ({"limit": "²"}, "invalid_selection_field"),
        ({"offset": -1}, "invalid_selection_field"),
        ({"filter": "title='x'"}, "invalid_selection_field"),
        ({"fields": "title,secret"}, "invalid_selection_field"),
        ({"sort": "secret"}, "invalid_sort_field"),
        ({"orderBy": "up"}, "invalid_sort_field"),
    ],
)
def test_bad_questions_are_refused_in_the_words_of_case(client, query, code):
    assert refusal(client, "CFDocuments", **query) == (400, code)


@pytest.mark.parametrize(
    "place", ["CFDocuments", "CFPackages", "CFItems", "CFItemAssociations", "CFAssociations"]
)
def test_what_is_not_there_is_told_in_the_words_of_case(client, place):
    assert refusal(client, f"{place}/{uuid4()}") == (404, "unknownobject")
    assert refusal(client, f"{place}/нет") == (404, "invaliduuid")


def test_other_addresses_and_versions_do_not_exist(client):
    assert refusal(client, "CFSecrets") == (404, "unknownobject")
    assert client.get("/ims/case/v2/CFDocuments").status_code == 404


def test_nobody_writes(client):
    response = client.post(f"{SERVICE}/CFDocuments", {})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_a_document_and_its_package(client):
    frp = document_id(Framework.objects.get(key="frp"))
    assert answer(client, f"CFDocuments/{frp}")["title"] == "Федеральные рабочие программы"
    assert answer(client, f"CFPackages/{frp}") == export_case(key="frp")
    old = client.get(f"/ims/case/v1p0/CFPackages/{frp}").json()
    assert old == export_case(key="frp", version="1.0")


def test_a_package_that_has_not_changed_is_not_sent_again(client, django_assert_num_queries):
    frp = document_id(Framework.objects.get(key="frp"))
    first = client.get(f"{SERVICE}/CFPackages/{frp}")
    with django_assert_num_queries(1):
        again = client.get(f"{SERVICE}/CFPackages/{frp}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Framework.objects.filter(key="frp").update(publisher="Иной")
    changed = client.get(f"{SERVICE}/CFPackages/{frp}", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_a_package_is_made_once(client, monkeypatch):
    address = f"{SERVICE}/CFPackages/{DOCUMENT}"
    first = client.get(address)
    monkeypatch.delattr("framework.case.views.write_case")
    assert client.get(address).content == first.content


def test_an_item_is_what_the_package_says(client, django_assert_num_queries):
    for key in ("frp", f"case-{DOCUMENT}"):
        document = export_case(key=key)["CFDocument"]
        for item in export_case(key=key)["CFItems"]:
            with django_assert_num_queries(1):
                found = answer(client, f"CFItems/{item['identifier']}")
            assert found.pop("CFDocumentURI")["identifier"] == document["identifier"]
            assert found == item


def test_an_association_is_what_the_package_says(client, now):
    theirs = node_titled("Строение вещества").uuid
    link_nodes(pair=Pair(uuid_of("Б"), theirs, "exact"), by=None, now=now)
    kinds = set()
    for key in ("frp", f"case-{DOCUMENT}"):
        for one in export_case(key=key)["CFAssociations"]:
            found = answer(client, f"CFAssociations/{one['identifier']}")
            del found["CFDocumentURI"]
            assert found == one
            kinds.add(one["associationType"])
    assert kinds == {"isChildOf", "precedes", "exactMatchOf"}


def test_reading_an_association_costs_the_same_everywhere(client, django_assert_max_num_queries):
    brought = association("Б", "А")["identifier"]
    answer(client, f"CFAssociations/{brought}")  # fills the index
    for identifier in (brought, edge_id(node_titled("Строение вещества").uuid)):
        with django_assert_max_num_queries(2):
            answer(client, f"CFAssociations/{identifier}")


def test_the_place_of_a_node_under_an_identifier_that_it_does_not_have(client):
    """The package brought an identifier of its own: the derived one names nothing."""
    assert refusal(client, f"CFAssociations/{edge_id(uuid_of('Б'))}") == (404, "unknownobject")


def test_an_item_with_all_it_is_an_end_of(client, now, django_assert_max_num_queries):
    theirs = node_titled("Строение вещества").uuid
    link_nodes(pair=Pair(uuid_of("А"), theirs, "related"), by=None, now=now)
    get_tree()
    with django_assert_max_num_queries(6):
        found = answer(client, f"CFItemAssociations/{uuid_of('А')}")
    assert found["CFItem"]["fullStatement"] == "А"
    ends = {
        (one["associationType"], one["originNodeURI"]["identifier"])
        for one in found["CFAssociations"]
    }
    assert ends == {
        ("isChildOf", str(uuid_of("А"))),
        ("isChildOf", str(uuid_of("Б"))),
        ("isChildOf", str(uuid_of("В"))),
        ("isRelatedTo", str(uuid_of("А"))),
    }


def test_what_packages_say_about_the_end_of_an_association_is_found_from_there(client, tmp_path):
    load_package(tmp_path, package(TREE, association("Б", "В", "precedes")))
    found = answer(client, f"CFItemAssociations/{uuid_of('В')}")
    kinds = [one["associationType"] for one in found["CFAssociations"]]
    assert sorted(kinds) == ["isChildOf", "precedes"]


def test_what_is_not_published_is_not_shown(client):
    FrameworkVersion.objects.filter(framework__key="frp").update(status="superseded")
    frp = document_id(Framework.objects.get(key="frp"))
    assert refusal(client, f"CFPackages/{frp}") == (404, "unknownobject")
    assert len(answer(client, "CFDocuments")["CFDocuments"]) == 1


@pytest.mark.shared_data
def test_packages_over_http_are_valid(client, shared_data):
    for key in ("frp", f"case-{DOCUMENT}"):
        identifier = document_id(Framework.objects.get(key=key))
        package = json.loads(client.get(f"{SERVICE}/CFPackages/{identifier}").content)
        assert complaints(shared_data, package, "1.1") == []
