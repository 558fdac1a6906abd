"""Refusals in words, once, for every entry point."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.data import MOST_MATERIALS
from journal.errors import (
    EntryChanged,
    LessonCancelled,
    NotInLibrary,
    TooLong,
    TooManyMaterials,
    UnknownPurpose,
    WrongTopic,
)

REFUSALS = (
    EntryChanged,
    LessonCancelled,
    NotInLibrary,
    TooLong,
    TooManyMaterials,
    UnknownPurpose,
    WrongTopic,
)


def words_for(error: Exception) -> str:
    """Return what a person is told about a refusal: what is wrong and what to do."""
    if isinstance(error, TooLong):
        return ngettext(
            "The text is longer than %(limit)d character. Shorten it and save again.",
            "The text is longer than %(limit)d characters. Shorten it and save again.",
            error.limit,
        ) % {"limit": error.limit}
    words = {
        EntryChanged: _("Somebody wrote here while you were writing. Compare, then save again."),
        LessonCancelled: _(
            "The lesson is cancelled: nothing is written for it. If it takes place after all, "
            "restore it in the timetable."
        ),
        NotInLibrary: _("The library no longer offers this material. Choose another one."),
        TooManyMaterials: _("A lesson holds %(most)d materials at most. Remove one first.")
        % {"most": MOST_MATERIALS},
        UnknownPurpose: _("Say what the material is for: the lesson or home."),
        WrongTopic: _("This topic belongs to another subject. Choose one of the lesson's subject."),
    }
    return words[type(error)]
