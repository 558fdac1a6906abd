"""Refusals in words, once, for every entry point."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import TransitionRefused
from learning_objects.errors import NothingToReview
from moderation.errors import (
    AlreadyClaimed,
    AtCapacity,
    CannotReview,
    ChecksFailed,
    DaysInDisorder,
    EmptyReason,
    EmptyTemplate,
    EmptyText,
    FaultyApproval,
    IsAway,
    LetterMissing,
    NoRecording,
    NotAControl,
    NotClaimed,
    NotPublic,
    NotTheLatest,
    ReasonMissing,
    ReviewClosed,
    RoundChanged,
    RubricIncomplete,
    TooManyTexts,
    UnknownPlace,
)

# What an entry point catches and shows; rights are answered before, with 403 or 404.
REFUSALS = (
    AlreadyClaimed,
    AtCapacity,
    CannotReview,
    ChecksFailed,
    DaysInDisorder,
    EmptyReason,
    EmptyTemplate,
    EmptyText,
    IsAway,
    FaultyApproval,
    LetterMissing,
    NoRecording,
    NotAControl,
    NotClaimed,
    NotPublic,
    NotTheLatest,
    NothingToReview,
    ReasonMissing,
    ReviewClosed,
    RoundChanged,
    RubricIncomplete,
    TooManyTexts,
    TransitionRefused,
    UnknownPlace,
)


def words_for(error: Exception) -> str:
    """Return what a person is told about a refusal: what is wrong and what to do."""
    if isinstance(error, TransitionRefused):
        return _transition_words(error)
    words = {
        AlreadyClaimed: _("Another expert was faster. Choose the next submission."),
        AtCapacity: _(
            "You hold as many works as you may at once. Finish one or give one back first."
        ),
        CannotReview: _(
            "This expert may not review it: another subject, an interest, or a vote already given."
        ),
        DaysInDisorder: _("The last day lies before the first one or in the past. Mend the days."),
        EmptyReason: _("Choose another person than the expert, and say why."),
        IsAway: _("The expert is away on these days and is given nothing."),
        ChecksFailed: _("The checks found faults that stop the submission. Mend them first."),
        EmptyTemplate: _("Write at least one word."),
        EmptyText: _("Write at least one word."),
        LetterMissing: _("Write a letter to the author: what to change and why."),
        FaultyApproval: _(
            "A criterion of the rubric does not hold: return the object, or change the answer."
        ),
        NotAControl: _(
            "The control item does not hold together, or its revision is gone. Choose another one."
        ),
        NoRecording: _("The place links to no such recording. Choose another one."),
        NotClaimed: _("Claim the submission first."),
        NotPublic: _("The object is not in the library any more."),
        NotTheLatest: _("The object has been sent again since; the new review decides."),
        ReasonMissing: _("Mark in the rubric what does not hold: that is the reason."),
        RubricIncomplete: _("Answer every question of the rubric first."),
        NothingToReview: _("Nothing has changed since the published version."),
        ReviewClosed: _("The review is over; remarks are not discussed any more."),
        RoundChanged: _(
            "The author has sent another draft since you opened the page. Read it, then decide."
        ),
        TooManyTexts: _("The list of ready remarks is full. Remove one that is not used."),
        UnknownPlace: _("The reviewed draft has no such place. Choose another one."),
    }
    return words[type(error)]


def _transition_words(error: TransitionRefused) -> str:
    if error.code == "guard":
        return error.reason
    if error.code == "permission":
        return _("You have no right to do this.")
    return _("The state has changed in the meantime. Look at the page again.")
