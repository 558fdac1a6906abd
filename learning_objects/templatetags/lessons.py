"""Tags for showing content: ``plain`` text with formulas and ``render_content``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from learning_objects import render
from ui.api import render_text

register = template.Library()


@register.filter
def plain(text: str) -> SafeString:
    """Show plain text: escaped, with the formulas in it, line by line."""
    lines = [render_text(line) for line in str(text).splitlines()]
    return mark_safe("<br>".join(lines))  # noqa: S308  # nosec B308 B703  # escaped line by line


@register.simple_tag
def render_content(content: dict[str, Any], kind: str, mode: str) -> SafeString:
    """Show content in one of the modes of :func:`learning_objects.render.render_content`."""
    return render.render_content(content, kind=kind, mode=mode)
