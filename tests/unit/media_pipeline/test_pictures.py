"""Images as pages show them."""

import pytest
from django.template import Context, Template

from media_pipeline.api import picture_of, rendition
from media_pipeline.errors import UnknownSpec
from tests.factories.media import gif_bytes, make_image, photo_bytes, raster_bytes, svg_bytes

pytestmark = pytest.mark.django_db


def draw(image, spec="width-100", alt='Ток "I" < 2'):
    template = Template("{% load media_pipeline %}{% picture image spec alt %}")
    return template.render(Context({"image": image, "spec": spec, "alt": alt}))


def test_a_picture_has_its_size_and_a_finer_copy():
    shown = picture_of(make_image(content=raster_bytes("PNG", (400, 200))), "width-100")
    assert (shown.width, shown.height) == (100, 50)
    assert shown.srcset.startswith(f"{shown.url} 1x, /media/images/")
    assert "width-200" in shown.srcset


def test_nothing_is_made_larger_than_it_is():
    shown = picture_of(make_image(content=raster_bytes("PNG", (60, 40))), "width-100")
    assert (shown.width, shown.height, shown.srcset) == (60, 40, "")


def test_photographs_become_webp():
    assert picture_of(make_image(content=photo_bytes((400, 200))), "max-100x100").url.endswith(
        ".webp"
    )


@pytest.mark.parametrize(
    ("spec", "size"),
    [
        ("width-15", (15, 10)),
        ("height-10", (15, 10)),
        ("max-6x100", (6, 4)),
        ("original", (30, 20)),
        ("width-900", (30, 20)),
    ],
)
def test_drawings_pass_through_at_their_size(spec, size):
    image = make_image(content=svg_bytes())
    shown = picture_of(image, spec)
    assert (shown.url, shown.width, shown.height) == (image.file.url, *size)
    assert not image.renditions.exists()


def test_animations_pass_through():
    image = make_image(content=gif_bytes())
    assert picture_of(image, "width-10").url == image.file.url


@pytest.mark.parametrize("spec", ["", "width-0x", "width-99999", "rotate-90", "width-1|format-png"])
def test_an_unknown_size_is_an_error(spec):
    with pytest.raises(UnknownSpec):
        picture_of(make_image(), spec)


def test_rendition_by_id():
    image = make_image()
    assert rendition(image.pk, "original").width == 60
    assert rendition(image.pk + 1, "original") is None


def test_the_tag_escapes_and_keeps_the_place():
    html = draw(make_image(content=raster_bytes("PNG", (400, 200))))
    assert 'alt="Ток &quot;I&quot; &lt; 2" width="100" height="50" loading="lazy"' in html
    assert "srcset=" in html


def test_a_lost_image_leaves_its_words():
    image = make_image(content=raster_bytes("PNG", (400, 200)))
    image.file.storage.delete(image.file.name)
    assert draw(image) == draw(None) == "Ток &quot;I&quot; &lt; 2"
