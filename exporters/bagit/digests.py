"""Checksums of a file, several in one pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from core.data import Source

STRONG = ("sha512", "sha384", "sha256")  # best first
WEAK = ("sha224", "sha1", "md5")  # against accidents only
KNOWN = STRONG + WEAK


class Digester:
    """The checksums of the bytes that pass by."""

    def __init__(self, algorithms: Iterable[str]) -> None:
        self._hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
        self.size = 0

    def update(self, block: bytes) -> None:
        """Take the next bytes."""
        self.size += len(block)
        for item in self._hashes.values():
            item.update(block)

    def digests(self) -> dict[str, str]:
        """Return algorithm → lower-case hexadecimal digest."""
        return {name: item.hexdigest() for name, item in self._hashes.items()}


class DigestingStream:
    """A stream that keeps the checksums of what was read from it; going back begins anew."""

    def __init__(self, stream: Source, algorithms: Iterable[str]) -> None:
        self._stream = stream
        self._algorithms = tuple(algorithms)
        self._origin = stream.tell() if stream.seekable() else 0
        self.digester = Digester(self._algorithms)

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes."""
        block = self._stream.read(size)
        self.digester.update(block)
        return block

    def seekable(self) -> bool:
        """Say whether one can go back to the start."""
        return self._stream.seekable()

    def tell(self) -> int:
        """Return the position."""
        return self._stream.tell()

    def seek(self, offset: int, /) -> int:
        """Go back to where reading began; no other place would give true checksums."""
        if offset != self._origin:
            raise ValueError("only the start can be gone back to")
        self.digester = Digester(self._algorithms)
        return self._stream.seek(offset)
