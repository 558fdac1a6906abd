"""Template context of every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name and public address."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL}
