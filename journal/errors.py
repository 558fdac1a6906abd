"""Errors of ``journal`` that other packages may catch."""

from journal.actions.entries import EntryChanged, WrongTopic
from journal.actions.materials import NotInLibrary, TooManyMaterials, UnknownPurpose
from journal.actions.opening import LessonCancelled, TooLong

__all__ = [
    "EntryChanged",
    "LessonCancelled",
    "NotInLibrary",
    "TooLong",
    "TooManyMaterials",
    "UnknownPurpose",
    "WrongTopic",
]
