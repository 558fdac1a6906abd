"""Which links lead to something that is watched or listened to."""

from __future__ import annotations

from urllib.parse import urlsplit

VIDEO_HOSTS = [
    "rutube.ru", "vk.com/video", "vkvideo.ru", "youtube.com", "youtu.be", "dzen.ru/video",
    "vimeo.com",
]  # fmt: skip
# A file that a cloud or a school's site gives out: no site of videos, but a recording all the same.
ENDINGS = (
    ".mp4", ".m4v", ".mov", ".avi", ".webm", ".mkv", ".ogv",
    ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac",
)  # fmt: skip


def is_at(address: str, sites: list[str]) -> bool:
    """Say whether ``address`` leads to one of ``sites``: a domain, also with what its path begins.

    A domain stands for everything below it, too.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    for site in sites:
        domain, _slash, path = site.partition("/")
        if (host == domain or host.endswith(f".{domain}")) and (
            parts.path.lstrip("/").startswith(path)
        ):
            return True
    return False


def is_recording(address: str, sites: list[str]) -> bool:
    """Say whether ``address`` is a page of ``sites`` or a file of sound or moving pictures."""
    try:
        path = urlsplit(address).path.lower()
    except ValueError:
        return False
    return is_at(address, sites) or path.endswith(ENDINGS)
