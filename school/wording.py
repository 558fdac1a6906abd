"""Refusals in words, once, for every entry point."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from school.actions.guardians import AlreadyGuardian, WrongRelation
from school.actions.memberships import (
    OutsideClass,
    Overlap,
    TooLate,
    WrongDates,
    WrongGroup,
    WrongRole,
)
from school.data import ROLE_LABELS
from school.reach import OutOfReach

REFUSALS = (
    AlreadyGuardian,
    OutOfReach,
    OutsideClass,
    Overlap,
    TooLate,
    ValidationError,
    WrongDates,
    WrongGroup,
    WrongRelation,
    WrongRole,
)


def words_for(error: Exception) -> str:
    """Return what a person is told about a refusal: what is wrong and what to do."""
    if isinstance(error, Overlap):
        return _overlap_words(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    words = {
        AlreadyGuardian: _("This person answers for the pupil already on these days."),
        OutOfReach: _(
            "The account is not of this school. Ask the administrator of the site to take the "
            "person in, or make a new account."
        ),
        OutsideClass: _(
            "A subgroup takes only pupils of its class. Take the person into the class first, "
            "for all these days."
        ),
        TooLate: _("This has been in force for some days. End it instead of removing it."),
        WrongDates: _("The last day lies before the first. Choose a later day."),
        WrongGroup: _("Choose another class of this school."),
        WrongRelation: _("Choose who the person is to the pupil; nobody answers for themselves."),
        WrongRole: _("This role needs a class, or has none. Choose the role and the class again."),
    }
    return words[type(error)]


def _overlap_words(error: Overlap) -> str:
    rival = error.membership
    where = rival.group.title if rival.group else str(rival.school)
    facts = {"role": ROLE_LABELS[rival.role], "where": where, "since": _short(rival.since)}
    if rival.until is None:
        return (
            _("Already %(role)s (%(where)s) since %(since)s. End that first, or choose other days.")
            % facts
        )
    return _("Already %(role)s (%(where)s) from %(since)s to %(until)s. Choose other days.") % {
        **facts,
        "until": _short(rival.until),
    }


def _short(value: object) -> str:
    return date_format(value, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]
