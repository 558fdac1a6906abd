"""Plans in words: refusals once for every entry point, and how sure a topic is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.errors import TableRefused, TransitionRefused
from journal.errors import WrongTopic
from journal.plans.actions.choosing import UnknownLine
from journal.plans.actions.drafting import TooManyPlans
from journal.plans.data import LIKELY, MOST_LINES, MOST_PLANS, SURE, UNSURE
from journal.plans.reading import PlanRefused

REFUSALS = (
    PlanRefused,
    TableRefused,
    TooManyPlans,
    TransitionRefused,
    UnknownLine,
    WrongTopic,
)

# Word and mark, so that colour is never alone.
SURENESS: dict[str, tuple[str | Promise, str, str]] = {
    SURE: (pgettext_lazy("a topic", "sure"), "check", "success"),
    LIKELY: (pgettext_lazy("a topic", "likely"), "circle-help", "info"),
    UNSURE: (pgettext_lazy("a topic", "check it"), "triangle-alert", "warning"),
}
ACCEPTED_MARK = (pgettext_lazy("a topic", "accepted"), "check-check", "success")
CHOSEN_MARK = (pgettext_lazy("a topic", "chosen by you"), "pencil", "success")
LEFT_OUT_MARK = (gettext_lazy("left out"), "minus", "neutral")
WRITTEN_MARK = (gettext_lazy("on its lesson"), "check-check", "success")


def words_for(error: Exception) -> str:
    """Return what a teacher is told about a refusal: where, what is wrong and what to do."""
    if isinstance(error, TableRefused):
        return _at_row(error.row, error.reason)
    if isinstance(error, PlanRefused):
        return _at_row(error.row, _plan_words(error.code))
    if isinstance(error, TooManyPlans):
        words = _("You keep %(most)d plans already. Delete one that you no longer need.")
        return words % {"most": MOST_PLANS}
    if isinstance(error, WrongTopic):
        return _("This topic belongs to another subject. Choose one of the lesson's subject.")
    if isinstance(error, UnknownLine):
        return _("This lesson of the plan is written already. Undo the writing to change it.")
    return _("The plan has changed meanwhile. Look at it as it stands now and try again.")


def _at_row(row: int, words: str) -> str:
    return _("Row %(row)d. %(words)s") % {"row": row, "words": words} if row else words


def _plan_words(code: str) -> str:
    words = {
        "no_title": _("Say which column holds the themes of the lessons."),
        "no_lessons": _(
            "There are no lessons in these columns: a lesson has a theme, and a number where there "
            "is a column of numbers. Choose the columns anew."
        ),
        "too_long": _(
            "The plan has more than %(most)d lessons. Leave the plan of one class in the table."
        )
        % {"most": MOST_LINES},
    }
    return words[code]


def say_words(by_words: float) -> str:
    """Return what the words of the theme alone say for the topic."""
    if by_words >= 0.5:
        return _("the words agree")
    if by_words >= 0.15:
        return _("the words agree in part")
    return _("only the place in the plan speaks for it")
