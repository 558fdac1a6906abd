"""Template tags of ``media_pipeline``: ``{% load media_pipeline %}``."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from media_pipeline.models import MediaImage
from media_pipeline.pictures import picture_of

register = template.Library()


@register.simple_tag
def picture(
    image: MediaImage | None, spec: str, alt: str, loading: str = "lazy"
) -> SafeString | str:
    """Draw ``image`` at ``spec`` (``width-640``): ``{% picture image "width-640" alt %}``.

    Width and height stand in the markup, so that nothing jumps while it loads. A lost image leaves
    its alternative text. ``loading="eager"`` for what is seen first.
    """
    shown = picture_of(image, spec) if image else None
    if shown is None:
        return alt
    attributes = [("src", shown.url)]
    if shown.srcset:
        attributes.append(("srcset", shown.srcset))
    attributes += [
        ("alt", alt),
        ("width", str(shown.width)),
        ("height", str(shown.height)),
        ("loading", loading),
        ("decoding", "async"),
    ]
    return format_html("<img{}>", format_html_join("", ' {}="{}"', attributes))
