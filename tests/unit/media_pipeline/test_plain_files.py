"""Which pictures of another library keep their bytes."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from media_pipeline.errors import IntakeRefused
from media_pipeline.intake import check_image, check_received_image
from media_pipeline.plain_files import is_plain
from tests.factories.media import gif_bytes, photo_bytes, raster_bytes, svg_bytes, upload

KINDS = ["JPEG", "PNG", "WEBP", "GIF"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_gate_wrote_stays_to_the_byte(kind):
    written = check_image(upload(raster_bytes(kind, (90, 70)))).read()
    assert is_plain(written, kind)
    assert check_received_image(upload(written)).read() == written


@pytest.mark.parametrize("content", [svg_bytes(), gif_bytes()])
def test_drawings_and_animations_written_anew_are_the_same(content):
    written = check_image(upload(content)).read()
    assert check_received_image(upload(written)).read() == written


@pytest.mark.parametrize("kind", KINDS)
def test_anything_behind_the_end_goes(kind):
    data = raster_bytes(kind) + b"<script>alert(1)</script>"
    assert not is_plain(data, kind)
    assert b"script" not in check_received_image(upload(data)).read()


def test_particulars_go():
    data = photo_bytes()
    assert not is_plain(data, "JPEG")
    assert b"Secret" not in check_received_image(upload(data)).read()


def test_a_text_in_a_png_goes():
    from PIL.PngImagePlugin import PngInfo

    facts = PngInfo()
    facts.add_text("Comment", "SecretComment")
    data = raster_bytes("PNG", pnginfo=facts)
    assert not is_plain(data, "PNG")
    assert b"Secret" not in check_received_image(upload(data)).read()


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_cut_anywhere_are_not_plain(kind):
    data = raster_bytes(kind, (40, 30))
    for length in range(12, len(data) - 1, max(1, len(data) // 40)):
        assert not is_plain(data[:length], kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_picture_is_refused(kind):
    stream = BytesIO()
    Image.effect_noise((200, 200), 90).convert("RGB").save(stream, kind)
    data = stream.getvalue()
    with pytest.raises(IntakeRefused):
        check_received_image(upload(data[: len(data) // 2]))


def test_a_profile_may_stay():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in KINDS:
        data = raster_bytes(kind, icc_profile=profile)
        assert is_plain(data, kind), kind


def test_a_picture_larger_than_any_board_is_made_smaller():
    data = raster_bytes("PNG", (4000, 10))
    assert is_plain(data, "PNG")
    with Image.open(BytesIO(check_received_image(upload(data)).read())) as image:
        assert max(image.size) == 3840


def test_other_kinds_are_never_plain():
    assert not is_plain(gif_bytes(), "GIF")
    assert not is_plain(b"", "JPEG")


def test_an_animation_without_words_stays_and_one_with_them_does_not():
    spoken = gif_bytes()
    assert not is_plain(spoken, "GIF")
    silent = check_received_image(upload(spoken)).read()
    assert b"Secret" not in silent
    assert is_plain(silent, "GIF")
    assert b"NETSCAPE" in silent


@pytest.mark.parametrize(
    ("name", "size", "stays"),
    [(b"pHYs", 9, True), (b"gAMA", 4, True), (b"gAMA", 5, False), (b"tIME", 7, False)],
)
def test_measures_of_a_png_stay_and_a_date_does_not(name, size, stays):
    data = raster_bytes("PNG")
    body = name + bytes([0, 0, 11, 19] * 3)[:size]
    part = size.to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    marked = data[:33] + part + data[33:]
    assert is_plain(marked, "PNG") is stays
    assert (check_received_image(upload(marked)).read() == marked) is stays
