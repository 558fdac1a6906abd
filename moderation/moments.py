"""Moments of the recordings that a content links to: what a remark on a second points at.

The library shows films of other sites as links, so that a moment is the address of the recording
and the second from its beginning.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from moderation.checks.pieces import study_content
from moderation.checks.recordings import ENDINGS, VIDEO_HOSTS, is_at, is_recording
from moderation.data import Moment, Place, Recording

WEB = ("https://", "http://")
DAY = 24 * 60 * 60
_WRITTEN = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})")
# How the player of a site is told where to begin; files take a fragment (W3C Media Fragments 1.0).
_MINUTES_AND_SECONDS = ["vk.com", "vkvideo.ru"]
_FRAGMENT = ["vimeo.com"]


class NoRecording(ValueError):
    """A moment of a recording that the place does not link to."""


def recordings_of(kind: str, content: dict[str, Any]) -> list[Recording]:
    """Return what the content links to that is watched or listened to, in reading order."""
    return [
        Recording(piece.field, piece.block, piece.place, address)
        for piece in study_content(kind, content).pieces
        for address in piece.addresses
        # A remark makes a link of it: nothing but a web address, whatever its path ends with.
        if address.lower().startswith(WEB) and is_recording(address, VIDEO_HOSTS)
    ]


def check_moment(moment: Moment, place: Place, kind: str, content: dict[str, Any]) -> None:
    """Raise :class:`NoRecording` unless ``place`` links to the recording."""
    here = (moment.recording, place.block or place.field)
    if not any(
        (found.address, found.block or found.field) == here
        for found in recordings_of(kind, content)
    ):
        raise NoRecording(moment.recording)


def read_second(written: str) -> int:
    """Return the second of «75», «1:15» or «1:02:15»; ``ValueError`` when it is none."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"not a moment: {written!r}")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    second = hours * 3600 + minutes * 60 + seconds
    if (found[2] and seconds > 59) or (found[1] and minutes > 59) or second >= DAY:
        raise ValueError(f"not a moment: {written!r}")
    return second


def write_second(second: int) -> str:
    """Return «1:15», and «1:02:15» from an hour on."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def address_at(address: str, second: int) -> str:
    """Return the address at which the recording begins with ``second``."""
    parts = urlsplit(address)
    if is_at(address, _FRAGMENT) or parts.path.lower().endswith(ENDINGS):
        return urlunsplit(parts._replace(fragment=f"t={second}"))
    minutes, seconds = divmod(second, 60)
    value = f"{minutes}m{seconds}s" if is_at(address, _MINUTES_AND_SECONDS) else str(second)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "t"]
    return urlunsplit(parts._replace(query=urlencode([*kept, ("t", value)])))
