"""The index of words gives what a walk over all nodes would give."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.api import fold
from framework.api import get_tree, search_nodes
from framework.words import query_words
from tests.factories.framework import load_programmes

pytestmark = pytest.mark.django_db

WORDS = ("физика", "сила", "ток", "т", "фи", "вещества", "8", "класс", "закон", "ектрич", "ёлки")
QUESTIONS = st.lists(
    st.sampled_from(WORDS),
    min_size=1,
    max_size=3,
).map(" ".join)


def rank(node, folded, words, tree):
    title = node.search_text
    if title.startswith(folded):
        return 0 if title == folded else 1
    if f" {folded}" in title:
        return 2
    missing = [word for word in words if not word.within(node.search_words)]
    above = [tree.nodes[uuid].search_words for uuid in node.ancestors]
    if not missing:
        return 3
    if len(missing) < len(words) and all(any(w.within(x) for x in above) for w in missing):
        return 4
    if all(word.within(node.content_words) for word in missing):
        return 5
    return 6 if folded in title and len(folded) >= 4 else None


def test_every_question_finds_what_a_walk_finds(tmp_path):
    load_programmes(tmp_path)
    tree = get_tree()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(QUESTIONS)
    def compare(text):
        folded, words = fold(text), query_words(text)
        ranked = [
            (rank(node, folded, words, tree), place, node)
            for place, node in enumerate(tree.nodes.values())
        ]
        wanted = sorted(one[:2] for one in ranked if one[0] is not None)
        nodes = list(tree.nodes.values())
        assert search_nodes(text, 500) == [nodes[place] for _rank, place in wanted]

    compare()
