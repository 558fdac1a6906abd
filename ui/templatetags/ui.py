"""Template tags of the design system; ``ui/README.md`` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages import constants
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.api import now
from ui import dates, hues, icons, rich_text, tex, vendor

register = template.Library()

TONE_ICONS = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "stop": "octagon-alert",
}
MESSAGE_TONES = {
    constants.DEFAULT_TAGS[constants.SUCCESS]: "success",
    constants.DEFAULT_TAGS[constants.WARNING]: "warning",
    constants.DEFAULT_TAGS[constants.ERROR]: "stop",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw a Lucide icon; with ``label`` it speaks for itself, else it is decoration."""
    return icons.render_icon(name, label)


@register.simple_tag(name="tex")
def tex_tag(source: str, display: bool = False) -> SafeString:
    """Show a formula: ``{% tex "x^2" %}``, on a line of its own with ``display=True``."""
    return tex.render_tex(source, display=display)


@register.filter
def render_rich(html: str) -> SafeString:
    """Show rich text: sanitised, with the formulas in it."""
    return rich_text.render_rich(html)


@register.filter
def when(value: date | datetime | None) -> str:
    """Write a date or a moment the way people do; empty for ``None``."""
    return dates.format_when(value, now=now()) if value else ""


@register.filter
def before_stop(text: str) -> str:
    """Leave the full stop of an abbreviation at the end to the sentence: «… 2026 г» + «.»."""
    return dates.before_stop(text)


@register.filter
def days_to(first: date, last: date) -> str:
    """Write the days from ``first`` to ``last``: «23–29 ноября 2026 г.»."""
    return dates.format_days(first, last)


@register.simple_tag
def moment(value: date | datetime | None) -> SafeString | str:
    """Write :func:`when` as a ``<time>`` with the exact moment in it and as a hint."""
    if not value:
        return ""
    exact = (
        timezone.localtime(value)
        if isinstance(value, datetime) and timezone.is_aware(value)
        else value
    )
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        exact.isoformat(),
        dates.format_full(value),
        dates.format_when(value, now=now()),
    )


@register.filter
def minutes(value: int | str | None) -> str:
    """Write a number of minutes: «45 мин», «1 ч 30 мин»; empty for nothing."""
    return dates.format_minutes(int(value)) if value not in (None, "") else ""


@register.filter
def hue(key: object) -> int:
    """Give the colour cue 0..11 of a subject for ``data-hue``."""
    return hues.subject_hue(str(key))


@register.simple_tag
def vendored(name: str) -> str:
    """Give the address of a file copied from npm, or "" when it was not copied."""
    path = vendor.vendored_path(name)
    return static(path) if path else ""


@register.simple_tag
def asset(path: str) -> str:
    """Give the address of a static file, or "" when static files were not collected.

    For the page that tells of an error: it must not fail for want of a style sheet.
    """
    try:
        return static(path)
    except ValueError:  # the manifest has no such file, or there is no manifest
        return ""


@register.simple_tag(takes_context=True)
def querystring_with(context: template.Context, **changes: Any) -> str:
    """Give the query string of this page with some parameters set, or removed by ``None``.

    The parameter ``page`` is dropped unless set: another filter starts from the first page.
    """
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else _empty_query()
    query.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        elif isinstance(value, (list, tuple)):
            query.setlist(name, [str(item) for item in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, param: str, number: int) -> str:
    """Give the query string of this page for another number of a list."""
    return querystring_with(context, **{param: number})


@register.filter
def page_window(page: Page[Any]) -> Iterator[int | None]:
    """Give the page numbers worth showing; ``None`` stands for a gap."""
    wanted = {1, page.paginator.num_pages, page.number - 1, page.number, page.number + 1}
    previous = 0
    for number in sorted(n for n in wanted if 1 <= n <= page.paginator.num_pages):
        if number == previous + 2:
            yield number - 1
        elif number > previous + 2:
            yield None
        yield number
        previous = number


@register.filter
def message_tone(level_tag: str) -> str:
    """Give the tone of a notice for a level of Django's messages."""
    return MESSAGE_TONES.get(level_tag, "info")


@register.filter
def tone_icon(tone: str) -> str:
    """Give the icon of a notice's tone."""
    return TONE_ICONS.get(tone, "info")


@register.filter
def widget_kind(field: BoundField) -> str:
    """Tell how a field is laid out: ``check`` (one box), ``group`` (choices) or ``line``."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    return "group" if isinstance(widget, RadioSelect) or widget.use_fieldset else "line"


def _empty_query() -> Any:
    return HttpRequest().GET.copy()
