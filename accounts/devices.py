"""A browser's own description of itself, in words."""

from __future__ import annotations

import ipaddress

from django.utils.translation import gettext as _

# The first that is found in the description counts: Edge and Yandex also call themselves Chrome.
BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg", "Microsoft Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chromium/", "Chromium"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
PHONES = frozenset({"iPhone", "iPad", "Android"})


def describe_device(user_agent: str) -> str:
    """Return «Firefox, Windows» for the header that a browser sent."""
    browser = _first(BROWSERS, user_agent) or _("unknown browser")
    system = _first(SYSTEMS, user_agent)
    return f"{browser}, {system}" if system else browser


def device_icon(user_agent: str) -> str:
    """Return the icon for the kind of device."""
    return "smartphone" if _first(SYSTEMS, user_agent) in PHONES else "monitor"


def describe_address(address: str) -> str:
    """Return where a session comes from, as far as an address tells."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return _("unknown place")
    if found.is_loopback:
        return _("the computer that the library runs on")
    if found.is_private:
        return _("the local network, address %(address)s") % {"address": address}
    return _("address %(address)s") % {"address": address}


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in names if mark in text), "")
