"""Typed values of ``journal``."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AT_LESSON = "at_lesson"
AT_HOME = "at_home"
PURPOSES = (AT_LESSON, AT_HOME)
PURPOSE_LABELS: dict[str, str | Promise] = {
    AT_LESSON: _("at the lesson"),
    AT_HOME: _("at home"),
}
# Written by ``learning_objects`` with every use, so that it can say where a material is used.
USAGE_CODE = "lesson"
