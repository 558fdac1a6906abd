"""Refusals of commissioning in words, once, for every entry point."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.errors import TransitionRefused
from moderation.commissions.actions.access import NoPlace, NoReason
from moderation.commissions.actions.calling import CallIsOut, CannotShrink, WrongBrief
from moderation.commissions.actions.taking import AlreadyTaking, NotOpen, PlanMissing
from moderation.commissions.actions.working import WrongObject

# What an entry point catches and shows; rights are answered before, with 403 or 404.
REFUSALS = (
    AlreadyTaking,
    CallIsOut,
    CannotShrink,
    NoPlace,
    NotOpen,
    PlanMissing,
    NoReason,
    TransitionRefused,
    WrongBrief,
    WrongObject,
)


def words_for(error: Exception) -> str:
    """Return what a person is told about a refusal: what is wrong and what to do."""
    if isinstance(error, TransitionRefused):
        return _transition_words(error)
    if isinstance(error, WrongBrief):
        return _brief_words(error.place)
    if isinstance(error, CannotShrink):
        return _shrink_words(error.place)
    if isinstance(error, WrongObject):
        return _object_words(error.code)
    words = {
        AlreadyTaking: _("You take part in this call already."),
        CallIsOut: _(
            "Authors have seen this call. Its deadline and its places may grow; for other words"
            " cancel it and write a new one."
        ),
        NoPlace: _("Somebody was faster: all places are taken. Look at the other calls."),
        NotOpen: _("This call takes no applications now. Look at the other calls."),
        PlanMissing: _("Write in a few sentences how you would do it."),
        NoReason: _("Write why: the author will read it."),
    }
    return words[type(error)]


def _transition_words(error: TransitionRefused) -> str:
    if error.code == "guard":
        return error.reason
    if error.code == "permission":
        return _("You have no right to do this.")
    return _("The state has changed in the meantime. Look at the page again.")


def _brief_words(place: str) -> str:
    words = {
        "node_uuid": _("Choose a topic or a section of the published framework."),
        "kind": _("Choose what is to be written."),
        "places": _("A call has from 1 to 50 places."),
        "title": _("Give the call a title."),
        "wanted": _("Write what is wanted."),
    }
    return words[place]


def _shrink_words(place: str) -> str:
    words = {
        "deadline": _("Authors count on the deadline: it can only be moved to a later day."),
        "places": _("Authors count on the places: there can only be more of them, up to 50."),
    }
    return words[place]


def _object_words(code: str) -> str:
    words = {
        "begun": _("Your part in this call has a material already."),
        "foreign": _("Choose a material of your own."),
        "kind": _("The call asks for another kind of material."),
        "state": _("Choose a draft: what is in review or published cannot answer a call."),
        "taken": _("This material answers another call."),
    }
    return words[code]
