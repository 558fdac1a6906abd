"""The gate before Wagtail's admin ("the studio")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpResponse


def studio_policy(view: Callable[..., HttpResponse]) -> Any:
    """Give an admin view the admin's own content security policy."""
    return csp_replace(settings.STUDIO_CONTENT_SECURITY_POLICY)(view)
