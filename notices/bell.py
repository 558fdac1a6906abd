"""The bell in the header of every page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.api import User
from notices.data import MOST_COUNTED, Bell
from notices.queries import unread_count


def read_bell(user: User) -> Bell:
    """Return what the bell shows to ``user``; one query."""
    number = unread_count(user)
    if not number:
        label = _("Notices")
    else:
        words = ngettext("Notices: %(number)s new one", "Notices: %(number)s new ones", number)
        label = words % {"number": show_count(number)}
    return Bell(reverse("notices:list"), label, show_count(number))


def show_count(number: int) -> str:
    """Return a number for the bell: nothing for none, «99+» for many."""
    if number > MOST_COUNTED:
        return f"{MOST_COUNTED}+"
    return str(number) if number else ""
