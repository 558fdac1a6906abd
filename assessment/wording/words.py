"""One table of words for every code that scoring and formats give."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from assessment.wording.formats import FORMATS
from assessment.wording.formula import FORMULA
from assessment.wording.media import MEDIA
from assessment.wording.named import with_names
from assessment.wording.qti import QTI
from assessment.wording.scoring import SCORING

WORDS: dict[str, str] = {**SCORING, **FORMULA, **QTI, **FORMATS, **MEDIA}


def words_for(code: str, params: Mapping[str, str]) -> str:
    """Return the sentence of a code in the language of the moment.

    Raises ``KeyError`` for a code that nobody has written words for: a test finds those.
    """
    return gettext(WORDS[code]) % with_names(code, params)
