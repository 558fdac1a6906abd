"""Files in a bucket: the library gives them out by its own rules, the store to nobody else."""

from __future__ import annotations

import urllib.error
import urllib.request
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from media_pipeline.models import MediaImage
from media_pipeline.pictures import picture_of
from media_pipeline.stored import StorageAway
from tests.factories.media import make_document, make_image, stored_bytes
from tests.factories.people import make_user

pytestmark = [
    pytest.mark.scaled,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not hasattr(default_storage, "bucket_name"), reason="needs S3: make test-scaled"
    ),
]


def ask(address: str, method: str = "GET") -> tuple[int, bytes]:
    """Ask the store itself, as a stranger."""
    asked = urllib.request.Request(address, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


def in_the_store(path: str) -> str:
    return f"{default_storage.endpoint_url}/{path}"


def key(name: str) -> str:
    return f"{default_storage.bucket_name}/{default_storage.location}/{name}"


def test_the_store_gives_nothing_to_strangers():
    document, image = make_document(), make_image()
    for name in (document.file.name, image.file.name):
        assert default_storage.exists(name)
        assert ask(in_the_store(key(name)))[0] == 403
    assert ask(in_the_store(f"{default_storage.bucket_name}?list-type=2"))[0] == 403


def test_the_address_of_the_store_stays_inside(client):
    owner = make_user("author")
    document, image = make_document(by=owner), make_image(by=owner)
    picture = picture_of(image, "width-30")
    for address in (document.file.url, image.file.url, picture.url, picture.srcset):
        assert address.startswith("/media/") or not address
    client.force_login(owner)
    for address in (image.file.url, document.url):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "127.0.0.1" not in str(answer.headers)
        assert not [name for name in answer.headers if name.lower().startswith("x-amz")]
        b"".join(answer.streaming_content)


def test_a_signed_path_opens_one_file_to_one_method():
    first, second = make_document(), make_document(title="Другой")
    path = default_storage.signed_path(first.file.name, "GET")
    assert ask(in_the_store(path)) == (200, stored_bytes(first))
    assert ask(in_the_store(path), method="DELETE")[0] == 403
    stolen = path.replace(first.file.name, second.file.name)
    assert stolen != path
    assert ask(in_the_store(stolen))[0] == 403
    assert "X-Amz-Expires=60" in path
    head = default_storage.signed_path(first.file.name, "HEAD")
    assert ask(in_the_store(head), method="HEAD")[0] == 200


def test_the_proxy_is_told_where_only_after_the_rules_were_asked(client, settings):
    settings.S3_PROXY_LOCATION = "/_s3/"
    owner = make_user("author")
    document = make_document(by=owner)
    assert "X-Accel-Redirect" not in client.get(document.url)
    assert client.get(document.url).status_code == 404
    client.force_login(owner)
    answer = client.get(document.url)
    told = answer["X-Accel-Redirect"]
    assert told.startswith(f"/_s3/{key(document.file.name)}?X-Amz-")
    assert answer.content == b""
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-File-Caching"] == "private, no-cache"


def test_a_name_is_never_given_twice():
    first = default_storage.save("images/x.png", ContentFile(b"one"))
    second = default_storage.save("images/x.png", ContentFile(b"two"))
    assert first != second
    with default_storage.open(first) as kept:
        assert kept.read() == b"one"


def test_a_store_that_is_away_costs_the_picture_and_not_the_page(client, elsewhere):
    image = MediaImage.objects.get(pk=make_image().pk)
    elsewhere(endpoint_url="http://127.0.0.1:9")
    assert picture_of(image, "width-31") is None
    with pytest.raises(StorageAway):
        default_storage.open(image.file.name)
    answer = client.get(image.file.url)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


@pytest.fixture
def elsewhere(settings):
    """Return ``elsewhere(**options)``: the storage of files with some of its options changed."""

    def change(**changes):
        options = {**settings.STORAGES["default"]["OPTIONS"], **changes}
        fresh = {**settings.STORAGES["default"], "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "default": fresh}

    return change


def test_the_bucket_is_made_private_and_a_public_one_is_refused(elsewhere, capsys):
    bucket = f"mesh-{uuid4().hex[:8]}"
    elsewhere(bucket_name=bucket)
    call_command("ensure_bucket")
    call_command("ensure_bucket")
    assert capsys.readouterr().out.splitlines() == ["the bucket was made", "the bucket is there"]
    client = default_storage.connection.meta.client
    client.create_bucket(Bucket=f"{bucket}-open", ACL="public-read")
    elsewhere(bucket_name=f"{bucket}-open")
    with pytest.raises(CommandError, match="strangers can list the bucket"):
        call_command("ensure_bucket")
    elsewhere(endpoint_url="http://127.0.0.1:9")
    with pytest.raises(CommandError, match="cannot be reached"):
        call_command("ensure_bucket")
