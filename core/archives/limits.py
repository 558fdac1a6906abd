"""How much an archive from a stranger may hold."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What a reader accepts; sizes in bytes. A caller who knows more passes other figures.

    ``ratio`` is the most bytes that may come out of one packed byte, looked at only above
    ``ratio_floor`` bytes (a page of spaces is no bomb). ``depth`` counts the parts of a path,
    ``name_bytes`` is for one part and ``path_bytes`` for the whole, both in UTF-8.
    """

    entries: int = 50_000
    total_bytes: int = 4 * GIB
    entry_bytes: int = GIB
    ratio: int = 200
    ratio_floor: int = MIB
    depth: int = 16
    name_bytes: int = 255
    path_bytes: int = 1_000


DEFAULT_LIMITS = ArchiveLimits()
