"""The pages on the library and the curriculum stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.api import may
from learning_objects.realignment.states import REALIGN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User

Tab = tuple[str, str, bool, int | None]
SEE_COVERAGE = "learning_objects.see_coverage"


def coverage_tabs(user: User | AnonymousUser, here: str) -> list[Tab]:
    """Return the tabs that ``user`` may open; ``here`` is the name of the page's address."""
    pages = [
        ("coverage", _("Coverage map"), SEE_COVERAGE),
        ("realignments", _("New editions"), REALIGN),
    ]
    return [
        (label, reverse(f"learning_objects:{name}"), name == here, None)
        for name, label, rule in pages
        if may(user, rule)
    ]
