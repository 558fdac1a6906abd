"""Named registries: lower packages own one, upper packages fill it at start-up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_ALL: list[Registry[object]] = []


class DuplicateRegistration(ValueError):
    """The same code was registered twice in one registry."""


class UnknownRegistration(KeyError):
    """A code was asked for that nobody registered."""


class Registry(Generic[T]):
    """An ordered map from a stored code to what a package registered under it.

    Codes are stored in the database, dotted paths never are. ``required`` lists the codes
    that must be present once all applications are ready; ``core.checks`` verifies it.
    """

    def __init__(self, name: str, *, required: tuple[str, ...] = ()) -> None:
        self.name = name
        self.required = required
        self._entries: dict[str, T] = {}
        _ALL.append(self)  # type: ignore[arg-type]

    def register(self, code: str, entry: T) -> T:
        """Add ``entry`` under ``code``; raise :class:`DuplicateRegistration` when taken."""
        if code in self._entries:
            raise DuplicateRegistration(f"{self.name}: {code!r} is registered twice")
        self._entries[code] = entry
        return entry

    def get(self, code: str) -> T:
        """Return the entry of ``code``; raise :class:`UnknownRegistration` when absent."""
        try:
            return self._entries[code]
        except KeyError as error:
            raise UnknownRegistration(f"{self.name}: {code!r} is not registered") from error

    def find(self, code: str) -> T | None:
        """Return the entry of ``code`` or ``None``."""
        return self._entries.get(code)

    def codes(self) -> tuple[str, ...]:
        """Return all codes in order of registration."""
        return tuple(self._entries)

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(tuple(self._entries.items()))

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def __len__(self) -> int:
        return len(self._entries)


def all_registries() -> tuple[Registry[object], ...]:
    """Return every registry made so far; start-up checks walk them."""
    return tuple(_ALL)
