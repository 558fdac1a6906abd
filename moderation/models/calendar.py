"""Days that differ from the week: holidays, and Saturdays on which people work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpecialDay(models.Model):
    """A working day without work, or a day of the weekend with it.

    Days without a row are working from Monday to Friday.
    """

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("people work"), default=False)
    title = models.CharField(_("title"), max_length=120, blank=True, default="")

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.title}"
