"""Errors of ``search`` that others may catch."""

from __future__ import annotations


class SearchError(Exception):
    """Something about the index that a person can mend."""


class IndexUnavailableError(SearchError):
    """There is no index that can be read: it is being made, or its files are damaged."""


class WriterRunningError(SearchError):
    """Another process already holds the writer's (or the rebuild's) lock."""
