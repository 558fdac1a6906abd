"""Errors of ``search`` that others may catch."""

from __future__ import annotations

from uuid import UUID


class SearchError(Exception):
    """Something about the index that a person can mend."""


class IndexUnavailableError(SearchError):
    """There is no index that can be read: it is being made, or its files are damaged."""


class WriterRunningError(SearchError):
    """Another process already holds the writer's (or the rebuild's) lock."""


class EngineAwayError(IndexUnavailableError):
    """The cluster that keeps the index does not answer; it may again in a moment."""


class IndexMissingError(IndexUnavailableError):
    """There is no index that this version of the code reads, or its files are damaged."""


class PlanTooLongError(Exception):
    """A plan of more lessons than a year can have; ``most`` is the limit."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class TooBroadError(Exception):
    """A search that everything matches is not worth a notice, and is not saved."""


class TooManySavedError(Exception):
    """The person has as many saved searches as one may have; ``most`` is the limit."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class SavedAlreadyError(Exception):
    """The person has saved this very search; ``uuid`` is the saved one."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__(str(uuid))
        self.uuid = uuid


class PersonalWishError(Exception):
    """A wish that names a person is not shown to authors."""
