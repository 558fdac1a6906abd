"""The coverage in words and colours: nothing is said by a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from learning_objects.coverage_map.data import (
    FRESHNESS,
    NUMBER,
    QUALITY,
    Cell,
    level_of,
    month_of,
    steps_of,
)

COLOUR_LABELS: dict[str, str | Promise] = {
    NUMBER: pgettext_lazy("what a map shows", "how much"),
    QUALITY: pgettext_lazy("what a map shows", "how good"),
    FRESHNESS: pgettext_lazy("what a map shows", "how fresh"),
}
# Least shares of good materials, and greatest ages in months, of the colours from 2 to 4.
GOOD_SHARES = (0.0, 0.5, 0.7, 0.85)
AGES = (24, 12, 6)
DASH = "—"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell for the reader: ``level`` 0 (a gap) … 4, "unknown" without ratings."""

    level: str
    text: str
    words: str


def show_cell(cell: Cell, *, colour: str, most: int, now: datetime) -> Shown:
    """Return how a cell is drawn when ``colour`` colours the map whose greatest number is most."""
    words = full_words(cell, now=now)
    if not cell.number:
        return Shown("0", "0", words)
    if colour == QUALITY:
        if cell.share is None:
            return Shown("unknown", DASH, words)
        return Shown(str(level_of(cell.share, GOOD_SHARES)), share_words(cell.share), words)
    if colour == FRESHNESS:
        months = age_of(cell.median, now)
        level = 1 + sum(months <= age for age in AGES)
        return Shown(str(level), short_age(months), words)
    return Shown(str(level_of(cell.number, steps_of(most))), number(cell.number), words)


def full_words(cell: Cell, *, now: datetime) -> str:
    """Return all three measures in one line."""
    if not cell.number:
        return _("nothing here")
    return "; ".join([number_words(cell.number), quality_words(cell), fresh_words(cell, now)])


def number(value: int) -> str:
    """Return a number as the reader's language groups it."""
    return str(number_format(value, force_grouping=True))


def number_words(value: int) -> str:
    """Return how many materials."""
    words = ngettext("%(number)s material", "%(number)s materials", value)
    return words % {"number": number(value)}


def topics_words(covered: int, topics: int) -> str:
    """Return how many of the topics have materials."""
    words = ngettext("%(covered)s of %(number)s topic", "%(covered)s of %(number)s topics", topics)
    return words % {"covered": number(covered), "number": number(topics)}


def quality_words(cell: Cell) -> str:
    """Return the mean rating and how many are good, or that nobody rated."""
    if cell.mean is None:
        return _("no ratings yet")
    words = ngettext(
        "mean rating %(mean)s; %(good)s of %(number)d rated material has 4 stars or more",
        "mean rating %(mean)s; %(good)s of %(number)d rated materials have 4 stars or more",
        cell.rated,
    )
    facts = {"mean": number_format(round(cell.mean, 1), decimal_pos=1), "good": cell.good}
    return words % {**facts, "number": cell.rated}


def fresh_words(cell: Cell, now: datetime) -> str:
    """Return how old the half of the materials is at most, and the newest."""
    facts = {
        "median": age_words(age_of(cell.median, now)),
        "newest": age_words(age_of(cell.newest, now)),
    }
    return _("median age %(median)s; the newest %(newest)s") % facts


def share_words(share: float) -> str:
    """Return a share as per cent."""
    return f"{number_format(round(100 * share))} %"


def age_of(month: int, now: datetime) -> int:
    """Return how many months ago that was."""
    today = localtime(now)
    return max(0, month_of(today.year, today.month) - month)


def short_age(months: int) -> str:
    """Return an age for a cell of a map."""
    if months < 1:
        return pgettext("age", "new")
    if months < 24:
        return _("%(number)d mo") % {"number": months}
    return _("%(number)s y") % {"number": number_format(round(months / 12, 1), decimal_pos=1)}


def age_words(months: int) -> str:
    """Return an age in words."""
    if months < 1:
        return _("less than a month")
    if months < 24:
        words = ngettext("%(number)d month", "%(number)d months", months)
        return words % {"number": months}
    years = months // 12
    return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}


def legend(colour: str, most: int) -> list[tuple[str, str]]:
    """Return (level, what it means), the gap first."""
    if colour == QUALITY:
        found = [
            ("unknown", _("no ratings yet")),
            ("1", _("fewer than half are good")),
            *(
                (
                    str(level),
                    _("from %(share)s good") % {"share": share_words(GOOD_SHARES[level - 1])},
                )
                for level in (2, 3, 4)
            ),
        ]
    elif colour == FRESHNESS:
        found = [
            ("1", _("older than 2 years")),
            ("2", _("up to 2 years")),
            ("3", _("up to a year")),
            ("4", _("up to half a year")),
        ]
    else:
        steps = steps_of(most)
        ends = [*(step - 1 for step in steps[1:]), 0][: len(steps)]
        found = [
            (str(level), _range(first, last))
            for level, (first, last) in enumerate(zip(steps, ends, strict=True), 1)
        ]
    return [("0", _("nothing")), *found]


def _range(first: int, last: int) -> str:
    if not last:
        return _("%(number)s and more") % {"number": number(first)}
    return number(first) if first == last else f"{number(first)}–{number(last)}"
