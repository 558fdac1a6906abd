"""Where a notice leads: a path of this site and nothing else."""

from __future__ import annotations

from notices.data import URL_LENGTH


class WrongPlace(ValueError):
    """The address of a notice is not a path of this site."""


def check_place(url: str) -> str:
    r"""Return ``url`` when it is empty or a path of this site; raise :class:`WrongPlace` else.

    Browsers take ``//host`` and ``/\host`` for another site, and drop tabs and line breaks.
    """
    if not url:
        return ""
    here = url.startswith("/") and not url.startswith(("//", "/\\"))
    if not here or len(url) > URL_LENGTH or not url.isprintable() or " " in url:
        raise WrongPlace(url)
    return url
