"""Errors of ``learning_objects`` that other packages may catch."""

from learning_objects.actions.author_reports import InvalidPeriod
from learning_objects.actions.drafts import InvalidDraft
from learning_objects.actions.forking import LicenceForbids
from learning_objects.actions.ratings import AlreadyAnswered, InvalidRating
from learning_objects.actions.removal import StillNeeded
from learning_objects.actions.review import NothingToReview

__all__ = [
    "AlreadyAnswered",
    "InvalidDraft",
    "InvalidPeriod",
    "InvalidRating",
    "LicenceForbids",
    "NothingToReview",
    "StillNeeded",
]
