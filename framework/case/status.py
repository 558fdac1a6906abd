"""Answers of the CASE service when something is wrong: imsx_StatusInfo.

Source: CASE 1.1 REST/JSON binding, section "Error handling": the vocabulary of codeMinor and
which HTTP status goes with which.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

UNKNOWN_OBJECT, INVALID_UUID = "unknownobject", "invaliduuid"
INVALID_SORT, INVALID_SELECTION = "invalid_sort_field", "invalid_selection_field"
FORBIDDEN = "forbidden"
_STATUS = {
    UNKNOWN_OBJECT: 404,
    INVALID_UUID: 404,
    INVALID_SORT: 400,
    INVALID_SELECTION: 400,
    FORBIDDEN: 405,
}
_SAFE = ("GET", "HEAD")


class CaseProblem(Exception):
    """A request that cannot be answered: ``code`` of the CASE vocabulary, and why in words."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(code, description)
        self.code, self.description = code, description


def in_case_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer a :class:`CaseProblem`, and anything but reading, as CASE says."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method not in _SAFE:
                raise CaseProblem(FORBIDDEN, "The service is read only.")
            return view(request, *args, **kwargs)
        except CaseProblem as problem:
            return _status_info(problem)

    return answer


def _status_info(problem: CaseProblem) -> HttpResponse:
    field: dict[str, Any] = {
        "imsx_codeMinorFieldName": "TargetEndSystem",
        "imsx_codeMinorFieldValue": problem.code,
    }
    body = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": problem.description,
        "imsx_codeMinor": {"imsx_codeMinorField": [field]},
    }
    response = JsonResponse(body, status=_STATUS[problem.code])
    if response.status_code == _STATUS[FORBIDDEN]:
        response["Allow"] = ", ".join(_SAFE)
    return response
