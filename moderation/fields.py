"""Form fields that several forms of the package share."""

from __future__ import annotations

from typing import Any

from django import forms


class LongText(forms.CharField):
    """Several lines, counted as a browser counts them: the end of a line is one character."""

    def to_python(self, value: Any) -> str:
        """Return the text with the ends of its lines as the browser shows them."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n")
