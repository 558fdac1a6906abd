"""Texts of items made ready for a page: clean, with formulas, sounds with a player."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from assessment.items.addresses import file_name_of_address
from ui.api import render_rich

_LINK = re.compile(r'<a\b[^<>]*?\shref="(?P<address>[^"]+)"[^<>]*>')
_SOUNDS = (".mp3", ".ogg", ".wav")


def is_sound(address: str) -> bool:
    """Say whether an address, one of this library, is that of a sound of an item."""
    is_own = address.startswith("/") and not address.startswith("//")
    return is_own and file_name_of_address(address).endswith(_SOUNDS)


def player(address: str) -> SafeString:
    """Return what plays a sound; nothing is fetched before it is asked for."""
    return format_html('<audio controls preload="none" src="{}"></audio> ', address)


def render_html(html: str) -> SafeString:
    """Return a text of an item safe to show; before a link to a sound of it stands its player.

    The player is no part of the text: whoever writes an item cannot put one there, only a link.
    """

    def with_player(found: re.Match[str]) -> str:
        address = found["address"]
        return f"{player(address)}{found[0]}" if is_sound(address) else found[0]

    clean = render_rich(html)
    return mark_safe(_LINK.sub(with_player, clean))  # noqa: S308  # nosec B308  # sanitised above
