"""Errors of ``learning_objects`` that other packages may catch."""

from learning_objects.actions.author_reports import InvalidPeriod
from learning_objects.actions.drafts import InvalidDraft
from learning_objects.actions.forking import LicenceForbids
from learning_objects.actions.offers import AlreadyOffered, CannotBeAsked, TooManyOffers
from learning_objects.actions.publishers import NameTaken, NoContract
from learning_objects.actions.ratings import AlreadyAnswered, InvalidRating, ReviewGone
from learning_objects.actions.removal import StillNeeded
from learning_objects.actions.review import NothingToReview
from learning_objects.actions.suggesting import NoSuchPlace, NothingProposed, TooManyOpen
from learning_objects.pieces import PlaceChanged

__all__ = [
    "AlreadyAnswered",
    "AlreadyOffered",
    "CannotBeAsked",
    "InvalidDraft",
    "InvalidPeriod",
    "InvalidRating",
    "LicenceForbids",
    "NameTaken",
    "NoContract",
    "NoSuchPlace",
    "NothingProposed",
    "NothingToReview",
    "PlaceChanged",
    "ReviewGone",
    "StillNeeded",
    "TooManyOffers",
    "TooManyOpen",
]
