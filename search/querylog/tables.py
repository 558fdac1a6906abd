"""Reports as tables: the rows of a page, and of a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.api import defuse
from search.models import Wish
from search.params import read_request
from search.wording import filters_in_words, subject_in_words

MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its numbers: how often asked, found nothing, opened, at which place."""

    text: str
    filters: str
    searches: int
    empty: int
    corrected: int
    clicks: int
    place: str
    last: date
    try_url: str
    call_url: str


def question_lines(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """Return the rows of a report in words."""
    found = list(rows)
    words = filters_in_words(read_request(QueryDict(row["filters"])) for row in found)
    return [_line(row, filters) for row, filters in zip(found, words, strict=True)]


def _line(row: Mapping[str, Any], filters: str) -> Line:
    query = "&".join(part for part in (urlencode({"q": row["text"]}), row["filters"]) if part)
    return Line(
        text=row["text"],
        filters=filters,
        searches=row["searches_sum"],
        empty=row["empty_sum"],
        corrected=row["corrected_sum"],
        clicks=row["clicks_sum"],
        place=_mean(row["places_sum"], row["clicks_sum"]),
        last=row["last_day"],
        try_url=f"{reverse('search:results')}?{query}",
        call_url=f"{reverse('search:call')}?{query}",
    )


def _mean(places: int, clicks: int) -> str:
    if not clicks:
        return ""
    mean = (Decimal(places) / clicks).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return number_format(mean)


def questions_file(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a report as CSV."""
    head = [
        _("Question"), _("Filters"), _("Asked"), _("Found nothing"), _("Mended a typo"),
        _("Opened"), _("Place of what was opened"), _("Last asked"),
    ]  # fmt: skip
    lines = [
        [
            line.text, line.filters, line.searches, line.empty, line.corrected, line.clicks,
            line.place, date_format(line.last, "SHORT_DATE_FORMAT"),
        ]
        for line in question_lines(rows)
    ]  # fmt: skip
    return _write([head, *lines])


def wishes_file(rows: Iterable[Wish]) -> bytes:
    """Return wishes as CSV."""
    head = [
        _("What is asked for"),
        _("Subject"),
        _("Grade"),
        pgettext("who ask", "People"),
        _("Since"),
    ]
    lines = [
        [
            wish.text, subject_in_words(wish.subject_uuid), wish.grade or "",
            getattr(wish, "askers", ""), date_format(wish.created_at, "SHORT_DATE_FORMAT"),
        ]
        for wish in rows
    ]  # fmt: skip
    return _write([head, *lines])


def _write(rows: Iterable[Iterable[Any]]) -> bytes:
    """Return rows as CSV in UTF-8 with the mark that spreadsheets ask for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in rows:
        writer.writerow([defuse(str(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")
