"""The CASE service: published frameworks to read, for everybody.

Source: 1EdTech CASE 1.1, REST/JSON binding (``/ims/case/v1p1``); the same under ``v1p0`` in the
shapes of CASE 1.0.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt

from core.api import sort_key
from framework.case import service
from framework.case.data import V1P0, V1P1, Members
from framework.case.members import DOCUMENT
from framework.case.status import (
    INVALID_SELECTION,
    INVALID_SORT,
    INVALID_UUID,
    UNKNOWN_OBJECT,
    CaseProblem,
    in_case_words,
)
from framework.case.values import as_uuid
from framework.case.writing import write_case
from framework.models import FrameworkNode, FrameworkVersion
from framework.snapshot import get_tree

_VERSIONS = {"v1p0": V1P0, "v1p1": V1P1}
PAGE, PAGE_LIMIT = 100, 1_000
KEPT_SECONDS = 600
_OFFSET_LIMIT = 10**9
_ORDERS = ("asc", "desc")


@csrf_exempt
@in_case_words
def list_documents(request: HttpRequest, version: str) -> HttpResponse:
    """Answer with the published documents: paged by limit and offset, ordered by sort, orderBy."""
    shape = _shape(version)
    limit = _number(request, "limit", PAGE, 1, PAGE_LIMIT)
    offset = _number(request, "offset", 0, 0, _OFFSET_LIMIT)
    if request.GET.get("filter"):
        raise CaseProblem(INVALID_SELECTION, "Filtering is not supported.")
    documents = _sorted(
        request, [service.document_members(one, shape) for one in service.published_editions()]
    )
    page = [_selected(request, one) for one in documents[offset : offset + limit]]
    response = JsonResponse({"CFDocuments": page})
    response["X-Total-Count"] = str(len(documents))
    response["Link"] = _links(request, len(documents), limit, offset)
    return response


@csrf_exempt
@in_case_words
def show_document(request: HttpRequest, version: str, identifier: str) -> HttpResponse:
    """Answer with one CFDocument."""
    shape = _shape(version)
    return JsonResponse(service.document_members(_document(identifier), shape))


@csrf_exempt
@in_case_words
def show_package(request: HttpRequest, version: str, identifier: str) -> HttpResponse:
    """Answer with one CFPackage, the same bytes as long as nothing changes (ETag)."""
    shape = _shape(version)
    edition = _document(identifier)
    etag = quote_etag(_digest(edition, shape))
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(_package(edition, shape, etag), content_type="application/json")
        answer["ETag"] = etag
    return answer


def _package(edition: FrameworkVersion, shape: str, etag: str) -> bytes:
    """Return the package, made once: a large one takes seconds, and anybody may ask."""
    cache, key = caches["pages"], "case:" + etag.strip('"')
    kept: bytes | None = cache.get(key)
    if kept is not None:
        return zlib.decompress(kept)
    made = JsonResponse(write_case(edition, shape)).content
    cache.set(key, zlib.compress(made, 1), KEPT_SECONDS)
    return made


@csrf_exempt
@in_case_words
def show_item(request: HttpRequest, version: str, identifier: str) -> HttpResponse:
    """Answer with one CFItem."""
    shape = _shape(version)
    return JsonResponse(service.item_members(_item(identifier), shape))


@csrf_exempt
@in_case_words
def show_item_associations(request: HttpRequest, version: str, identifier: str) -> HttpResponse:
    """Answer with one CFItem and every CFAssociation that it is an end of."""
    shape = _shape(version)
    row = _item(identifier)
    return JsonResponse(
        {
            "CFItem": service.item_members(row, shape),
            "CFAssociations": service.associations_of(row, shape),
        }
    )


@csrf_exempt
@in_case_words
def show_association(request: HttpRequest, version: str, identifier: str) -> HttpResponse:
    """Answer with one CFAssociation."""
    shape = _shape(version)
    found = service.find_association(_uuid(identifier), shape)
    if found is None:
        raise _unknown("CFAssociation")
    return JsonResponse(found)


@csrf_exempt
@in_case_words
def show_nothing(request: HttpRequest) -> HttpResponse:
    """Answer for every other address of the service."""
    raise _unknown("address")


def _shape(version: str) -> str:
    if version not in _VERSIONS:
        raise _unknown("version of CASE")
    return _VERSIONS[version]


def _unknown(what: str) -> CaseProblem:
    return CaseProblem(UNKNOWN_OBJECT, f"There is no such {what}.")


def _uuid(identifier: str) -> UUID:
    found = as_uuid(identifier)
    if found is None:
        raise CaseProblem(INVALID_UUID, "The identifier is not a UUID.")
    return found


def _document(identifier: str) -> FrameworkVersion:
    found = service.find_document(_uuid(identifier))
    if found is None:
        raise _unknown("CFDocument")
    return found


def _item(identifier: str) -> FrameworkNode:
    found = service.find_item(_uuid(identifier))
    if found is None:
        raise _unknown("CFItem")
    return found


def _digest(edition: FrameworkVersion, shape: str) -> str:
    framework = edition.framework
    facts = [shape, get_tree().stamp, edition.label, edition.digest, framework.extra]
    facts += [getattr(framework, name) for name in ("title", "title_en", "kind", "publisher")]
    facts += [framework.language, framework.source, framework.licence]
    facts += [str(edition.published_at), str(edition.imported_at)]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _number(request: HttpRequest, name: str, default: int, low: int, high: int) -> int:
    text = request.GET.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12 and low <= int(text) <= high):
        raise CaseProblem(INVALID_SELECTION, f"{name} is a whole number from {low} to {high}.")
    return int(text)


def _sorted(request: HttpRequest, documents: list[Members]) -> list[Members]:
    order = request.GET.get("orderBy", "asc")
    field = request.GET.get("sort")
    if order not in _ORDERS:
        raise CaseProblem(INVALID_SORT, "orderBy is asc or desc.")
    if field is None:
        return documents
    if field not in DOCUMENT:
        raise CaseProblem(INVALID_SORT, "CFDocument has no such field.")
    return sorted(
        documents, key=lambda one: sort_key(str(one.get(field, ""))), reverse=order == "desc"
    )


def _selected(request: HttpRequest, document: Members) -> Members:
    names = [name for name in request.GET.get("fields", "").split(",") if name]
    known = {*DOCUMENT, "CFPackageURI"}
    if not known.issuperset(names):
        raise CaseProblem(INVALID_SELECTION, "CFDocument has no such field.")
    return {name: document[name] for name in names if name in document} if names else document


def _links(request: HttpRequest, total: int, limit: int, offset: int) -> str:
    """Return the Link header (RFC 8288) of a page; there is always a first and a last one."""
    last = max(total - 1, 0) // limit * limit
    places: dict[str, int] = {"first": 0, "last": last}
    if offset + limit < total:
        places["next"] = offset + limit
    if offset > 0:
        places["prev"] = max(offset - limit, 0)
    said: dict[str, Any] = {
        name: request.GET[name] for name in ("sort", "orderBy", "fields") if name in request.GET
    }
    base = request.build_absolute_uri(request.path)
    return ", ".join(
        f'<{base}?{urlencode({**said, "limit": limit, "offset": place})}>; rel="{name}"'
        for name, place in places.items()
    )
