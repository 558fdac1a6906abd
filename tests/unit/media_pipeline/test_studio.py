"""Wagtail's upload pages and choosers: everybody sees and touches their own uploads."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Collection, UploadedFile
from wagtail.permissions import policy_registry

from core.data import Registry
from media_pipeline import public_assets
from media_pipeline.api import register_public_asset_check
from media_pipeline.models import MediaDocument, MediaImage
from media_pipeline.policy import OwnUploadsPolicy
from tests.factories.media import (
    make_document,
    make_image,
    photo_bytes,
    raster_bytes,
    stored_bytes,
    svg_bytes,
    upload,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_checks(monkeypatch):
    monkeypatch.setattr(public_assets, "asset_checks", Registry("asset checks of this test"))


@pytest.fixture
def author(client):
    user = make_user("author", login="author")
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", [MediaImage, MediaDocument])
def test_our_policy_is_the_one_that_wagtail_asks(model):
    assert isinstance(policy_registry.get_by_type(model), OwnUploadsPolicy)
    assert isinstance(policy_registry.get(model()), OwnUploadsPolicy)


@pytest.mark.parametrize("role", ["author", "methodologist", "moderator", "chief_moderator"])
def test_the_policy_gives_people_their_own(role):
    person = make_user(role)
    mine, foreign = make_image(by=person), make_image()
    policy = policy_registry.get_by_type(MediaImage)
    assert person.has_perm("wagtailadmin.access_admin")
    for action in ("add", "change", "delete", "choose", "view"):
        assert policy.user_has_permission(person, action)
        assert list(policy.instances_user_has_permission_for(person, action)) == [mine]
    for action in ("change", "delete", "choose", "view"):
        assert policy.user_has_permission_for_instance(person, action, mine)
        assert not policy.user_has_permission_for_instance(person, action, foreign)
    assert policy.user_has_any_permission_for_instance(person, ["change", "delete"], mine)
    assert not policy.user_has_any_permission_for_instance(person, ["change"], foreign)
    assert not policy.user_has_permission(person, "publish")
    assert list(policy.collections_user_has_permission_for(person, "add")) == [
        Collection.get_first_root_node()
    ]


def test_the_policy_gives_administrators_all_and_readers_nothing():
    policy = policy_registry.get_by_type(MediaDocument)
    document, admin, reader = make_document(), make_user("administrator"), make_user("teacher")
    assert list(policy.instances_user_has_permission_for(admin, "choose")) == [document]
    assert policy.user_has_permission_for_instance(admin, "delete", document)
    assert not policy.user_has_permission(reader, "add")
    assert not policy.instances_user_has_permission_for(reader, "choose")
    assert not policy.collections_user_has_permission_for(reader, "add")
    assert not policy.collections_user_has_any_permission_for(reader, ["add"])
    assert not reader.has_perm("wagtailadmin.access_admin")
    assert document.uploaded_by_user in policy.users_with_permission("add")


def test_what_is_published_is_neither_deleted_nor_exchanged(client, author):
    image = make_image(by=author)
    register_public_asset_check("test", lambda user, asset: True)
    assert client.post(reverse("wagtailimages:delete", args=[image.pk])).status_code == 404
    assert MediaImage.objects.filter(pk=image.pk).exists()
    page = client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
    assert 'type="file"' not in page


def foreign_requests(image, document):
    yield from (
        ("get", reverse(f"wagtailimages:{name}", args=args))
        for name, args in [
            ("edit", [image.pk]), ("delete", [image.pk]), ("url_generator", [image.pk]),
            ("url_generator_output", [image.pk]), ("preview", [image.pk, "original"]),
            ("image_usage", [image.pk]),
        ]
    )  # fmt: skip
    yield from (
        ("post", reverse(f"wagtailimages:{name}", args=[image.pk]))
        for name in ("edit", "delete", "edit_multiple", "delete_multiple")
    )
    yield from (
        ("get", reverse(f"wagtailimages_chooser:{name}", args=[image.pk]))
        for name in ("chosen", "select_format")
    )
    yield from (
        (method, reverse(f"wagtaildocs:{name}", args=[document.pk]))
        for method, name in [
            ("get", "edit"), ("get", "delete"), ("get", "document_usage"), ("post", "edit"),
            ("post", "delete"), ("post", "edit_multiple"), ("post", "delete_multiple"),
        ]
    )  # fmt: skip
    yield "get", reverse("wagtaildocs_chooser:chosen", args=[document.pk])


@pytest.mark.parametrize("role", ["author", "methodologist"])
def test_anothers_upload_tells_nothing(client, role):
    image, document = make_image(title="Чужая тайна"), make_document(title="Чужая тайна")
    client.force_login(make_user(role))
    for method, address in foreign_requests(image, document):
        response = getattr(client, method)(address, {"title": "взлом"})
        assert response.status_code in {302, 403, 404}, address
        assert "тайна" not in response.content.decode(), address
    assert MediaImage.objects.get().title == MediaDocument.objects.get().title == "Чужая тайна"


def test_lists_and_choosers_show_ones_own(client, author):
    make_image(by=author, title="Своя схема")
    make_document(by=author, title="Своя памятка")
    make_image(title="Чужая тайна")
    make_document(title="Чужая тайна")
    for name in [
        "wagtailimages:index", "wagtailimages:index_results", "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results", "wagtaildocs:index", "wagtaildocs:index_results",
        "wagtaildocs_chooser:choose", "wagtaildocs_chooser:choose_results",
    ]:  # fmt: skip
        page = client.get(reverse(name))
        text = (
            page.json()["html"]
            if page["Content-Type"].startswith("application/json")
            else page.content.decode()
        )
        assert "тайна" not in text, name
        assert "Своя" in text, name
    chosen = client.get(
        reverse("wagtailimages_chooser:chosen_multiple"),
        {"id": list(MediaImage.objects.values_list("pk", flat=True))},
    )
    assert "тайна" not in json.dumps(chosen.json(), ensure_ascii=False)


@pytest.mark.parametrize("query", ["ЁЛКА", "елка", "Ёлк", "новогодн ёлка"])
@pytest.mark.parametrize("kind", ["images", "docs"])
def test_choosers_find_cyrillic_in_any_case(client, author, query, kind):
    make = make_image if kind == "images" else make_document
    make(by=author, title="Новогодняя Ёлка")
    make(by=author, title="Сосна")
    page = client.get(reverse(f"wagtail{kind}_chooser:choose_results"), {"q": query})
    text = page.content.decode()
    assert "Новогодняя" in text
    assert "Сосна" not in text


@pytest.mark.parametrize("query", ["ЁЛКА", "елка", "ёлк"])
def test_the_list_finds_cyrillic_in_any_case(client, author, query):
    make_image(by=author, title="Новогодняя Ёлка")
    make_image(by=author, title="Сосна")
    text = client.get(reverse("wagtailimages:index_results"), {"q": query}).content.decode()
    assert "Новогодняя" in text
    assert "Сосна" not in text


def test_the_upload_page_runs_the_gate(client, author):
    address = reverse("wagtailimages:add_multiple")
    answer = client.post(address, {"files[]": upload(photo_bytes(), "Отпуск.png")}).json()
    assert answer["success"]
    image = MediaImage.objects.get()
    assert image.uploaded_by_user == author
    assert image.file.name.endswith(".jpg")
    assert b"Secret" not in stored_bytes(image)
    refused = client.post(address, {"files[]": upload(b"<html>", "x.png")}).json()
    assert not refused["success"]
    assert "JPEG, PNG, WebP, GIF или SVG" in refused["error_message"]


def test_the_second_way_of_the_upload_page_runs_the_gate_too(client, author):
    """With a bad title Wagtail stores the raw file aside and takes it from there later."""
    raw = svg_bytes("<script>alert(1)</script><path d='M0 0h9'/>")
    data = {"files[]": upload(raw, "x.svg"), "title": "д" * 300}
    answer = client.post(reverse("wagtailimages:add_multiple"), data).json()
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert client.get(waiting.file.url).status_code == 404
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{waiting.pk}"
    assert client.post(address, {f"{prefix}-title": "Схема"}).json()["success"]
    image = MediaImage.objects.get()
    assert b"script" not in stored_bytes(image)
    assert image.uploaded_by_user == author


def test_the_chooser_uploads_through_the_gate(client, author):
    address = reverse("wagtailimages_chooser:create")
    data = {
        "image-chooser-upload-title": "Схема",
        "image-chooser-upload-file": upload(raster_bytes()),
    }
    assert client.post(address, data).json()["step"] == "chosen"
    assert MediaImage.objects.get().uploaded_by_user == author
    address = reverse("wagtaildocs_chooser:create")
    data = {"document-chooser-upload-title": "x", "document-chooser-upload-file": upload(b"MZ")}
    answer = client.post(address, data).json()
    assert "pptx" in answer["htmlFragment"]
    assert not MediaDocument.objects.exists()


def test_documents_are_uploaded_through_the_gate(client, author):
    address = reverse("wagtaildocs:add_multiple")
    answer = client.post(address, {"files[]": upload(b"%PDF-1.7 x", "План.pdf")}).json()
    assert answer["success"]
    assert MediaDocument.objects.get().uploaded_by_user == author
    refused = client.post(address, {"files[]": upload(b"MZ\x00", "x.pdf")}).json()
    assert not refused["success"]


def test_ones_own_image_can_be_exchanged(client, author):
    image = make_image(by=author)
    before = image.file.name
    data = {"title": "Новая схема", "file": upload(svg_bytes()), "description": "", "tags": ""}
    assert client.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code == 302
    fresh = MediaImage.objects.get()
    assert (fresh.title, fresh.file.name.rpartition(".")[2]) == ("Новая схема", "svg")
    assert not fresh.file.storage.exists(before)
