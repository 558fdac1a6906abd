"""Addresses that an item names: pictures and sounds in its texts, images of its interactions.

They are looked for in the JSON values of an item, so that what a model names tomorrow is found too.
Before it is in the bank an item names files by their paths in the file it came in; in the bank by a
*reference*, ``media/<SHA-256 of the bytes>.<ending>``: the same bytes have the same reference in
every item, version and file, and nothing of the machine that keeps them is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape, unescape
from typing import Any

# A kept QTI item: what is missing in it stays named, for its processing rests on its text.
_KEPT = "xml"
# Fields that are an address as a whole; everywhere else addresses stand in tags.
_WHOLE = frozenset({"image"})
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ATTRIBUTE = re.compile(r"""(?P<before>\s(?:src|href|data)=)(?P<mark>["'])(?P<text>.*?)(?P=mark)""")
_ALTERNATIVE = re.compile(r'\salt="([^"]+)"')
_REFERENCE = re.compile(r"media/([0-9a-f]{64}\.[a-z0-9]{2,4})")
FOLDER = "media/"

Change = Callable[[str], str]


def reference_to(digest: str, ending: str) -> str:
    """Return the reference to bytes with this SHA-256; ``ending`` is their true one (``png``)."""
    return f"{FOLDER}{digest}.{ending}"


def file_name_of(address: str) -> str:
    """Return the name that a reference has for its file, or ``""`` for what is no reference.

    >>> file_name_of("https://example.org/media/a.png")
    ''
    """
    found = _REFERENCE.fullmatch(address)
    return found[1] if found else ""


def file_name_of_address(address: str) -> str:
    """Return the name of the file at which an address ends, or ``""``: as in a reference.

    >>> file_name_of_address(f"/items/x/files/{'0' * 64}.mp3") == f"{'0' * 64}.mp3"
    True
    """
    name = address.rpartition("/")[2]
    return file_name_of(f"{FOLDER}{name}")


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


def without_files(value: Any, gone: Collection[str]) -> Any:
    """Return JSON values of an item without the addresses in ``gone``.

    For an image its alternative text or the name of its file stands there, a link leaves its words.
    """
    if isinstance(value, dict):
        return {
            name: _without_whole(inner, gone)
            if name in _WHOLE
            else inner
            if name == _KEPT
            else without_files(inner, gone)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [without_files(inner, gone) for inner in value]
    if isinstance(value, str) and "<" in value:
        return _TAG.sub(lambda tag: _without_tag(tag[0], gone), value)
    return value


def _without_whole(value: Any, gone: Collection[str]) -> Any:
    return "" if value in gone else value


def _without_tag(tag: str, gone: Collection[str]) -> str:
    named = {found["before"].strip(): unescape(found["text"]) for found in _ATTRIBUTE.finditer(tag)}
    if named.get("src=") in gone:
        words = _ALTERNATIVE.search(tag)
        name = named["src="].rpartition("/")[2]
        return words[1] if words else f"[{escape(name, quote=False)}]"
    return _ATTRIBUTE.sub("", tag) if named.get("href=") in gone else tag
