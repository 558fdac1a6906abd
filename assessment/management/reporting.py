"""What the commands say of problems, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessment.formats.exchange import FormatRefused, Problem, Weight
from assessment.wording.words import words_for

WEIGHTS = {
    Weight.REFUSED: lambda: _("refused"),
    Weight.LOST: lambda: _("lost"),
    Weight.CHANGED: lambda: pgettext("question of a file", "changed"),
}


def unreadable_line(error: OSError) -> str:
    """Return why a file could not be opened."""
    path = {"path": error.filename or ""}
    if isinstance(error, FileNotFoundError):
        return _("There is no file %(path)s.") % path
    return _("The file %(path)s cannot be opened.") % path


def problem_lines(problems: Iterable[Problem]) -> Iterable[str]:
    """Yield a line for each problem: what became, where, and why."""
    for problem in problems:
        place = f"{problem.place}: " if problem.place else ""
        yield f"{WEIGHTS[problem.weight]()}: {place}{words_for(problem.code, problem.params)}"


def refusal_line(refusal: FormatRefused) -> str:
    """Return why a whole file is refused, and where."""
    place = f" ({refusal.place})" if refusal.place else ""
    return f"{words_for(refusal.code, refusal.params)}{place}"
