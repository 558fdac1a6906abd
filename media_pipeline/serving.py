"""Answers that carry a file."""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, http_date, parse_etags, quote_etag

from media_pipeline.models import MediaDocument, MediaImage
from media_pipeline.ranges import answer_range
from media_pipeline.stored import RemoteStorage, StorageAway, open_stored

# What ``/media/`` gives out: pictures and their renditions. Documents have a way of their own with
# a question to the rules, and files that wait in Wagtail's upload folder have none.
PUBLIC_PATH = re.compile(r"(?:original_images|images)/[\w-][\w.-]*", re.ASCII)
SHOWN_IN_PLACE = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif",
    ".webp": "image/webp", ".svg": "image/svg+xml",
}  # fmt: skip
PLAYED_IN_PLACE = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav"}
# A file is data: opened on its own it runs nothing and asks for nothing.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
FOR_EVER = "public, max-age=31536000, immutable"


def serve_public(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a file of the public folders; everything else does not exist.

    The names hold a uuid and never come back with other content, so caches keep them for ever.
    """
    if not PUBLIC_PATH.fullmatch(path) or ".." in path:
        raise Http404
    suffix = PurePosixPath(path).suffix.lower()
    etag = quote_etag(PurePosixPath(path).name)
    response = _not_modified(request, etag) or _stream(request, default_storage, path)
    response["Content-Type"] = SHOWN_IN_PLACE.get(suffix, "application/octet-stream")
    if suffix not in SHOWN_IN_PLACE:
        response["Content-Disposition"] = "attachment"
    return _harden(response, etag, FOR_EVER)


def serve_document(request: HttpRequest, document: MediaDocument) -> HttpResponseBase:
    """Answer with a document as a download under its title. The caller has asked the rules."""
    stored = str(document.file.name)
    etag = quote_etag(str(document.file_hash or stored))
    response = _not_modified(request, etag) or _stream(request, document.file.storage, stored)
    guessed, _encoding = mimetypes.guess_type(stored)
    response["Content-Type"] = guessed or "application/octet-stream"
    name = content_disposition_header(as_attachment=True, filename=document.download_name)
    response["Content-Disposition"] = name or "attachment"
    # Asked again each time: tomorrow the object may be withdrawn.
    return _harden(response, etag, "private, no-cache")


def serve_asset(
    request: HttpRequest, asset: MediaImage | MediaDocument, *, etag: str
) -> HttpResponseBase:
    """Answer with a file that stands in something closed; the caller has asked rules of its own.

    ``etag`` is a digest of the bytes: the name in the storage, by which ``/media/`` gives a picture
    to everybody, is told to nobody here. Browsers keep the file and ask again each time.
    """
    stored = str(asset.file.name)
    quoted = quote_etag(etag)
    response = _not_modified(request, quoted) or _stream(request, asset.file.storage, stored)
    response = answer_range(request, response, quoted)
    suffix = PurePosixPath(stored).suffix.lower()
    kind = SHOWN_IN_PLACE.get(suffix) or PLAYED_IN_PLACE.get(suffix)
    response["Content-Type"] = kind or "application/octet-stream"
    # Said always: left to itself a streamed answer tells the name in the storage.
    response["Content-Disposition"] = "inline" if kind else "attachment"
    return _harden(response, quoted, "private, no-cache")


def _stream(request: HttpRequest, storage: Storage, name: str) -> HttpResponseBase:
    """Answer with the bytes, or tell the proxy in front where it may fetch them itself."""
    if settings.S3_PROXY_LOCATION and isinstance(storage, RemoteStorage):
        handed_over = HttpResponse()
        signed = storage.signed_path(name, str(request.method))
        handed_over["X-Accel-Redirect"] = settings.S3_PROXY_LOCATION + signed
        return handed_over
    try:
        file, size, modified = open_stored(storage, name)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
    except StorageAway:
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    response = FileResponse(file)
    response["Content-Length"] = str(size)
    response["Last-Modified"] = http_date(modified.timestamp())
    return response


def _not_modified(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return HttpResponseNotModified() if etag in known or "*" in known else None


def _harden(response: HttpResponseBase, etag: str, caching: str) -> HttpResponseBase:
    if response.status_code == 503:
        response["Cache-Control"] = "no-store"
        return response
    response["ETag"] = etag
    # The proxy that fetches the file itself may find that it is lost: only it can say how long its
    # answer holds, and a 404 must not be kept for ever.
    handed_over = response.has_header("X-Accel-Redirect")
    response["X-File-Caching" if handed_over else "Cache-Control"] = caching
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response
