from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image, ImageDraw

from accounts.errors import NotAllowed
from core.api import read_trail
from learning_objects.api import get_object, run_checks
from media_pipeline.api import store_image
from moderation.actions.portraits import (
    Consent,
    UnknownPicture,
    tell_portrait,
    tell_rest_shows_nobody,
)
from moderation.models import PicturePrint, Portrait
from moderation.tasks import keep_likeness, print_image
from tests.factories.check_rules import make_rule
from tests.factories.learning_objects import make_draft, make_object, make_stage, publish
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def photo(by, now, *, size=(320, 240), shift=0, kind="JPEG"):
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number in range(8):
        x, y = size[0] * ((number * 3 + shift) % 8) // 8, size[1] * number // 8
        draw.rectangle((x, y, x + size[0] // 5, y + size[1] // 6), fill=(30 * number, 80, 120))
    stream = io.BytesIO()
    image.save(stream, kind)
    file = SimpleUploadedFile(f"p.{kind.lower()}", stream.getvalue(), f"image/{kind.lower()}")
    return store_image(title="Снимок", file=file, by=by, now=now)


def with_photo(author, image, title="Урок"):
    block = {"type": "image", "value": {"image": image.pk, "alt": "Класс за опытом"}}
    return make_object(by=author, draft=make_draft(title, body=[make_stage(board=[block])]))


@pytest.fixture
def author():
    return make_user("author")


def codes(made):
    return {item.code for item in run_checks(get_object(uuid=made.uuid))}


def test_the_author_is_asked_and_the_answer_settles_it(author, now):
    make_rule("portraits", now=now, code="asked", level="warning")
    make_rule(
        "portraits", now=now, code="consent", level="stop", params={"find": "without_consent"}
    )
    image = photo(author, now)
    made = with_photo(author, image)
    assert codes(made) >= {"asked"}
    (found,) = [item for item in run_checks(made) if item.code == "asked"]
    assert found.url.endswith(f"/review/portraits/{made.uuid}/")
    tell = {"learning_object": made, "key": f"image:{image.pk}", "by": author, "now": now}
    tell_portrait(recognisable=False, **tell)
    assert not codes(made) & {"asked", "consent"}
    tell_portrait(recognisable=True, **tell)
    assert codes(made) & {"asked", "consent"} == {"consent"}
    consent = Consent("Завуч Петрова", now.date() - timedelta(days=2), "канцелярия, папка 12")
    tell_portrait(recognisable=True, consent=consent, **tell)
    assert not codes(made) & {"asked", "consent"}
    assert Portrait.objects.get().consent_by == "Завуч Петрова"
    told = [
        entry
        for entry in read_trail(object_uuid=made.uuid)
        if entry.action.endswith("tell_portrait")
    ]
    assert len(told) == 3
    assert "Петрова" not in str([entry.data for entry in told])


def test_an_exchanged_file_is_asked_about_anew(author, now):
    make_rule("portraits", now=now, code="asked")
    image = photo(author, now)
    made = with_photo(author, image)
    tell_portrait(
        learning_object=made, key=f"image:{image.pk}", recognisable=False, by=author, now=now
    )
    type(image).objects.filter(pk=image.pk).update(file_hash="0" * 40)
    assert "asked" in codes(made)


def test_drawings_are_not_asked_about(author, now):
    make_rule("portraits", now=now, code="asked")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    image = store_image(
        title="Схема", file=SimpleUploadedFile("s.svg", svg, "image/svg+xml"), by=author, now=now
    )
    assert "asked" not in codes(with_photo(author, image))
    print_image.call(image.pk)
    assert not PicturePrint.objects.exists()


def test_a_consent_is_whole_and_not_of_tomorrow(author, now):
    image = photo(author, now)
    made = with_photo(author, image)
    tell = {
        "learning_object": made,
        "key": f"image:{image.pk}",
        "recognisable": True,
        "by": author,
        "now": now,
    }
    for consent in (
        Consent("", date(2026, 1, 1), "папка"),
        Consent("Завуч", date(2030, 1, 1), "папка"),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            tell_portrait(consent=consent, **tell)
    with pytest.raises(UnknownPicture):
        tell_portrait(**{**tell, "key": "image:0"})
    with pytest.raises(NotAllowed):
        tell_portrait(**{**tell, "by": make_user("author")})
    assert not Portrait.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Portrait.objects.create(
            key="image:1",
            recognisable=True,
            consent_by="Завуч",
            told_by=author,
            told_at=now,
        )


def test_the_same_picture_is_found_whatever_its_size_and_format(author, now):
    make_rule("same_pictures", now=now, code="same")
    first = photo(author, now)
    published = with_photo(author, first, "Первый")
    publish(published)
    keep_likeness.call()
    again, other = photo(author, now, size=(640, 480), kind="PNG"), photo(author, now, shift=4)
    for image in (first, again, other):
        print_image.call(image.pk)
    (found,) = [
        item for item in run_checks(with_photo(author, again, "Второй")) if item.code == "same"
    ]
    assert "«Первый»" in found.message
    assert str(published.uuid) in found.url
    assert "same" not in codes(with_photo(author, other, "Третий"))
    assert "same" not in codes(published)


RUTUBE = '<a href="https://rutube.ru/video/1a2b/">наш опыт</a>'


def with_recording(author, title="Урок"):
    block = {"type": "text", "value": f"<p>Посмотрите {RUTUBE}.</p>"}
    return make_object(by=author, draft=make_draft(title, body=[make_stage(board=[block])]))


def test_recordings_are_asked_about_for_each_object(author, now):
    make_rule("portraits", now=now, code="asked")
    make_rule("portraits", now=now, code="images", params={"of": ["images"]})
    first, second = with_recording(author), with_recording(author, "Другой")
    (found,) = [item for item in run_checks(first) if item.code == "asked"]
    assert "rutube.ru/video/1a2b" in found.message
    assert found.block
    assert "images" not in codes(first)
    assert tell_rest_shows_nobody(learning_object=first, by=author, now=now) == 1
    assert "asked" not in codes(first)
    assert "asked" in codes(second)
    with pytest.raises(NotAllowed):
        tell_rest_shows_nobody(learning_object=second, by=make_user("author"), now=now)


def test_what_was_answered_stays_when_the_rest_is(author, now):
    image = photo(author, now)
    made = with_photo(author, image)
    tell_portrait(
        learning_object=made, key=f"image:{image.pk}", recognisable=True, by=author, now=now
    )
    assert tell_rest_shows_nobody(learning_object=made, by=author, now=now) == 0
    assert Portrait.objects.get().recognisable
