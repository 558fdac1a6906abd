"""Selections in words: what stands in the way, with the way out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from learning_objects.selections import limits
from learning_objects.selections.errors import AlreadyThere, SelectionChanged, SelectionFull
from learning_objects.shelves.errors import NotInLibrary

REFUSALS = (AlreadyThere, SelectionChanged, SelectionFull, NotInLibrary)


def words_for(error: Exception) -> str:
    """Return what a refusal says to a person."""
    if isinstance(error, SelectionChanged):
        return _(
            "The selection has been changed meanwhile in another window or by somebody else. Look "
            "at it as it is now and repeat what you did."
        )
    if isinstance(error, AlreadyThere):
        return _("This material stands in the section already.")
    if isinstance(error, NotInLibrary):
        return _("There is no such published material. Paste the address of its page.")
    most = {
        "nodes": _("A selection stands at no more than %(number)d topics.")
        % {"number": limits.MOST_NODES},
        "sections": _("A selection has no more than %(number)d sections; make one more selection.")
        % {"number": limits.MOST_SECTIONS},
        "entries": _("A section has no more than %(number)d materials; begin another section.")
        % {"number": limits.MOST_ENTRIES},
    }
    return most[error.what] if isinstance(error, SelectionFull) else str(error)
