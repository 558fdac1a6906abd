"""What screens say of rules: which facts changed, which colour a level has."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning_objects.data import STOP, WARNING

FACTS: dict[str, str | Promise] = {
    "title": _("name"),
    "message": _("what is wrong"),
    "remedy": _("how to mend it"),
    "level": _("how grave"),
    "operator": _("what it looks at"),
    "params": _("parameters"),
    "kinds": _("kinds"),
    "grades": _("grades"),
    "enabled": _("on or off"),
    "institute": _("institute"),
}


def changed_words(names: Iterable[str]) -> str:
    """Return the changed facts in words."""
    return ", ".join(str(FACTS[name]) for name in names if name in FACTS)


def level_tone(level: str) -> str:
    """Return the tone of the badge of a level."""
    return {STOP: "danger", WARNING: "warning"}.get(level, "info")
