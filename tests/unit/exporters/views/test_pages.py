"""The administrator's pages about packages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.api import now as clock
from exporters.actions.running import run
from exporters.models import Transfer
from tests.factories.packages import make_export, pack_elsewhere, publish_illustrated
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client):
    person = make_user("administrator")
    client.force_login(person)
    return person


def address(name: str, transfer: Transfer) -> str:
    return reverse(f"exporters:{name}", args=[transfer.uuid])


def test_an_empty_list_says_what_to_do(client, head):
    page = client.get("/packages/").content.decode()
    assert "Пакетов пока нет" in page


def test_the_list_costs_the_same_for_many(client, head, django_assert_num_queries):
    def measure():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            client.get("/packages/")
        return len(caught)

    make_export(head)
    few = measure()
    for _number in range(6):
        make_export(head)
    assert measure() == few


def test_exporting_from_the_form(client, head):
    publish_illustrated()
    answer = client.post("/packages/export/", {"what": "all"}, follow=True)
    transfer = Transfer.objects.get()
    assert answer.redirect_chain[-1][0] == address("transfer", transfer)
    assert "hx-get" in answer.content.decode()
    run(uuid=transfer.uuid, now=clock())
    page = client.get(address("transfer", transfer)).content.decode()
    assert address("download", transfer) in page
    assert "hx-trigger" not in page
    answer = client.get(address("download", transfer))
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"what": "query"}, "Напишите, что искать."),
        ({"what": "chosen", "addresses": "вот эти"}, "Строка 1"),
        ({"what": "chosen", "addresses": ""}, "Вставьте"),
        (
            {"what": "chosen", "addresses": "/objects/6f0c2b9e-6a1d-5a43-9d0f-2f5a0f6d7e11/"},
            "нет в библиотеке",
        ),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, head, form, words):
    answer = client.post("/packages/export/", form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert form.get("addresses", "") in answer.content.decode()
    assert not Transfer.objects.exists()


def test_chosen_objects_by_their_addresses(client, head):
    version = publish_illustrated()
    addresses = f"https://x.test/objects/{version.object_uuid}/\n{version.object_uuid}"
    client.post("/packages/export/", {"what": "chosen", "addresses": addresses})
    assert Transfer.objects.get().scope == {"uuids": [str(version.object_uuid)]}


def sent(tmp_path, **changes) -> SimpleUploadedFile:
    path = tmp_path / "sent.zip"
    pack_elsewhere(path, lambda: [publish_illustrated(f"Урок {n}") for n in range(3)])
    return SimpleUploadedFile("из области.zip", path.read_bytes(), "application/zip")


def test_uploading_preview_confirming(client, head, tmp_path):
    answer = client.post("/packages/upload/", {"package": sent(tmp_path)}, follow=True)
    assert "из области.zip" in answer.content.decode()
    transfer = Transfer.objects.get()
    run(uuid=transfer.uuid, now=clock())
    state = client.get(address("state", transfer))
    assert state["HX-Refresh"] == "true"
    page = client.get(address("transfer", transfer)).content.decode()
    assert page.count("Урок ") >= 3
    assert "новые" in page.lower()
    assert (
        "Урок"
        not in client.get(address("transfer", transfer) + "?verdict=refused")
        .content.decode()
        .split("</h1>")[1]
    )
    client.post(address("confirm", transfer))
    run(uuid=transfer.uuid, now=clock())
    page = client.get(address("transfer", transfer)).content.decode()
    assert "/objects/" in page
    assert address("confirm", transfer) not in page
    answer = client.post(address("confirm", transfer), follow=True)
    assert "больше не ждёт" in answer.content.decode()


def test_the_preview_costs_the_same_for_many_lines(client, head, tmp_path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.post("/packages/upload/", {"package": sent(tmp_path)})
    transfer = Transfer.objects.get()
    run(uuid=transfer.uuid, now=clock())
    with CaptureQueriesContext(connection) as caught:
        client.get(address("transfer", transfer))
    assert len(caught) <= 12


def test_too_large_a_package_is_refused_beside_the_field(client, head, tmp_path, settings):
    settings.PACKAGE_MAX_BYTES = 100
    answer = client.post("/packages/upload/", {"package": sent(tmp_path)})
    assert answer.status_code == 422
    assert "МБ" in answer.content.decode()
    assert not Transfer.objects.exists()


def test_an_upload_without_a_token_is_refused(head, tmp_path, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(head)
    assert strict.post("/packages/upload/", {"package": sent(tmp_path)}).status_code == 403
    assert not Transfer.objects.exists()


def test_a_large_body_is_announced_to_the_upload_alone(client, head):
    body = {"CONTENT_LENGTH": str(500 * 1024 * 1024)}
    assert client.post("/packages/export/", {}, **body).status_code == 413
    assert client.generic("POST", "/packages/upload/", b"", **body).status_code != 413


def test_visitors_do_not_even_send_their_file(client):
    body = {"CONTENT_LENGTH": str(500 * 1024 * 1024)}
    answer = client.generic("POST", "/packages/upload/", b"", **body)
    assert answer.status_code == 302


def test_removing(client, head, django_capture_on_commit_callbacks):
    publish_illustrated()
    transfer = make_export(head)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("remove", transfer))
    transfer.refresh_from_db()
    assert transfer.state == "removed"
    assert client.get(address("download", transfer)).status_code == 404
    assert address("download", transfer) not in client.get("/packages/").content.decode()


def test_the_menu_shows_it_to_administrators_alone(client, head):
    assert 'href="/packages/"' in client.get("/").content.decode()
    client.force_login(make_user("author"))
    assert 'href="/packages/"' not in client.get("/").content.decode()
