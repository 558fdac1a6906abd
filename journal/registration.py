"""What ``journal`` registers at start-up."""

from __future__ import annotations

from django.utils.translation import ngettext

from journal.data import USAGE_CODE
from learning_objects.data import UsageNumber


def register() -> None:
    """Register the rules, the page of a lesson, and lessons as places that use objects."""
    from journal.rules import register_rules
    from learning_objects.api import register_usage
    from schedule.api import register_lesson_page

    register_rules()
    register_lesson_page("journal", "journal:lesson")
    register_usage(USAGE_CODE, tell_lessons)


def tell_lessons(told: UsageNumber) -> str:
    """Return the words for the number of lessons that use an object."""
    if told.in_term:
        return tell_term(told)
    if told.at_least:
        words = ngettext(
            "Used in more than %(number)d lesson",
            "Used in more than %(number)d lessons",
            told.number,
        )
    else:
        words = ngettext("Used in %(number)d lesson", "Used in %(number)d lessons", told.number)
    return words % {"number": told.number}


def tell_term(told: UsageNumber) -> str:
    """Return the words for the lessons of this half of the school year."""
    if told.at_least:
        words = ngettext(
            "Used in more than %(number)d lesson this half year",
            "Used in more than %(number)d lessons this half year",
            told.number,
        )
    else:
        words = ngettext(
            "Used in %(number)d lesson this half year",
            "Used in %(number)d lessons this half year",
            told.number,
        )
    return words % {"number": told.number}
