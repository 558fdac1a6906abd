from __future__ import annotations

import pytest
from django.core.cache import caches
from django.utils import translation

from moderation import comparing
from moderation.comparing import compare_once
from tests.factories.moderation import stage, text_block
from tests.unit.moderation.test_changes import content


@pytest.fixture(autouse=True)
def counted(monkeypatch):
    """How often something was really compared."""
    caches["pages"].clear()
    calls = []
    real = comparing.compare

    def compare(*args, **kwargs):
        calls.append(args)
        return real(*args, **kwargs)

    monkeypatch.setattr(comparing, "compare", compare)
    return calls


def text(words):
    return content(body=[stage("Опыт", 45, text_block(words, "a" * 8))])


DEAR = [" ".join(f"{sign}{number}" for number in range(400)) for sign in "аб"]


def test_a_dear_comparison_is_done_once(counted):
    old, new = map(text, DEAR)
    first = compare_once(old, new, titles={})
    assert compare_once(old, new, titles={}) == first
    assert len(counted) == 1
    with translation.override("en"):
        compare_once(old, new, titles={})
    compare_once(old, text(DEAR[1] + " ещё"), titles={})  # saved over itself: another text
    assert len(counted) == 3


def test_a_cheap_one_does_not_fill_the_cache(counted):
    for _time in range(2):
        compare_once(text("было"), text("стало"), titles={})
    assert len(counted) == 2
