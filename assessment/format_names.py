"""What formats of files are called, and what may be said of an item on its way."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FORMAT_NAMES: dict[str, str | Promise] = {
    "qti": "QTI 3.0",
    "qti22": "QTI 2.2",
    "moodle": "Moodle XML",
    "gift": "GIFT",
    "aiken": "Aiken",
    "csv": "CSV",
    "xlsx": "XLSX",
    "text": _("numbered text with marked answers"),
}
WEIGHTS: dict[str, str | Promise] = {
    "refused": _("not taken"),
    "lost": _("taken without this"),
    "changed": _("said in another way"),
}
WRITTEN_WEIGHTS: dict[str, str | Promise] = {
    "refused": _("not written"),
    "lost": _("written without this"),
    "changed": _("said in another way"),
}
REASONS: dict[str, str | Promise] = {
    "key_too_long": _("Its key is longer than 120 signs."),
    "key_twice": _("Its key stands twice in the file."),
    "key_taken": _("You have an item with this key already."),
    "too_many": _("A file may bring 5,000 items at most."),
    "out_of_range": _("Grades go from 1 to 11, difficulty from 1 to 5."),
    "template_refused": _("No item can be made of its template."),
    "no_such_topic": _("Its topic is in no framework of the library."),
}


def format_choices() -> list[tuple[str, str | Promise]]:
    """Return the formats to choose from; empty is what the content shows."""
    found = pgettext_lazy("format of a file", "as the content shows")
    names = [(name, label) for name, label in FORMAT_NAMES.items() if name != "qti22"]
    return [("", found), *names]
