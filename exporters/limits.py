"""How much a package may hold."""

from __future__ import annotations

from django.conf import settings

from core.data import ArchiveLimits

MIB = 1024 * 1024
# A file of JSON about one object, with all its versions.
MOST_OBJECT = 64 * MIB
MOST_NODES = 128 * MIB
MOST_MANIFEST = MIB
# Framework nodes inside one another; a programme has seven kinds of them.
MOST_LEVELS = 12
# More objects than any region has; the names of so many files still fit into memory.
MOST_FILES = 2_000_000


def package_limits() -> ArchiveLimits:
    """Return the limits of the archive: the region's own, not those for small archives."""
    return ArchiveLimits(entries=MOST_FILES, total_bytes=4 * settings.PACKAGE_MAX_BYTES)


def most_tag_bytes() -> int:
    """Return how large the list of the package's files may be: about 150 bytes a file."""
    return MOST_FILES * 150
