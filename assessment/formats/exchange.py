"""What reading and writing a file of another system gives, whatever the system."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assessment.items.item import AssessmentItem

_NAMED_ANEW = re.compile(r"\Amedia/[0-9a-f]{16}-(?=.)")


class Weight(StrEnum):
    """What a problem did to the item it stands at."""

    REFUSED = "refused"  # the item was not taken
    LOST = "lost"  # the item was taken without this
    CHANGED = "changed"  # the item says this in another way than its source


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken, or not given, as it stands.

    ``code`` is a key of :mod:`assessment.wording`; ``place`` is where in the file, as people find
    it there (a line, a row, the name of a question or an element); ``number`` which question of
    the file, from 1, nought where it is of none.
    """

    code: str
    weight: Weight
    place: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    number: int = 0


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One question of a file; ``item`` is ``None`` when it was refused.

    ``source_id`` is what it is known by in the file, be it only its number there; ``identifier``
    what the file itself calls it, empty where it says nothing. ``folder`` is the path of categories
    it lies in, ``line`` the line or row where it begins, nought in formats that people do not read.
    """

    item: AssessmentItem | None
    source_id: str = ""
    folder: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    identifier: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read: its questions in order, what concerns none of them alone, and its media.

    ``media`` maps the path that texts of items name to the bytes of the file.
    """

    items: tuple[ReadItem, ...]
    problems: tuple[Problem, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as written and what it could not express.

    ``left_out`` are the places, from 0, of the items of which nothing is in it.
    """

    content: bytes
    problems: tuple[Problem, ...] = ()
    left_out: tuple[int, ...] = ()


def name_at(names: Sequence[str], place: int, part: str = "") -> str:
    """Return the identifier of the item at a place, or of one of its parts that stands alone.

    >>> name_at(["a"], 0), name_at(["a"], 0, "p2"), name_at([], 0)
    ('a', 'a.p2', '')
    """
    name = names[place] if place < len(names) else ""
    return f"{name}.{part}" if name and part else name


def source_name(path: str) -> str:
    """Return how people know a file of ``media``: formats whose files are named anew say both.

    >>> source_name("media/0123456789abcdef-речь.mp3"), source_name("images/a.png")
    ('речь.mp3', 'images/a.png')
    """
    return _NAMED_ANEW.sub("", path)


class FormatRefused(Exception):
    """A file that is not read at all. ``code`` and ``params`` as in :class:`Problem`."""

    def __init__(self, code: str, place: str = "", params: Mapping[str, str] | None = None) -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place
        self.params = dict(params or {})
