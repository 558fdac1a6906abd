"""Who may see figures and details: a holder of the token, or a machine of the inner network."""

from __future__ import annotations

import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest

_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_insider(request: HttpRequest) -> bool:
    """Say whether ``METRICS_TOKEN`` was shown, or the request comes straight from inside.

    What came through a proxy is never inside, whatever the address of the proxy itself: the whole
    world arrives from there.
    """
    token = settings.METRICS_TOKEN
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if token and hmac.compare_digest(shown.encode(), token.encode()):
        return True
    if any(name in request.META for name in _PASSED_ON):
        return False
    return _is_inside(str(request.META.get("REMOTE_ADDR", "")))


def _is_inside(address: str) -> bool:
    try:
        caller = ipaddress.ip_address(address)
    except ValueError:
        return False
    networks = (ipaddress.ip_network(name, strict=False) for name in settings.INTERNAL_NETWORKS)
    return any(caller in network for network in networks)
