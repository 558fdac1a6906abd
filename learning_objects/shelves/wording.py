"""Shelves in words: what the first one is called, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning_objects.models import Shelf
from learning_objects.shelves import errors, limits


def title_of(shelf: Shelf) -> str:
    """Return the title; the first shelf has one without being named."""
    return shelf.title or _("My shelf")


REFUSALS = (
    errors.TooManyShelves,
    errors.ShelfFull,
    errors.NotInLibrary,
    errors.ShelfChanged,
    errors.NoteChanged,
    errors.CannotShare,
    errors.TooManyReaders,
)


def words_for(error: Exception) -> str:
    """Return what a refusal says to a person, with the way out."""
    if isinstance(error, errors.ShelfFull):
        return _full(error.left)
    if isinstance(error, errors.TooManyShelves):
        return _(
            "You have %(number)d shelves, as many as one person may have. Delete one that you no "
            "longer need, or put the materials on another."
        ) % {"number": limits.MOST_SHELVES}
    if isinstance(error, errors.NoteChanged):
        return _(
            "Somebody has changed the note meanwhile to: “%(note)s”. Yours is in the field; save "
            "it again to put it in its place."
        ) % {"note": error.note}
    return _PLAIN[type(error)]()


def _full(left: int) -> str:
    if not left:
        return _(
            "The shelf is full: it holds %(number)d materials. Remove some, or make one more shelf."
        ) % {"number": limits.MOST_ITEMS}
    words = ngettext(
        "There is room for %(number)d more material on that shelf. Mark fewer, or make one more "
        "shelf.",
        "There is room for %(number)d more materials on that shelf. Mark fewer, or make one more "
        "shelf.",
        left,
    )
    return words % {"number": left}


_PLAIN: dict[type[Exception], Callable[[], str]] = {
    errors.NotInLibrary: lambda: _("This material is not in the library, so it cannot be kept."),
    errors.ShelfChanged: lambda: _(
        "Somebody has changed the shelf meanwhile. What you typed is still here: compare, then "
        "save again."
    ),
    errors.CannotShare: lambda: _("The shelf cannot be shared with this person."),
    errors.TooManyReaders: lambda: (
        _(
            "The shelf is shared with %(number)d people, as many as it may be. A link opens it to "
            "everybody who has it."
        )
        % {"number": limits.MOST_READERS}
    ),
}
