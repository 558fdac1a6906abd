"""Words for the codes of formula."""

from __future__ import annotations

from django.utils.translation import gettext_noop

FORMULA: dict[str, str] = {
    "formula.too_long": gettext_noop("The formula is too long."),
    "formula.same": gettext_noop("The formula is written like the key."),
    "formula.undecided": gettext_noop("A teacher decides whether the formula equals the key."),
}
