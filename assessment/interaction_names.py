"""What the kinds of interactions are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

INTERACTION_NAMES: dict[str, str | Promise] = {
    "single_choice": _("one of several"),
    "true_false": _("true or false"),
    "multiple_choice": _("several of several"),
    "short_answer": _("short answer"),
    "digit_sequence": _("sequence of digits"),
    "number": pgettext_lazy("interaction", "number"),
    "quantity": _("number with a unit"),
    "formula": _("formula"),
    "text_gaps": _("gaps to write in"),
    "dropdown_gaps": _("gaps with lists"),
    "drag_words": _("words into gaps"),
    "matching": _("matching"),
    "table_matching": _("marks in a table"),
    "ordering": _("ordering"),
    "grouping": _("grouping"),
    "hotspot": _("places of a picture"),
    "drag_on_image": _("labels on a picture"),
    "hot_text": _("words of a text"),
    "number_line": _("number line"),
    "table_input": _("table to fill"),
    "graph_plot": _("graph"),
    "essay": _("essay"),
    "file": _("file"),
    "audio": _("audio recording"),
    "drawing": _("drawing"),
    "qti": _("item kept as QTI"),
}


def names_of(column: str) -> list[str]:
    """Return the names of the types of a column ``interactions``."""
    return [str(INTERACTION_NAMES.get(code, code)) for code in column.split()]
