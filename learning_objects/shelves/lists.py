"""A shelf as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning_objects.models import Shelf
from learning_objects.presenting import absolute
from learning_objects.shelves.data import MISSING, NEWER, WITHDRAWN
from learning_objects.shelves.queries import items_of, views_of

# Spreadsheets on Russian machines take the semicolon, and UTF-8 only with this mark.
BOM = "\ufeff"
# What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shelf_csv(shelf: Shelf) -> str:
    """Return what stands on a shelf as CSV: title, kind, grade, version, note, state, address."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    heads = (
        _("Title"),
        _("Kind"),
        _("Subject"),
        _("Grade"),
        _("Version"),
        pgettext("shelf", "Note"),
        _("State"),
    )
    writer.writerow([*heads, _("Address")])
    states = {
        NEWER: _("there is a newer version"),
        WITHDRAWN: _("withdrawn from the library"),
        MISSING: _("not in this library"),
    }
    for item in views_of(items_of(shelf)):
        hit = item.hit or {}
        row = [
            item.title,
            item.kind_label,
            hit.get("subject_label", ""),
            hit.get("grade") or "",
            item.number,
            item.note,
            states.get(item.standing, ""),
            absolute(item.url),
        ]
        writer.writerow([_safe(cell) for cell in row])
    return BOM + stream.getvalue()


def _safe(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
