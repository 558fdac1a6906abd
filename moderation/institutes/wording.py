"""Refusals of the management of institutes and of referrals in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import TransitionRefused
from moderation.actions.rubrics import BadRubric
from moderation.institutes.actions import (
    BelongsElsewhere,
    CentralStaysOpen,
    NotAnExpert,
    StillHolds,
    TitleMissing,
)
from moderation.referrals.actions import AlreadyReferred, NoteMissing
from moderation.wording import words_for as words_of_reviews

REFUSALS = (
    AlreadyReferred,
    BadRubric,
    BelongsElsewhere,
    CentralStaysOpen,
    NotAnExpert,
    NoteMissing,
    StillHolds,
    TitleMissing,
    TransitionRefused,
)


def words_for(error: Exception) -> str:
    """Return what a person is told about a refusal: what is wrong and what to do."""
    if isinstance(error, TransitionRefused):
        return words_of_reviews(error)
    if isinstance(error, BadRubric):
        return _("The rubric cannot be used: look at criterion %(which)s.") % {"which": error}
    words = {
        AlreadyReferred: _("It is being sent up already."),
        BelongsElsewhere: _(
            "The author belongs to another institute. Ask its chief to let the author go first."
        ),
        CentralStaysOpen: _("The central institute takes what nobody else does; it stays open."),
        NotAnExpert: _(
            "This person is no expert yet. An administrator gives the role under “People” first."
        ),
        NoteMissing: _("Write what the central institute is asked."),
        StillHolds: _("The expert has works in hand. Let them be given back first."),
        TitleMissing: _("Give the institute a title."),
    }
    return words[type(error)]
