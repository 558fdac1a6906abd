"""The files of an item: its pictures and sounds, to those who may see where they stand."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.api import may
from assessment.queries import get_file, get_item
from assessment.rules import SEE_KEYS, SEE_QUESTION
from media_pipeline.api import serve_asset


@require_safe
def item_file(request: HttpRequest, uuid: UUID, name: str) -> HttpResponseBase:
    """Give out a file of an item: by the rule of the question where it stands in the question.

    Else, in a hint or the solution, by the rule of the key. To others it does not exist.
    """
    item = get_item(uuid=uuid)
    found = get_file(item, name) if item is not None else None
    if item is None or found is None:
        raise Http404
    right = SEE_QUESTION if found.is_asked else SEE_KEYS
    if not may(request.user, right, item):
        raise Http404
    return serve_asset(request, found.asset, etag=name)
