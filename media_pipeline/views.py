"""Files on the web."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.api import may
from media_pipeline.models import MediaDocument
from media_pipeline.serving import serve_document, serve_public


@require_safe
def public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give out a picture."""
    return serve_public(request, path)


@require_safe
def document_file(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Give out a document to those who may read it; for the others it does not exist."""
    document = MediaDocument.objects.filter(pk=int(document_id)).first()
    if document is None or document.filename != filename:
        raise Http404
    if not may(request.user, "media_pipeline.read_document", document):
        raise Http404
    return serve_document(request, document)
