"""One table of words for every code that scoring and formats give."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from assessment.figures import round_points, show_number
from assessment.wording.formats import FORMATS
from assessment.wording.formula import FORMULA
from assessment.wording.media import MEDIA
from assessment.wording.named import with_names
from assessment.wording.qti import QTI
from assessment.wording.scoring import SCORING

WORDS: dict[str, str] = {**SCORING, **FORMULA, **QTI, **FORMATS, **MEDIA}
# Parameters that are points, in the writing of ``Decimal``.
POINTS = frozenset({"given", "score", "most", "points", "stated"})


def words_for(code: str, params: Mapping[str, str]) -> str:
    """Return the sentence of a code in the language of the moment.

    Raises ``KeyError`` for a code that nobody has written words for: a test finds those.
    """
    return gettext(WORDS[code]) % {
        name: _shown(name, value) for name, value in with_names(code, params).items()
    }


def _shown(name: str, value: str) -> str:
    """Return a parameter as it is read: points are numbers, whatever else is text as given."""
    is_points = name in POINTS and _is_number(value)
    return show_number(round_points(Decimal(value))) if is_points else value


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
