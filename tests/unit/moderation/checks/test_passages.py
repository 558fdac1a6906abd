from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.checks.passages import choose, prints_of, runs, shared_passages, words_of
from moderation.checks.pieces import study_content
from tests.factories.check_rules import content_of, text

WORDS = st.sampled_from(["вода", "лес", "река", "гора", "поле", "море", "ветер", "снег", "дождь"])


def pieces(*words: str):
    return study_content("material", content_of(*(text(item) for item in words))).pieces


SHARED = (
    "Сила тока на участке цепи прямо пропорциональна напряжению и обратно пропорциональна "
    "сопротивлению"
)


def test_the_longest_passage_is_shown_as_it_stands_in_ones_own_text():
    own = pieces(f"Запомним правило. {SHARED.upper()}! Теперь задача про лампу.")
    (found,) = shared_passages(own, pieces("Другое начало урока. " + SHARED), 8)
    assert found.text.startswith("СИЛА ТОКА")
    assert found.text.endswith("СОПРОТИВЛЕНИЮ")
    assert found.words == len(SHARED.split())
    assert shared_passages(own, pieces(SHARED), 20) == []


def test_a_passage_ends_where_a_block_ends():
    half = SHARED.split()
    own = pieces(" ".join(half[:6]), " ".join(half[6:]))
    assert shared_passages(own, pieces(SHARED), 8) == []


def test_a_quotation_with_its_source_is_nobodys_theft():
    quote = {"type": "quote", "id": "q", "value": {"text": SHARED, "source": "Учебник"}}
    own = study_content("material", content_of(quote)).pieces
    assert shared_passages(own, pieces(SHARED), 8) == []
    quote["value"]["source"] = ""
    assert shared_passages(study_content("material", content_of(quote)).pieces, pieces(SHARED), 8)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(WORDS, max_size=20),
    st.lists(WORDS, max_size=20),
    st.lists(WORDS, min_size=16, max_size=30),
)
def test_sixteen_equal_words_are_always_noticed(before, after, shared):
    source = pieces(" ".join([*before, *shared, *after]))
    own = [number for piece in pieces(" ".join(shared)) for number in runs(words_of(piece))]
    assert set(own) & prints_of(source)


@given(st.lists(st.integers(), max_size=60))
def test_every_window_has_its_least_number(numbers):
    chosen = choose(numbers)
    for start in range(len(numbers) - 8):
        assert min(numbers[start : start + 9]) in chosen
    assert bool(chosen) == bool(numbers)
