"""What stands before everything else: counting, and answering machines."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cms.operations.metrics import count_request
from cms.operations.views import healthz, readyz

# A balancer asks by the address of the machine, which is no name of the site, and it must hear an
# answer also when sessions or the cache are away. They are in ``cms.urls`` all the same.
PROBES = {"/healthz/": healthz, "/readyz/": readyz}


class OperationsMiddleware:
    """Answers the probes at once; counts and times every other request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        probe = PROBES.get(request.path_info)
        if probe is not None:
            return probe(request)
        started = time.perf_counter()
        response = self.get_response(request)
        count_request(
            method=str(request.method),
            route=_route(request),
            status=response.status_code,
            seconds=time.perf_counter() - started,
        )
        return response


def _route(request: HttpRequest) -> str:
    """Return the name of the address: there are some hundred of them, and millions of addresses."""
    match = request.resolver_match
    if match is None:
        return "static" if request.path_info.startswith("/static/") else "none"
    return match.view_name if match.url_name else "unnamed"
