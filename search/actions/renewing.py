"""The index built anew beside the writer's work, after the framework has changed.

A library of a million objects takes minutes to build; what is published meanwhile must be found at
once all the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from django.db import connection


class Renewal:
    """One rebuild at a time, in a thread of its own that ends with the process."""

    def __init__(self, rebuild: Callable[[], object]) -> None:
        self._rebuild = rebuild
        self._thread: threading.Thread | None = None
        self._items: list[int] = []
        self._failure: Exception | None = None

    def begins(self, items: Sequence[int]) -> bool:
        """Say whether ``items`` hold some that no rebuild was begun for."""
        return not set(items) <= set(self._items)

    def done_for(self, items: Sequence[int]) -> list[int]:
        """Return the items whose rebuild has ended; begin one when none runs.

        Items that come while one runs wait for the next: it may have read the framework as it was
        before. Raises what the rebuild raised, and begins anew the next time.
        """
        if self._thread is None:
            self._items = list(items)
            self._thread = threading.Thread(target=self._run, name="search-renewal", daemon=True)
            self._thread.start()
            return []
        if self._thread.is_alive():
            return []
        self._thread = None
        failure, self._failure = self._failure, None
        done, self._items = self._items, []
        if failure is not None:
            raise failure
        return done

    def _run(self) -> None:
        try:
            self._rebuild()
        except Exception as error:  # raised again in the writer's thread, which knows what to do
            self._failure = error
        finally:
            connection.close()
