"""Files that published versions pin, as ``learning_objects.data`` gives them on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that a version pins. ``is_captions``: it holds the words of a film.

    ``digest`` names its words, read by ``method``; empty when there are none. ``is_read`` is false
    while nobody has looked.
    """

    title: str
    url: str
    is_captions: bool
    is_read: bool
    digest: str
    method: int
    characters: int
