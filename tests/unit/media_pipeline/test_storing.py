"""Uploads through the actions: owner, moment, names, audit; and what cannot go round the gate."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from accounts.errors import NotAllowed
from core.api import read_trail
from media_pipeline.api import (
    get_document,
    get_image,
    store_document,
    store_image,
    usable_documents,
    usable_images,
)
from media_pipeline.errors import IntakeRefused
from media_pipeline.models import MediaDocument, MediaImage
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
UUID_NAME = r"[0-9a-f-]{36}"


def test_an_image_is_kept_under_a_uuid_with_its_owner_and_moment(now):
    author = make_user("author")
    image = store_image(
        title="Ёлка", description="Снимок", file=upload(photo_bytes(), "IMG_Иванов.jpg"),
        by=author, now=now,
    )  # fmt: skip
    assert re.fullmatch(rf"original_images/{UUID_NAME}\.jpg", image.file.name)
    fresh = get_image(uuid=image.uuid)
    assert (fresh.uploaded_by_user, fresh.created_at) == (author, now)
    assert (fresh.width, fresh.height, fresh.default_alt_text) == (60, 40, "Снимок")
    assert fresh.search_text == "елка снимок"
    assert fresh.file_size == fresh.file.size > 0
    entry = read_trail(object_uuid=image.uuid)[0]
    assert (entry.action, entry.actor_uuid) == ("media_pipeline.store_image", author.uuid)


def test_a_document_is_kept_under_a_uuid_and_given_under_its_title(now):
    document = store_document(
        title="Карточки / 5 класс.pdf", file=upload(b"%PDF-1.7 x", "a b.pdf"),
        by=make_user("methodologist"), now=now,
    )  # fmt: skip
    assert re.fullmatch(rf"documents/{UUID_NAME}\.pdf", document.file.name)
    assert document.download_name == "Карточки__5_класс.pdf"
    assert get_document(uuid=document.uuid).created_at == now


@pytest.mark.parametrize("roles", [[], ["teacher"]])
def test_only_those_who_write_or_review_upload(roles, now):
    person = make_user(*roles)
    with pytest.raises(NotAllowed):
        store_image(title="x", file=upload(raster_bytes()), by=person, now=now)
    with pytest.raises(NotAllowed):
        store_document(title="x", file=upload(b"%PDF-1.7"), by=person, now=now)
    assert not MediaImage.objects.exists()


def test_a_refused_file_leaves_nothing(now, media_folder):
    with pytest.raises(IntakeRefused):
        store_image(title="x", file=upload(b"MZ"), by=make_user("author"), now=now)
    assert not MediaImage.objects.exists()
    assert not media_folder.exists()


def test_the_model_field_itself_is_behind_the_gate():
    image = MediaImage(title="x")
    image.file.save(
        "../../evil.php", ContentFile(svg_bytes("<script>alert(1)</script>")), save=True
    )
    assert image.file.name.endswith(".svg")
    assert b"alert" not in stored_bytes(image)
    with pytest.raises(IntakeRefused):
        MediaImage(title="x").file.save("x.png", ContentFile(b"MZ"))
    with pytest.raises(IntakeRefused):
        MediaDocument(title="x").file.save("x.txt", ContentFile(b"MZ\x00"))


def test_a_photograph_saved_round_the_form_is_stripped_and_upright():
    image = MediaImage(title="x")
    image.file.save("x.jpg", ContentFile(photo_bytes((60, 40), orientation=6)), save=True)
    assert (image.width, image.height) == (40, 60)
    assert b"Secret" not in stored_bytes(image)


def test_what_a_person_may_place_is_their_own(now, django_assert_num_queries):
    author, other, admin = make_user("author"), make_user("author"), make_user("administrator")
    mine, foreign = make_image(by=author), make_image(by=other)
    ids = [mine.pk, foreign.pk, 10**6]
    assert usable_images(author, ids) == {mine.pk}
    assert usable_images(admin, ids) == {mine.pk, foreign.pk}
    assert usable_images(make_user("teacher"), ids) == set()
    document = make_document(by=author)
    assert usable_documents(author, [document.pk]) == {document.pk}
    assert usable_documents(other, [document.pk]) == set()


def test_migrations_are_complete():
    call_command("makemigrations", "media_pipeline", check=True, dry_run=True, verbosity=0)
