"""What templates of signing in ask for: ``{% load accounts %}``."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sso_name() -> str:
    """Return what the single sign-on is called; "" when there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_SERVER else ""


@register.filter
def in_groups(text: str, size: int = 4) -> str:
    """Return ``text`` in groups of ``size``, so that it can be typed without losing the place."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
