"""What templates of signing in ask for: ``{% load accounts %}``."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import template
from django.conf import settings

from accounts.models import User

register = template.Library()


@register.simple_tag
def sso_name() -> str:
    """Return what the single sign-on is called; "" when there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_SERVER else ""


@register.filter
def has_passkey(user: User) -> bool:
    """Say whether there is a passkey to offer."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists())


@register.filter
def in_groups(text: str, size: int = 4) -> str:
    """Return ``text`` in groups of ``size``, so that it can be typed without losing the place."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
