"""Tags of the public pages: content, plain text with formulas, hours, grades, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning_objects import render
from learning_objects.catalogue import variant_label
from learning_objects.licences import licence_name as name_of_licence
from ui.api import format_day, render_text

register = template.Library()


@register.filter
def plain(text: str) -> SafeString:
    """Show plain text: escaped, with the formulas in it, line by line."""
    lines = [render_text(line) for line in str(text).splitlines()]
    return mark_safe("<br>".join(lines))  # noqa: S308  # nosec B308 B703  # escaped line by line


@register.simple_tag
def render_content(content: dict[str, Any], kind: str, mode: str) -> SafeString:
    """Show content in one of the modes of :func:`learning_objects.render.render_content`."""
    return render.render_content(content, kind=kind, mode=mode)


@register.filter
def day(value: datetime | None) -> str:
    """Write the day of a moment: «3 сентября 2026 г.»; never relative, so the page may be kept."""
    return format_day(localtime(value).date()) if value else ""


@register.filter
def licence_name(spdx: str) -> str:
    """Write a licence shortly: «CC BY 4.0»."""
    return name_of_licence(spdx)


@register.filter
def iso_day(value: str) -> str:
    """Write a day that JSON holds as «2026-09-03»: «3 сентября 2026 г.»."""
    return format_day(date.fromisoformat(value))


@register.filter
def hours(value: int | None) -> str:
    """Write academic hours: «2 ч»; empty when the programme gives none."""
    return _("%(number)d h") % {"number": value} if value else ""


@register.filter
def programme(variant: str) -> str:
    """Write a programme's level: «Базовый уровень»."""
    return variant_label(variant)


@register.filter
def grade_range(numbers: Sequence[int]) -> str:
    """Write grades shortly: «5–9 классы», «4 класс», «5, 7 классы»."""
    if not numbers:
        return ""
    whole = len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[-1] + 1))
    text = f"{numbers[0]}–{numbers[-1]}" if whole else ", ".join(map(str, numbers))
    return ngettext("grade %(numbers)s", "grades %(numbers)s", len(numbers)) % {"numbers": text}
