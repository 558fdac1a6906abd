"""Files on the web: what is given out, how, and to whom."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from core.data import Registry
from media_pipeline import public_assets
from media_pipeline.api import register_public_asset_check
from media_pipeline.models import MediaImage
from tests.factories.media import make_document, make_image, stored_bytes, svg_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_checks(monkeypatch):
    monkeypatch.setattr(public_assets, "asset_checks", Registry("asset checks of this test"))


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(("content", "kind"), [(b"", "image/png"), (svg_bytes(), "image/svg+xml")])
def test_a_picture_is_given_out_hardened_and_for_ever(client, content, kind):
    image = make_image(content=content)
    response = client.get(image.file.url)
    assert response.status_code == 200
    assert body(response) == stored_bytes(image)
    assert response["Content-Type"] == kind
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "attachment" not in response.get("Content-Disposition", "")
    assert int(response["Content-Length"]) == image.file.size


def test_a_rendition_is_given_out(client):
    made = make_image().get_rendition("max-20x20")
    response = client.get(made.url)
    assert response["Content-Type"] == "image/png"
    assert body(response).startswith(b"\x89PNG")


def test_what_is_known_is_not_sent_again(client):
    address = make_image().file.url
    etag = close(client.get(address))["ETag"]
    for known in (etag, f'"x", {etag}', "*"):
        response = client.get(address, headers={"If-None-Match": known})
        assert (response.status_code, response["ETag"]) == (304, etag)
    assert close(client.get(address, headers={"If-None-Match": '"x"'})).status_code == 200
    assert close(client.head(address)).status_code == 200
    assert client.post(address).status_code == 405


def test_an_unknown_kind_of_file_is_only_downloaded(client):
    default_storage.save("images/x.html", ContentFile(b"<script>alert(1)</script>"))
    response = close(client.get("/media/images/x.html"))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "path",
    [
        "images/..%2fdocuments/x.pdf", "images/%2e%2e/documents/x.pdf", "../secret_key",
        "images/..%2f..%2fsecret_key", "images//etc/passwd", "/etc/passwd", "images/", "images",
        "original_images/none.png", "wagtail_uploads/x.png", "documents/x.pdf", "images/a/b.png",
        "images/.hidden", "images/x.png%00.html", "images\\..\\x", "x.png",
    ],
)  # fmt: skip
def test_nothing_else_exists(client, path):
    default_storage.save("documents/x.pdf", ContentFile(b"%PDF-1.7"))
    default_storage.save("wagtail_uploads/x.png", ContentFile(b"raw"))
    default_storage.save("images/a/b.png", ContentFile(b"raw"))
    assert client.get(f"/media/{path}").status_code == 404


def close(response):
    """Read a streamed answer to its end, which closes its file."""
    if response.streaming:
        body(response)
    return response


def people(owner):
    return {
        "owner": (owner, 200),
        "administrator": (make_user("administrator"), 200),
        "author": (make_user("author"), 404),
        "moderator": (make_user("moderator"), 404),
        "methodologist": (make_user("methodologist"), 404),
        "teacher": (make_user("teacher"), 404),
        "visitor": (None, 404),
    }


def read_as(client, user, document):
    client.logout()
    if user:
        client.force_login(user)
    return close(client.get(document.url))


def test_a_document_is_its_owners(client):
    owner = make_user("author")
    document = make_document(by=owner)
    for name, (user, status) in people(owner).items():
        assert read_as(client, user, document).status_code == status, name
        assert client.get(document.file.url).status_code == 404, name


def test_a_published_document_is_everybodys(client):
    register_public_asset_check("test", lambda user, asset: True)
    document = make_document()
    for name, (user, _status) in people(make_user("author")).items():
        assert read_as(client, user, document).status_code == 200, name


def test_a_document_under_review_is_the_moderators(client):
    register_public_asset_check(
        "review", lambda user, asset: user.is_authenticated and user.username == "expert"
    )
    document = make_document()
    assert read_as(client, make_user("moderator", login="expert"), document).status_code == 200
    assert read_as(client, make_user("moderator"), document).status_code == 404


def test_a_document_is_downloaded_under_its_title(client):
    owner = make_user("author")
    document = make_document(by=owner, title="Карточки")
    client.force_login(owner)
    response = client.get(document.url)
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%9A%D0%B0%D1%80%D1%82%D0%BE%D1%87%D0%BA%D0%B8.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert body(response) == b"%PDF-1.7 x"
    etag = response["ETag"]
    assert client.get(document.url, headers={"If-None-Match": etag}).status_code == 304
    wrong = reverse("wagtaildocs_serve", args=[document.pk, "other.pdf"])
    assert client.get(wrong).status_code == 404


def test_a_lost_file_is_404(client):
    owner = make_user("author")
    document = make_document(by=owner)
    document.file.storage.delete(document.file.name)
    assert read_as(client, owner, document).status_code == 404


def test_a_new_file_gets_a_new_address():
    image = make_image()
    before = image.file.name
    image.file.save("same.png", ContentFile(stored_bytes(make_image())))
    assert MediaImage.objects.get(pk=image.pk).file.name != before
