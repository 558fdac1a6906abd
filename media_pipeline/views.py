"""Files on the web."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from media_pipeline.serving import serve_public


@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give out a picture."""
    return serve_public(request, path)
