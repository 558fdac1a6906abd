"""Addresses that an item names: pictures and sounds in its texts, images of its interactions.

They are looked for in the JSON values of an item, so that what a model names tomorrow is found too.
Before it is in the bank an item names files by their paths in the file it came in; in the bank by a
*reference*, ``media/<SHA-256 of the bytes>.<ending>``: the same bytes have the same reference in
every item, version and file, and nothing of the machine that keeps them is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Any

# Fields that are an address as a whole; everywhere else addresses stand in tags.
_WHOLE = frozenset({"image"})
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ATTRIBUTE = re.compile(r"""(?P<before>\s(?:src|href|data)=)(?P<mark>["'])(?P<text>.*?)(?P=mark)""")
_REFERENCE = re.compile(r"media/([0-9a-f]{64}\.[a-z0-9]{2,4})")
_FOLDER = "media/"

Change = Callable[[str], str]


def reference_to(digest: str, ending: str) -> str:
    """Return the reference to bytes with this SHA-256; ``ending`` is their true one (``png``)."""
    return f"{_FOLDER}{digest}.{ending}"


def file_name_of(address: str) -> str:
    """Return the name that a reference has for its file, or ``""`` for what is no reference.

    >>> file_name_of("https://example.org/media/a.png")
    ''
    """
    found = _REFERENCE.fullmatch(address)
    return found[1] if found else ""


def addresses_in(value: Any) -> Iterator[str]:
    """Yield every address in JSON values of an item, in their order, some several times."""
    found: list[str] = []

    def note(address: str) -> str:
        found.append(address)
        return address

    with_addresses(value, note)
    yield from found


def with_addresses(value: Any, change: Change) -> Any:
    """Return JSON values of an item with each address as ``change`` gives it."""
    if isinstance(value, dict):
        return {
            name: change(inner)
            if name in _WHOLE and isinstance(inner, str) and inner
            else with_addresses(inner, change)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [with_addresses(inner, change) for inner in value]
    if isinstance(value, str) and "<" in value:
        return _TAG.sub(lambda tag: _changed_tag(tag[0], change), value)
    return value


def _changed_tag(tag: str, change: Change) -> str:
    def changed(found: re.Match[str]) -> str:
        address = unescape(found["text"])
        wanted = change(address)
        if wanted == address:
            return found[0]
        return f"{found['before']}{found['mark']}{escape(wanted)}{found['mark']}"

    return _ATTRIBUTE.sub(changed, tag)
