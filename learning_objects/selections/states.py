"""The states of a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from core.data import Machine, Transition
from learning_objects.data import DRAFT, PUBLISHED, WITHDRAWN

if TYPE_CHECKING:
    from learning_objects.models import Selection

MAKE = "learning_objects.make_selection"
EDIT = "learning_objects.edit_selection"


def is_unfit(selection: Selection) -> str | None:
    """Refuse to publish what says nothing, or recommends nothing."""
    from learning_objects.models import SelectionEntry

    if not selection.about.strip():
        return gettext("Say in the description for whom the selection is and what it is good for.")
    if not SelectionEntry.objects.filter(section__selection=selection).exists():
        return gettext("Put at least one material into it.")
    return None


MACHINE = Machine(
    "selection",
    states=(DRAFT, PUBLISHED, WITHDRAWN),
    initial=DRAFT,
    transitions=[
        Transition("publish", (DRAFT, WITHDRAWN), PUBLISHED, EDIT, is_unfit),
        Transition("withdraw", (PUBLISHED,), WITHDRAWN, EDIT),
    ],
)
