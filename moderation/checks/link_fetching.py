"""Asking whether a link opens, without letting its author reach into our own network.

The name is resolved here, every address of it must be public, and the connection goes to the very
address that was looked at; each redirect passes the same gate. Only http and https on their own
ports, at most five redirects, no body is read, ten seconds for all of it.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from moderation.models import LinkState

FINE, BROKEN, UNSURE = (
    str(LinkState.State.FINE),
    str(LinkState.State.BROKEN),
    str(LinkState.State.UNSURE),
)
PUBLIC, LOOPBACK, OFF = "public", "loopback", "off"
MOST_REDIRECTS = 5
SECONDS = 10.0
STEP_SECONDS = 4.0
PORTS = {"http": 80, "https": 443}
AGENT = "mesh-library link check"
_GONE = frozenset({404, 410})
_ASK_AGAIN = frozenset({400, 403, 405, 406, 501})
_MOVED = frozenset({301, 302, 303, 307, 308})
# IPv6 addresses that hold an IPv4 address lead wherever that one leads.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a look: a state of ``LinkState`` and a coded reason."""

    state: str
    reason: str


class _Refused(Exception):
    """An address that is not to be asked; ``reason`` is stored."""

    def __init__(self, reason: str, state: str = BROKEN) -> None:
        self.verdict = Verdict(state, reason)
        super().__init__(reason)


def look_at_link(address: str) -> Verdict:
    """Ask whether ``address`` opens; never raises for what the other side does."""
    until = time.monotonic() + SECONDS
    try:
        for _redirect in range(MOST_REDIRECTS + 1):
            status, moved = _ask_politely(address, until)
            if not moved:
                return _verdict(status)
            address = urljoin(address, moved)
    except _Refused as refused:
        return refused.verdict
    except TimeoutError:
        return Verdict(UNSURE, "timeout")
    except (OSError, http.client.HTTPException, ValueError):
        return Verdict(UNSURE, "unreachable")
    return Verdict(BROKEN, "redirects")


def _verdict(status: int) -> Verdict:
    if status in _GONE:
        return Verdict(BROKEN, str(status))
    return Verdict(FINE, "") if 200 <= status < 300 else Verdict(UNSURE, str(status))


def _ask_politely(address: str, until: float) -> tuple[int, str]:
    """Return status and target of a redirect; HEAD first, GET where the other side wants it."""
    status, moved = _ask("HEAD", address, until)
    return _ask("GET", address, until) if status in _ASK_AGAIN else (status, moved)


def _ask(method: str, address: str, until: float) -> tuple[int, str]:
    parts = urlsplit(address)
    host, port = _target(parts.scheme, parts.hostname, parts.port)
    step = min(STEP_SECONDS, until - time.monotonic())
    if step <= 0:
        raise TimeoutError
    link = _Pinned(host, port, _resolve(host, port), step, secure=parts.scheme == "https")
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = link.getresponse()
        moved = answer.getheader("Location", "") if answer.status in _MOVED else ""
        return answer.status, moved or ""
    except (UnicodeError, http.client.InvalidURL) as error:
        raise _Refused("address") from error
    finally:
        link.close()


def _target(scheme: str, host: str | None, port: int | None) -> tuple[str, int]:
    if scheme not in PORTS or not host:
        raise _Refused("address")
    if settings.LINK_CHECKS == PUBLIC and port not in {None, PORTS[scheme]}:
        raise _Refused("port", UNSURE)
    return host.encode("idna").decode("ascii") if not host.isascii() else host, port or PORTS[
        scheme
    ]


def _resolve(host: str, port: int) -> str:
    """Return an address of ``host`` that may be asked; all of its addresses must be allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        away = error.errno == socket.EAI_AGAIN
        raise _Refused("name", UNSURE if away else BROKEN) from error
    addresses = [str(item[4][0]) for item in found]
    if not all(may_ask(address) for address in addresses):
        raise _Refused("private")
    return addresses[0]


def may_ask(address: str) -> bool:
    """Say whether an address may be connected to: a public one; in tests this machine alone."""
    parsed = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    if settings.LINK_CHECKS == LOOPBACK:
        return parsed.is_loopback
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _unwrapped(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


class _Pinned(http.client.HTTPConnection):
    """A connection to one address that was looked at; the name stays for TLS and the host line."""

    def __init__(self, host: str, port: int, address: str, step: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=step)
        self._address = address
        self._secure = secure
        self.default_port = PORTS["https" if secure else "http"]

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        context = ssl.create_default_context() if self._secure else None
        self.sock = context.wrap_socket(plain, server_hostname=self.host) if context else plain
