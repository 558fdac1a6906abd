"""Pictures and documents: the type by content, the limits, no particulars, no macros."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageSequence

from media_pipeline import office, raster
from media_pipeline.data import CheckedFile
from media_pipeline.intake import check_document, check_image
from media_pipeline.refusal import IntakeRefused
from tests.factories.media import (
    gif_bytes,
    office_bytes,
    open_document_bytes,
    photo_bytes,
    raster_bytes,
    svg_bytes,
    upload,
    zip_bytes,
)


def code_of(check, content, name="x.png"):
    with pytest.raises(IntakeRefused) as refused:
        check(upload(content, name))
    assert str(refused.value).endswith(".")
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (raster_bytes("PNG"), "png"),
        (photo_bytes(), "jpg"),
        (raster_bytes("WEBP"), "webp"),
        (gif_bytes(1), "gif"),
        (svg_bytes(), "svg"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?>" + svg_bytes(), "svg"),
    ],
    ids=["png", "jpg", "webp", "gif", "svg", "xml"],
)
def test_the_type_comes_from_the_content(content, extension):
    if extension == "svg" and content.startswith(b"\xef"):
        content = content.replace(b"\xef\xbb\xbf \n", b"\xef\xbb\xbf")
    checked = check_image(upload(content, "Домашнее задание.exe"))
    stem, _dot, suffix = checked.name.rpartition(".")
    assert suffix == extension
    assert len(stem) == 36
    assert check_image(checked) is checked


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7",
        b"BM1234",
        b"8BPS\x00\x01",
    ],
)
def test_what_is_no_picture_is_refused(content):
    assert code_of(check_image, content) == "type"


def test_a_photograph_loses_place_camera_and_comment():
    content = photo_bytes()
    assert b"SecretCamera" in content
    rebuilt = check_image(upload(content)).read()
    assert b"Secret" not in rebuilt
    assert not Image.open(BytesIO(rebuilt)).getexif()


def test_a_turned_photograph_is_stored_upright():
    rebuilt = Image.open(check_image(upload(photo_bytes((60, 40), orientation=6))))
    assert rebuilt.size == (40, 60)


def test_what_hides_behind_the_picture_is_gone():
    for content in (raster_bytes("PNG"), photo_bytes(), raster_bytes("WEBP"), gif_bytes()):
        rebuilt = check_image(upload(content + b"<script>alert(1)</script>PK\x03\x04")).read()
        assert b"alert" not in rebuilt


def test_png_text_is_gone_and_transparency_stays():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "SecretName")
    content = raster_bytes("PNG", mode="RGBA", pnginfo=notes)
    rebuilt = check_image(upload(content)).read()
    assert b"SecretName" not in rebuilt
    assert Image.open(BytesIO(rebuilt)).mode == "RGBA"


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_colour_mode_is_taken(kind, mode):
    rebuilt = check_image(upload(raster_bytes(kind, mode=mode)))
    assert Image.open(rebuilt).size == (60, 40)


def test_a_large_photograph_is_made_smaller(monkeypatch):
    monkeypatch.setattr(raster, "MAX_SIDE", 50)
    assert Image.open(check_image(upload(photo_bytes((100, 40))))).size == (50, 20)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_keeps_its_frames_and_loses_its_comment(kind):
    content = gif_bytes(4)
    if kind == "WEBP":
        frames = [
            frame.convert("RGB") for frame in ImageSequence.Iterator(Image.open(BytesIO(content)))
        ]
        stream = BytesIO()
        frames[0].save(stream, "WEBP", save_all=True, append_images=frames[1:], duration=100)
        content = stream.getvalue()
    rebuilt = check_image(upload(content)).read()
    assert b"SecretComment" not in rebuilt
    assert Image.open(BytesIO(rebuilt)).n_frames == 4


def test_limits_are_read_before_a_pixel_is_unpacked(settings, monkeypatch):
    monkeypatch.setattr(raster, "MAX_FRAMES", 3)
    assert code_of(check_image, gif_bytes(4)) == "frames"
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40 - 1
    content = raster_bytes("PNG")
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("unpacked"))
    assert code_of(check_image, content) == "pixels"


@pytest.mark.parametrize("limit", [1000, 2000])
def test_pillows_own_alarm_becomes_our_words(monkeypatch, settings, limit):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40 - 1
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
    assert code_of(check_image, raster_bytes("PNG")) == "pixels"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_torn_picture_is_refused(kind):
    content = raster_bytes(kind, (400, 300))
    assert code_of(check_image, content[: max(30, len(content) // 3)]) == "damaged"


def test_size_limits(settings, monkeypatch):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    assert code_of(check_image, raster_bytes()) == "size"
    monkeypatch.setattr("media_pipeline.intake.MAX_DOCUMENT_BYTES", 10)
    assert code_of(check_document, b"%PDF-1.7 " + b"x" * 10) == "size"
    assert code_of(check_document, b"", "x.txt") == "empty"


@given(
    st.binary(max_size=80),
    st.sampled_from(
        [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\x20\x00\x00\x00WEBP"]
    ),
)
def test_any_bytes_behind_a_magic_number_are_refused(data, magic):
    with pytest.raises(IntakeRefused):
        check_image(CheckedFileLess(magic + data))


class CheckedFileLess(BytesIO):
    """Bytes with a name."""

    name = "x.png"


@pytest.mark.parametrize(
    ("content", "name", "extension"),
    [
        (b"%PDF-1.7 x", "задание", "pdf"),
        (office_bytes("docx"), "x.pdf", "docx"),
        (office_bytes("pptx"), "x", "pptx"),
        (office_bytes("xlsx"), "x", "xlsx"),
        (open_document_bytes("text"), "x", "odt"),
        (open_document_bytes("presentation"), "x", "odp"),
        (open_document_bytes("spreadsheet", **{"Basic/": b""}), "x", "ods"),
        ("Фамилия;Балл\n".encode(), "Баллы.CSV", "csv"),
        ("Фамилия;Балл\n".encode("cp1251"), "Баллы.csv", "csv"),
        ("Текст".encode(), "x.txt", "txt"),
    ],
)
def test_documents_are_known_by_their_content(content, name, extension):
    checked = check_document(upload(content, name))
    assert checked.name.endswith(f".{extension}")
    assert checked.read() == content
    assert check_document(checked) is checked


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (office_bytes("docm"), "x.docx", "macros"),
        (office_bytes("docx", **{"word/vbaProject.bin": b"x"}), "x.docx", "macros"),
        (open_document_bytes("text", **{"Basic/Standard/x.xml": b"x"}), "x.odt", "macros"),
        (open_document_bytes("text", **{"Scripts/python/x.py": b"x"}), "x.odt", "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "x.doc", "old_office"),
        (zip_bytes({"x.exe": b"MZ"}), "x.docx", "type"),
        (zip_bytes({"mimetype": b"application/epub+zip"}), "x.odt", "type"),
        (zip_bytes({"[Content_Types].xml": b"<Types/>"}), "x.docx", "type"),
        (b"PK\x03\x04 torn", "x.docx", "damaged"),
        (b"MZ\x90\x00\x03", "x.txt", "type"),
        (b"\x98\x98", "x.txt", "type"),
        (b"plain text", "x.exe", "type"),
        (b"<html></html>", "x.html", "type"),
    ],
)
def test_documents_that_are_refused(content, name, code):
    assert code_of(check_document, content, name) == code


@pytest.mark.parametrize(("limit", "value"), [("MAX_ENTRIES", 1), ("MAX_UNPACKED", 100)])
def test_an_archive_bomb_is_refused_unopened(monkeypatch, limit, value):
    monkeypatch.setattr(office, limit, value)
    assert code_of(check_document, office_bytes("docx", **{"a": b"0" * 200}), "x.docx") == "size"


@given(st.binary(max_size=120))
def test_any_archive_bytes_are_refused(data):
    with pytest.raises(IntakeRefused):
        check_document(CheckedFileLess(b"PK\x03\x04" + data))


def test_a_checked_file_has_a_name_that_cannot_be_guessed():
    assert CheckedFile(b"x", "png").name != CheckedFile(b"x", "png").name
