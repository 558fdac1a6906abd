"""A page as ``wagtail start`` makes it: a title and rich text."""

from __future__ import annotations

from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """The ``HomePage`` of Wagtail's own project template, with the body of its tutorial."""

    template = "pages_peer/bare_page.html"
    body = RichTextField(blank=True)
