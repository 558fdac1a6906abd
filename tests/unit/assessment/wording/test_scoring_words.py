"""Every code that scoring gives has words, and its reasons bring all that these speak of."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.codes import Code
from assessment.scoring.item_scoring import score_item
from assessment.wording.scoring import SCORING
from assessment.wording.words import words_for
from tests.factories.items import ENGINES, TYPES, items, responses

PLACEHOLDER = re.compile(r"%(?!\(\w+\)s)")


def test_every_code_has_words_with_named_places_only():
    assert set(SCORING) == set(Code)
    assert not [words for words in SCORING.values() if PLACEHOLDER.search(words)]


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_every_reason_can_be_said(data):
    item = data.draw(items(kinds=tuple(kind for kind in TYPES if kind not in ENGINES)))

    for part in score_item(item, data.draw(responses(item))).parts:
        for reason in part.reasons:
            assert words_for(reason.code, reason.params)
