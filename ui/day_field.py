"""A form's field for a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar; one with a day and a week on either side."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        limits = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2100, 12, 31))]
        super().__init__(widget=widget, validators=limits, **kwargs)
