"""The two lists behind the topic chooser."""

from __future__ import annotations

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from framework.choosing import find_choices, list_children
from framework.data import KINDS, SECTION, TOPIC

_LONGEST_QUESTION = 200


def _signed_in(view: Any) -> Any:
    """Answer a visitor with 401 in JSON: a redirect would give the script a sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"error": _("Sign in to choose a topic.")}, status=401)
        response: HttpResponse = view(request)
        return response

    return guarded


@require_safe
@_signed_in
@cache_control(private=True, max_age=60)
def choose(request: HttpRequest) -> JsonResponse:
    """Answer the chooser's search box: ``?q=&subject=&grade=&framework=&kinds=``."""
    try:
        answer = find_choices(
            text=request.GET.get("q", "")[:_LONGEST_QUESTION],
            kinds=_kinds(request),
            subject=_uuid(request, "subject"),
            grade=_grade(request),
            framework=request.GET.get("framework", ""),
        )
    except ValueError:
        return _bad_request()
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_safe
@_signed_in
@cache_control(private=True, max_age=60)
def children(request: HttpRequest) -> JsonResponse:
    """Answer the chooser's tree: ``?node=`` gives what stands under it, without it the subjects."""
    try:
        answer = list_children(
            node=_uuid(request, "node"), framework=request.GET.get("framework", "")
        )
    except ValueError:
        return _bad_request()
    except LookupError:
        return JsonResponse({"error": _("There is no such topic.")}, status=404)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _bad_request() -> JsonResponse:
    return JsonResponse({"error": _("The address is not complete or not correct.")}, status=400)


def _uuid(request: HttpRequest, name: str) -> UUID | None:
    text = request.GET.get(name, "")
    return UUID(text) if text else None


def _grade(request: HttpRequest) -> int | None:
    text = request.GET.get("grade", "")
    return int(text) if text else None


def _kinds(request: HttpRequest) -> tuple[str, ...]:
    kinds = tuple(item for item in request.GET.get("kinds", "").split(",") if item)
    if not set(kinds) <= set(KINDS):
        raise ValueError(kinds)
    return kinds or (SECTION, TOPIC)
